import type { DatabasesWords } from "./en.ts";

export const databasesJa: DatabasesWords = {
  errors: {},
  notices: {},
};
