import type { Words } from "./en.ts";

/** What `platform` says, in Japanese. */
export const ja: Words = {
  errors: {},
  notices: {},
};
