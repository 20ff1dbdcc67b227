import type { DoorsWords } from "./en.ts";

export const doorsKo: DoorsWords = {
  errors: {},
  notices: {},
};
