/** What is said of other tools' files, in English: the type that the other languages follow. */
export const importersEn = {
  errors: {},
  notices: {},
};

export type ImportersWords = typeof importersEn;
