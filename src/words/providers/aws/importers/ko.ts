import type { ImportersWords } from "./en.ts";

export const importersKo: ImportersWords = {
  errors: {},
  notices: {},
};
