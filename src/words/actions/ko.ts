import type { Words } from "./en.ts";

/** What `actions` says, in Korean. */
export const ko: Words = {
  errors: {},
  notices: {},
};
