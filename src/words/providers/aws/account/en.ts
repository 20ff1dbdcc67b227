/** What is said of the account: who calls, what it may, what it costs, in English: the type that the other languages follow. */
export const accountEn = {
  errors: {},
  notices: {},
};

export type AccountWords = typeof accountEn;
