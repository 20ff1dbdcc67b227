import type { Words } from "./en.ts";

/** What `actions` says, in Japanese. */
export const ja: Words = {
  errors: {},
  notices: {},
};
