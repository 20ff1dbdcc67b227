import type { importersEn } from "../../src/words/providers/aws/importers/en.ts";
import type { Samples } from "./samples.ts";

export const importersSamples: Samples<typeof importersEn> = {
  errors: {},
  notices: {},
};
