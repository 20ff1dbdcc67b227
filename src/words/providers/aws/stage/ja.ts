import type { StageWords } from "./en.ts";

export const stageJa: StageWords = {
  errors: {},
  notices: {},
};
