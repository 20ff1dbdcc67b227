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
    AWS_ACCESS_DENIED: (facts: {
      caller: string;
      action: string | null;
      target: string | null;
      message: string;
    }) => ({
      cause: `${facts.caller} has no right to ${facts.action === null ? "do this" : `\`${facts.action}\``}${facts.target === null ? "" : ` on ${facts.target}`}: ${facts.message}`,
      fix: "Let whoever administers the AWS account add that right, then run the command again: it goes on where this one stopped.",
    }),
    AWS_THROTTLED: (facts: { region: string; message: string }) => ({
      cause: `AWS got more calls in ${facts.region} than it answers at a time, again and again: ${facts.message}`,
      fix: "Something else in the account is calling AWS a great deal, perhaps another deployment. Run the command again a little later: it goes on where this one stopped.",
    }),
    AWS_OUT_OF_SIGHT: (facts: { region: string; message: string }) => ({
      cause: `AWS could no longer be reached in ${facts.region}: ${facts.message}`,
      fix: "What was done until then stays, and what AWS has begun goes on there. Once the network is back, run the command again: it goes on from there.",
    }),
    AWS_CALL_REFUSED: (facts: { reason: string; message: string }) => ({
      cause: `AWS refused a call: ${facts.message} (${facts.reason})`,
      fix: "Once what AWS names is mended, run the command again: it goes on where this one stopped. If nothing there is yours to mend, please report it with this sentence.",
    }),
    ONLY_ON_AWS: (facts: { what: string; stage: string }) => ({
      cause: `\`${facts.what}\` is for stages on AWS, and ${facts.stage} is one of this machine.`,
      fix: `Leave it away. To begin anew here, take the stage down first: \`monolift down ${facts.stage}\`.`,
    }),
    AWS_DATABASE_OTHER: (facts: { stage: string; from: string; to: string; release: number }) => ({
      cause: `The rows of ${facts.stage} are in its database (${facts.from}, release ${facts.release}), and the file now says \`database = "${facts.to}"\`: a new one has none of them, and what is written to it does not come back with the old one. Nothing was changed.`,
      fix: `Write \`database = "${facts.from}"\` again. To move the rows, lift a stage of another name with \`--from ${facts.stage}\`. To begin with an empty database, run \`monolift up ${facts.stage} --new-empty\`; the old one then stays, unused, until you remove it.`,
    }),
    AWS_STAGE_ELSEWHERE: (facts: {
      stage: string;
      name: string;
      region: string;
      otherName: string;
      otherRegion: string;
      engine: string | null;
      release: number;
      date: string;
    }) => ({
      cause: `There is no ${facts.name}/${facts.stage} in ${facts.region}, but this project's ${facts.otherName}/${facts.stage} is in ${facts.otherRegion}, with its ${facts.engine === null ? "" : `database (${facts.engine}), `}uploaded files and secrets (release ${facts.release}, ${facts.date}). A new stage would have none of it. Nothing was changed.`,
      fix: `${facts.otherName === facts.name ? `Write \`region = "${facts.otherRegion}"\` into [stages.${facts.stage}] again` : `Write \`name = "${facts.otherName}"\` again`}. To have a second one that begins empty, run \`monolift up ${facts.stage} --new-empty\`; the other one stays as it is.`,
    }),
  },
  notices: {
    AWS_ELSEWHERE_NOT_ASKED: (facts: { stage: string; action: string }) =>
      `Nobody could look whether ${facts.stage} is there already under another name or in another Region: your credentials lack \`${facts.action}\`.`,
  },
};

export type AccountWords = typeof accountEn;
