import type { Words } from "./en.ts";

/** What `bundle` says, in Japanese. */
export const ja: Words = {
  errors: {},
  notices: {},
};
