import type { Words } from "./en.ts";

/** What `config` says, in Korean. */
export const ko: Words = {
  errors: {},
  notices: {},
};
