import type { DataWords } from "./en.ts";

export const dataKo: DataWords = {
  errors: {},
  notices: {},
};
