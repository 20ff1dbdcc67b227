import type { StackWords } from "./en.ts";

export const stackJa: StackWords = {
  errors: {},
  notices: {},
};
