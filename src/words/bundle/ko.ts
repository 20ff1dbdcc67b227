import type { Words } from "./en.ts";

/** What `bundle` says, in Korean. */
export const ko: Words = {
  errors: {},
  notices: {},
};
