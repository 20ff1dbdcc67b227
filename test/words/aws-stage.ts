import type { stageEn } from "../../src/words/providers/aws/stage/en.ts";
import type { Samples } from "./samples.ts";

export const stageSamples: Samples<typeof stageEn> = {
  errors: {},
  notices: {},
};
