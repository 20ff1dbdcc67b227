import type { PackagesWords } from "./en.ts";

export const packagesKo: PackagesWords = {
  errors: {},
  notices: {},
};
