import type { AccountWords } from "./en.ts";

export const accountJa: AccountWords = {
  errors: {},
  notices: {},
};
