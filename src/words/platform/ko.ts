import type { Words } from "./en.ts";

/** What `platform` says, in Korean. */
export const ko: Words = {
  errors: {},
  notices: {},
};
