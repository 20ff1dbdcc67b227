import type { accountEn } from "../../src/words/providers/aws/account/en.ts";
import type { Samples } from "./samples.ts";

export const accountSamples: Samples<typeof accountEn> = {
  errors: {},
  notices: {},
};
