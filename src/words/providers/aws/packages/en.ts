/** What is said of what is packed for Lambda, in English: the type that the other languages follow. */
export const packagesEn = {
  errors: {},
  notices: {},
};

export type PackagesWords = typeof packagesEn;
