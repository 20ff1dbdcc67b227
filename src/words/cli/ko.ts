import type { Words } from "./en.ts";

/** What `cli` says, in Korean. */
export const ko: Words = {
  errors: {},
  notices: {},
};
