import type { Words } from "./en.ts";

/** What `cli` says, in Japanese. */
export const ja: Words = {
  errors: {},
  notices: {},
};
