/** What is said of doors, domains and certificates, in English: the type that the other languages follow. */
export const doorsEn = {
  errors: {},
  notices: {},
};

export type DoorsWords = typeof doorsEn;
