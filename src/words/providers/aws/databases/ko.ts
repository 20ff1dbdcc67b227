import type { DatabasesWords } from "./en.ts";

export const databasesKo: DatabasesWords = {
  errors: {},
  notices: {},
};
