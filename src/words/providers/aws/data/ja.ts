import type { DataWords } from "./en.ts";

export const dataJa: DataWords = {
  errors: {},
  notices: {},
};
