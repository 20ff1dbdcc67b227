import type { databasesEn } from "../../src/words/providers/aws/databases/en.ts";
import type { Samples } from "./samples.ts";

export const databasesSamples: Samples<typeof databasesEn> = {
  errors: {},
  notices: {},
};
