import type { stackEn } from "../../src/words/providers/aws/stack/en.ts";
import type { Samples } from "./samples.ts";

export const stackSamples: Samples<typeof stackEn> = {
  errors: {},
  notices: {},
};
