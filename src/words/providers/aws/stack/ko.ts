import type { StackWords } from "./en.ts";

export const stackKo: StackWords = {
  errors: {},
  notices: {},
};
