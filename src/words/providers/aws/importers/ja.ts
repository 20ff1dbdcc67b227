import type { ImportersWords } from "./en.ts";

export const importersJa: ImportersWords = {
  errors: {},
  notices: {},
};
