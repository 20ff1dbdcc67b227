import type { Words } from "./en.ts";

/** What `frameworks` says, in Japanese. */
export const ja: Words = {
  errors: {},
  notices: {},
};
