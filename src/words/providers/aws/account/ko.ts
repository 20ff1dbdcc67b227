import type { AccountWords } from "./en.ts";

export const accountKo: AccountWords = {
  errors: {},
  notices: {},
};
