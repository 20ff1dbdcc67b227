/** What is said of stages on AWS, in English: the type that the other languages follow. */
export const stageEn = {
  errors: {},
  notices: {},
};

export type StageWords = typeof stageEn;
