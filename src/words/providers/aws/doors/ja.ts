import type { DoorsWords } from "./en.ts";

export const doorsJa: DoorsWords = {
  errors: {},
  notices: {},
};
