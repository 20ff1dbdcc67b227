import type { Words } from "./en.ts";

/** What `frameworks` says, in Korean. */
export const ko: Words = {
  errors: {},
  notices: {},
};
