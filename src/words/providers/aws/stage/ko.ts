import type { StageWords } from "./en.ts";

export const stageKo: StageWords = {
  errors: {},
  notices: {},
};
