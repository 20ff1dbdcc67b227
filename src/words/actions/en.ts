/** What `actions` says, in English: the type that the other languages follow. */
export const en = {
  errors: {},
  notices: {},
};

export type Words = typeof en;
