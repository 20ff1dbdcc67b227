import type { packagesEn } from "../../src/words/providers/aws/packages/en.ts";
import type { Samples } from "./samples.ts";

export const packagesSamples: Samples<typeof packagesEn> = {
  errors: {},
  notices: {},
};
