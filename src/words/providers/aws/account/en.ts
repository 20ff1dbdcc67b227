/** What is said of the account: who calls, what it may, what it costs, in English: the type that the other languages follow. */
export const accountEn = {
  errors: {
    AWS_REGION_MISSING: (facts: { stage: string }) => ({
      cause: `Neither the file nor your AWS settings name the Region that the stage ${facts.stage} is to live in.`,
      fix: `Write \`region = "us-east-1"\` (or one near your users) into [stages.${facts.stage}], or set \`AWS_REGION\`.`,
    }),
    AWS_CREDENTIALS_MISSING: (facts: { message: string }) => ({
      cause: `No AWS credentials were found on this machine (${facts.message}).`,
      fix: `Log in with \`aws sso login\` or \`aws configure\`, name a profile by \`AWS_PROFILE\`, or set \`AWS_ACCESS_KEY_ID\` and \`AWS_SECRET_ACCESS_KEY\`; then run the command again.`,
    }),
    AWS_CREDENTIALS_REFUSED: (facts: { reason: string; message: string }) => ({
      cause: `AWS does not accept the credentials: ${facts.message} (${facts.reason})`,
      fix: `Log in again (\`aws sso login\`), or check the keys and the clock of this machine; then run the command again.`,
    }),
    AWS_UNREACHABLE: (facts: { region: string; message: string }) => ({
      cause: `AWS does not answer in ${facts.region}: ${facts.message}`,
      fix: `Check the network, a proxy, the name of the Region, and \`AWS_ENDPOINT_URL\` if it is set; nothing was changed.`,
    }),
    AWS_ACCOUNT_OTHER: (facts: { stage: string; wanted: string; given: string; caller: string }) => ({
      cause: `The stage ${facts.stage} lives in the account ${facts.wanted}, and your credentials (${facts.caller}) are of ${facts.given}: nothing was done.`,
      fix: `Take credentials of ${facts.wanted}, for instance by \`AWS_PROFILE\`. If the stage is to move, give it another name and copy it there.`,
    }),
  },
  notices: {},
};

export type AccountWords = typeof accountEn;
