import type { dataEn } from "../../src/words/providers/aws/data/en.ts";
import type { Samples } from "./samples.ts";

export const dataSamples: Samples<typeof dataEn> = {
  errors: {},
  notices: {},
};
