import type { PackagesWords } from "./en.ts";

export const packagesJa: PackagesWords = {
  errors: {},
  notices: {},
};
