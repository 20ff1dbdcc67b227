/** What is said of buckets, parameters and secrets, in English: the type that the other languages follow. */
export const dataEn = {
  errors: {},
  notices: {},
};

export type DataWords = typeof dataEn;
