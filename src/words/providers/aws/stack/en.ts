/** What is said of CloudFormation stacks, in English: the type that the other languages follow. */
export const stackEn = {
  errors: {},
  notices: {},
};

export type StackWords = typeof stackEn;
