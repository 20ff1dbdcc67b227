import type { Words } from "./en.ts";

/** What `providers` says, in Japanese. */
export const ja: Words = {
  errors: {},
  notices: {},
};
