import type { Words } from "./en.ts";

/** What `config` says, in Japanese. */
export const ja: Words = {
  errors: {},
  notices: {},
};
