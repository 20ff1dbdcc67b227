/** What is said of stages on AWS, in English: the type that the other languages follow. */
export const stageEn = {
  errors: {
    CANARY_WENT_BACK: (facts: { release: number; from: number; errors: number; requests: number }) => ({
      cause: `Release ${facts.release} went back: ${facts.errors} of the ${facts.requests} requests that it was tried on were errors. Release ${facts.from} has every request again.`,
      fix: "`monolift logs --errors` shows what they ran into. Migrations that came with the release stay applied.",
    }),
    CANARY_ENDED: (facts: { release: number }) => ({
      cause: `Release ${facts.release} was being tried, and \`live\` was moved meanwhile: by a rollback, or by another \`up\`.`,
      fix: "`monolift releases` shows who has done what. Nothing of this code is served; `monolift up` lifts it again.",
    }),
    STAGE_NAMES_RUN_TOGETHER: (facts: { stage: string; owner: string }) => ({
      cause: `${facts.stage} would have the same names on AWS as ${facts.owner}, and what is there belongs to ${facts.owner}. Nothing was touched.`,
      fix: "Give this project or this stage another name in monolift.toml.",
    }),
    SQLITE_NOT_ON_AWS: (facts: { file: string }) => ({
      cause: `The project's settings keep the rows in a SQLite file (${facts.file}), and \`database = "settings"\` leaves that as it is. On AWS each sandbox would have a file of its own, which is gone with it.`,
      fix: `Name a database of the stage's own, \`database = "neon"\` for instance; nothing in the settings has to be changed for it.`,
    }),
    NOT_YET_ON_AWS: (facts: { stage: string }) => ({
      cause: `This command works on stages of this machine, and ${facts.stage} lives on AWS.`,
      fix: `For stages on AWS there are \`up\`, \`status\`, \`logs\`, \`run\`, \`open\`, \`releases\`, \`rollback\`, \`secrets\`, \`diff\`, \`doctor\`, \`list\` and \`down\`.`,
    }),
    NOTHING_TO_STOP: (facts: { stage: string }) => ({
      cause: `Nothing of ${facts.stage} runs while nobody asks for it: on AWS there is nothing to stop, and nothing is paid for it.`,
      fix: `To take it down, use \`monolift down ${facts.stage}\`; \`--keep-data\` keeps what holds data.`,
    }),
    NOT_ON_AWS: (facts: { what: string; stage: string }) => ({
      cause: `\`${facts.what}\` has no meaning for ${facts.stage}, which lives on AWS.`,
      fix: `Leave it away; \`monolift help --all\` says what each option is for.`,
    }),
    DATABASE_URL_MISSING: (facts: { stage: string }) => ({
      cause: `The database of ${facts.stage} is one that is there already (\`database = "url"\`), and nobody has said where.`,
      fix: `Give its address as a secret, then run the command again: \`monolift secrets set DATABASE_URL ${facts.stage}\``,
    }),
    STAGE_LOCKED: (facts: {
      stage: string;
      by: string | null;
      verb: string | null;
      since: string | null;
    }) => ({
      cause: `${facts.by ?? "Somebody"} is changing ${facts.stage}${facts.verb === null ? "" : ` with \`monolift ${facts.verb}\``}${facts.since === null ? "" : `, since ${facts.since}`}. Two at one time would undo each other's work, so nothing was done.`,
      fix: `Run the command again when that is done. If it will never end, because its machine is gone, take its place: \`monolift up ${facts.stage} --break-lock\` (\`down\` and \`rollback\` have the option, too). After half an hour without a sign of it, that is not needed.`,
    }),
    COMMAND_NEEDS_KEYBOARD: (facts: {
      command: string;
      stage: string;
      why: "shell" | "server" | "source" | "question";
    }) => ({
      cause: {
        shell: `\`${facts.command}\` waits for somebody at a keyboard, and a function on AWS has none.`,
        server: `\`${facts.command}\` serves pages, which ${facts.stage} does without it.`,
        source: `\`${facts.command}\` writes files of the project, and the code of ${facts.stage} on AWS is never changed.`,
        question: `\`${facts.command}\` asks before it acts, and in a function on AWS nobody can answer.`,
      }[facts.why],
      fix: {
        shell: `Say what it is to do in one line: \`monolift run ${facts.stage} -- shell -c "…"\`.`,
        server: `\`monolift open ${facts.stage}\` shows the pages; \`monolift dev\` serves each change on this machine.`,
        source: `Run it on this machine, \`monolift run -- ${facts.command}\`, then \`monolift up ${facts.stage}\`.`,
        question: `If you are sure, add \`--noinput\` behind it: it then acts at once.`,
      }[facts.why],
    }),
    COMMAND_LOST: (facts: { command: string; function: string; requestId: string | null }) => ({
      cause: `The connection to AWS broke while \`${facts.command}\` ran in ${facts.function}. Nobody can say whether it came to its end, so it was not tried again.`,
      fix: `Look at what it has done before you run it again: \`monolift logs\` shows its lines${facts.requestId === null ? "" : `, also by \`--request ${facts.requestId}\``}.`,
    }),
    COMMAND_FUNCTION_FAILED: (facts: { function: string; what: string }) => ({
      cause: `The function ${facts.function} failed before the command could run: ${facts.what}`,
      fix: `Look at \`monolift logs\` for the lines of that function; \`monolift doctor\` names what is known to fail on AWS.`,
    }),
  },
  notices: {
    CANARY_OTHER_FUNCTIONS: (facts: { release: number }) =>
      `Release ${facts.release} has other functions than the one before ([isolate]), so it gets every request at once: a canary shares requests between versions of the same functions.`,
    CANARY_WATCHED: (facts: { release: number; requests: number; errors: number; secondsLeft: number }) =>
      `release ${facts.release}: ${facts.requests} requests, ${facts.errors} errors, ${facts.secondsLeft} s left`,
    CANARY_LEFT_ALONE: (facts: { release: number; from: number; percent: number }) =>
      `Release ${facts.release} keeps ${facts.percent}% of the requests, and nobody watches it now. \`monolift up\` with the same code goes on watching; \`monolift rollback\` gives every request to release ${facts.from}.`,
    AWS_LIVE_UNKNOWN: (facts: { stage: string; version: string }) =>
      `\`live\` of ${facts.stage} leads to version ${facts.version} of the function, which no release of Monolift is: somebody has moved it, or the records of the releases are gone.`,
    AWS_IDENTITY_KEPT: (facts: { stage: string; account: string; region: string }) =>
      `[stages.${facts.stage}] now says which account (${facts.account}) and Region (${facts.region}) it lives in, so that other credentials never make a second one.`,
    STAGE_LOCK_TAKEN: (facts: { stage: string; by: string; verb: string; since: string }) =>
      `\`monolift ${facts.verb}\` of ${facts.by} (${facts.since}) had not given ${facts.stage} back. What it has left half done is finished or made anew.`,
    AWS_NOT_ASKED: (facts: { stages: readonly string[]; cause: string }) =>
      `${facts.stages.join(", ")} cannot be shown, since AWS could not be asked. ${facts.cause}`,
    COMMAND_LIMIT: (facts: { minutes: number }) =>
      `AWS gives a command ${facts.minutes} minutes. One that takes longer is ended in the middle: what it has committed stays, and its open transaction is lost.`,
    COMMAND_GOES_ON: (facts: { command: string; stage: string; requestId: string | null }) =>
      `\`${facts.command}\` goes on in AWS: nothing there was stopped. \`monolift logs ${facts.stage}${facts.requestId === null ? "" : ` --request ${facts.requestId}`}\` says how it ends.`,
    ALERTS_NOBODY: (facts: { stage: string }) =>
      `Nobody is told when ${facts.stage} fails: \`[alerts]\` in monolift.toml has no \`email\`. With one, AWS sends a mail; the ten alarms that an account has free are enough for two stages.`,
    ALERTS_CONFIRM: (facts: { email: string }) =>
      `AWS has sent a mail to ${facts.email}: until the link in it is followed, it tells nobody when something fails.`,
    ALERTS_NO_BUDGET: (facts: { region: string }) =>
      `CloudFormation in ${facts.region} makes no budgets, so nobody is told when the month gets dear. Make one here: https://console.aws.amazon.com/costmanagement/home#/budgets`,
    MAIL_AS_IN_SETTINGS: (facts: { stage: string }) =>
      `Mail of ${facts.stage} goes where the project's settings send it: monolift.toml has no \`from\` in \`[mail]\`. With one, Amazon SES sends it.`,
    MAIL_RECORDS_NEEDED: (facts: {
      identity: string;
      records: readonly { readonly name: string; readonly type: string; readonly value: string }[];
    }) =>
      `Before SES sends mail from ${facts.identity}, its DNS needs: ${facts.records.map(({ name, type, value }) => `\`${name} ${type} ${value}\``).join(", ")}.`,
    MAIL_STILL_VALIDATING: (facts: { identity: string }) =>
      `SES has not finished checking that ${facts.identity} is yours; until then no mail goes out. It usually takes some minutes.`,
    MAIL_ADDRESS_ASKED: (facts: { address: string }) =>
      `AWS has sent a mail to ${facts.address}: no mail goes out from it until the link in that is followed.`,
    MAIL_SANDBOX: (facts: { region: string }) =>
      `SES in ${facts.region} is still in its sandbox: it sends to confirmed addresses alone, 200 mails a day. Ask for production access here: https://${facts.region}.console.aws.amazon.com/ses/home?region=${facts.region}#/account`,
    RESTORE_POINT_NOT_MADE: (facts: { stage: string }) =>
      `No restore point was made: the database of ${facts.stage} is kept by somebody else. Make a backup there if you want one.`,
  },
};

export type StageWords = typeof stageEn;
