import type { Words } from "./en.ts";

/** What `providers` says, in Korean. */
export const ko: Words = {
  errors: {},
  notices: {},
};
