/** What is said of databases, in English: the type that the other languages follow. */
export const databasesEn = {
  errors: {},
  notices: {},
};

export type DatabasesWords = typeof databasesEn;
