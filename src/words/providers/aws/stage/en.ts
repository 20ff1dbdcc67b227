/** What is said of stages on AWS, in English: the type that the other languages follow. */
export const stageEn = {
  errors: {
    COMMAND_LOST: (facts: { command: string; function: string; requestId: string | null }) => ({
      cause: `The connection to AWS broke while \`${facts.command}\` ran in ${facts.function}. Nobody can say whether it came to its end, so it was not tried again.`,
      fix: `Look at what it has done before you run it again: \`monolift logs\` shows its lines${facts.requestId === null ? "" : `, also by \`--request ${facts.requestId}\``}.`,
    }),
    COMMAND_FUNCTION_FAILED: (facts: { function: string; what: string }) => ({
      cause: `The function ${facts.function} failed before the command could run: ${facts.what}`,
      fix: `Look at \`monolift logs\` for the lines of that function; \`monolift doctor\` names what is known to fail on AWS.`,
    }),
  },
  notices: {},
};

export type StageWords = typeof stageEn;
