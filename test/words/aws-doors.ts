import type { doorsEn } from "../../src/words/providers/aws/doors/en.ts";
import type { Samples } from "./samples.ts";

export const doorsSamples: Samples<typeof doorsEn> = {
  errors: {},
  notices: {},
};
