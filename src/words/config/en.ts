/** Kinds of values in a TOML file. */
export type ValueKind = "text" | "integer" | "number" | "boolean" | "table" | "list" | "date";

const kinds: Readonly<Record<ValueKind, string>> = {
  text: "a text",
  integer: "a whole number",
  number: "a number with a fraction",
  boolean: "true or false",
  table: "a table",
  list: "a list",
  date: "a date",
};

const quoteAll = (words: readonly string[]): readonly string[] => words.map((word) => `"${word}"`);

/** What `config` says, in English: the type that the other languages follow. */
export const en = {
  errors: {
    ISOLATE_TOO_MANY: (facts: { count: number; most: number }) => ({
      cause: `The file isolates requests with ${facts.count} tables; a stage takes at most ${facts.most}, since all of its functions are in one stack of AWS, which has room for 500 resources.`,
      fix: `Put requests that need the same into one table: \`path\`, \`view\`, \`namespace\` and \`app\` each take a list.`,
    }),
    KEY_NOT_ON_AWS: (facts: { key: string; stage: string }) => ({
      cause: `\`${facts.key}\` is not offered for stages on AWS, and [stages.${facts.stage}] has \`provider = "aws"\`.`,
      fix: `Take the key away for this stage; for stages of this machine it stays as it is.`,
    }),
    ISOLATE_TABLE_TOO_LONG: (facts: { lines: number }) => ({
      cause: `The table of isolated requests has ${facts.lines} lines, more than CloudFront takes: its program at the edge has room for 10 KB.`,
      fix: `Isolate whole apps, namespaces or paths with ** in place of single views.`,
    }),
    ISOLATE_BEHIND_ALB: (facts: { name: string; stage: string }) => ({
      cause: `[isolate.${facts.name}] needs a door that can lead requests to more than one function; that of "${facts.stage}" is a load balancer, to which Monolift adds one rule.`,
      fix: `Take another door for the stage (remove door = "alb"), or remove the table.`,
    }),
    ISOLATE_MATCHES_NOTHING: (facts: {
      name: string;
      kind: "path" | "view" | "namespace" | "app";
      text: string;
      nearest: readonly string[];
    }) => ({
      cause: `No route of the application fits ${facts.kind} = "${facts.text}" in [isolate.${facts.name}].`,
      fix:
        facts.nearest.length === 0
          ? "The application has no route that could be named so; remove the table."
          : `Correct it, or remove it. What comes nearest: ${facts.nearest.join(", ")}. \`monolift inspect --json\` lists every route.`,
    }),
    ISOLATE_TWICE: (facts: { route: string; names: readonly [string, string] }) => ({
      cause: `The route ${facts.route} is claimed by [isolate.${facts.names[0]}] and by [isolate.${facts.names[1]}] alike.`,
      fix: `Name it more exactly in the table that is to have it: a \`view\` goes before a \`namespace\`, that before an \`app\`, and the longer text before the shorter.`,
    }),
    ISOLATE_WITHOUT_REQUESTS: (facts: { name: string }) => ({
      cause: `[isolate.${facts.name}] does not say which requests it is for.`,
      fix: `Add one of: path = "/reports/**", view = "reports.views.*", namespace = "reports", app = "reports".`,
    }),
    CONFIG_SYNTAX: (facts: { reason: string }) => ({
      cause: `The file stops being TOML here: ${facts.reason}`,
      fix: 'Mend the line that is shown. Texts stand in quotes (name = "blog"), tables in brackets ([app]).',
    }),
    CONFIG_UNREADABLE: (facts: { file: string; reason: "denied" | "folder" | "not-utf8" }) => ({
      cause: {
        denied: `${facts.file} may not be read by this user.`,
        folder: `${facts.file} is a folder; the project's file is expected there.`,
        "not-utf8": `${facts.file} is not written in UTF-8.`,
      }[facts.reason],
      fix: {
        denied: "Give this user the right to read the file.",
        folder: "Rename or remove the folder.",
        "not-utf8": "Save the file as UTF-8.",
      }[facts.reason],
    }),
    CONFIG_UNKNOWN_KEY: (facts: {
      key: string;
      nearest: string | null;
      belongs: { readonly key: string; readonly table: string } | null;
      known: readonly string[];
    }) => ({
      cause: `"${facts.key}" is not a key of monolift.toml.`,
      fix:
        facts.nearest !== null
          ? `Did you mean "${facts.nearest}"?`
          : facts.belongs !== null
            ? `Did you mean "${facts.belongs.key}" in the table [${facts.belongs.table}]?`
            : `Remove it. The keys of this table are: ${facts.known.join(", ")}.`,
    }),
    CONFIG_STAGE_ONLY_KEY: (facts: { key: string; table: string; example: string }) => ({
      cause: `"${facts.key}" is said of one stage. At the top of the file it would hold for every stage, "local" with its data among them.`,
      fix: `Put it below the stage that is meant, for instance [${facts.table}]: ${facts.example}`,
    }),
    CONFIG_KEY_MISSING: (facts: { key: string; example: string }) => ({
      cause: `The key "${facts.key}" is missing.`,
      fix: `Add it: ${facts.example}`,
    }),
    CONFIG_WRONG_TYPE: (facts: {
      key: string;
      given: string;
      kind: ValueKind;
      wanted: readonly ValueKind[];
      example: string;
    }) => ({
      cause: `"${facts.key}" is ${facts.given} (${kinds[facts.kind]}); it takes ${facts.wanted.map((kind) => kinds[kind]).join(" or ")}.`,
      fix: `Write it like this: ${facts.example}`,
    }),
    CONFIG_OUT_OF_RANGE: (facts: {
      key: string;
      given: string;
      least: number | string;
      most: number | string;
      unit: "MB" | "s" | "";
    }) => ({
      cause: `"${facts.key}" is ${facts.given}; it may be ${facts.least} to ${facts.most}${facts.unit === "" ? "" : ` ${facts.unit}`}.`,
      fix: "Choose a value within these limits.",
    }),
    CONFIG_UNKNOWN_VALUE: (facts: {
      key: string;
      given: string;
      nearest: string | null;
      allowed: readonly string[];
    }) => ({
      cause: `"${facts.key}" is "${facts.given}"; it may be ${quoteAll(facts.allowed).join(" or ")}.`,
      fix: facts.nearest === null ? `Choose one of these values.` : `Did you mean "${facts.nearest}"?`,
    }),
    CONFIG_UNFIT_VALUE: (facts: { key: string; given: string; example: string }) => ({
      cause: `"${facts.key}" is ${facts.given}, which does not have the form of such a value.`,
      fix: `Write it like this: ${facts.example}`,
    }),
    CONFIG_NAME_UNSAFE: (facts: {
      what: "project" | "stage";
      given: string;
      longest: number;
      suggestion: string;
    }) => ({
      cause: `"${facts.given}" cannot name a ${facts.what}: the name becomes part of its address, and takes 1 to ${facts.longest} lower-case letters, digits and hyphens, no hyphen first or last.`,
      fix: `Choose another name, for instance "${facts.suggestion}".`,
    }),
    CONFIG_EXISTS: (facts: { file: string }) => ({
      cause: `There is a project's file already: ${facts.file}`,
      fix: "Edit that file, or remove it first.",
    }),
    CONFIG_FOLDER_READ_ONLY: (facts: { file: string; name: string }) => ({
      cause: `${facts.file} could not be written: this user may not write to the folder.`,
      fix: `Allow writing to the folder, or make the file yourself with this line: name = "${facts.name}"`,
    }),
    CONFIG_NOT_EDITED: (facts: { file: string; line: string }) => ({
      cause: `${facts.file} could not be changed without losing something that stands in it, so it was left as it is.`,
      fix: `Add this yourself: ${facts.line}`,
    }),
    KEEP_WITH_TTL: (facts: { stage: string }) => ({
      cause: `[stages.${facts.stage}] keeps its data (\`keep = true\`) and ends by itself with them (\`ttl\`).`,
      fix: `Take one of the two keys away.`,
    }),
    TTL_NOT_ON_AWS: (facts: { stage: string }) => ({
      cause: `\`ttl\` ends a stage by itself, and nothing of Monolift runs in your account that could end ${facts.stage}.`,
      fix: `Take \`ttl\` away for this stage, and let what ends the branch or the pull request call \`monolift down ${facts.stage} --delete-data\`. What the stage costs until then, \`monolift status ${facts.stage}\` says.`,
    }),
    SHARE_NEEDS_SECRETS_MANAGER: (facts: { stage: string }) => ({
      cause: `\`[secrets]\` of ${facts.stage} has \`share = true\`, and a parameter of Systems Manager is of one stage alone.`,
      fix: 'Write `store = "secrets-manager"` beside it, or take `share` away.',
    }),
    MAIL_FROM_MISSING: (facts: { stage: string }) => ({
      cause: `\`[mail]\` of ${facts.stage} has \`engine = "ses"\`, and does not say who the mail is from.`,
      fix: 'Write it beside it: `from = "Blog <hello@example.com>"`.',
    }),
    DATABASE_NOT_CHOSEN: (facts: { stage: string }) => ({
      cause: `The stage ${facts.stage} lives on AWS, and the file does not say where its rows are: \`postgres\` is a database on this machine.`,
      fix: `Write \`database = "neon"\` into [stages.${facts.stage}] for a database that costs nothing while it sleeps, \`database = "url"\` for a server that is there already, or \`database = "settings"\` for what the project's settings say.`,
    }),
    UNKNOWN_STAGE: (facts: { stage: string; nearest: string | null; known: readonly string[] }) => ({
      cause: `The stage "${facts.stage}" is not in monolift.toml; its stages are ${facts.known.join(", ")}.`,
      fix:
        facts.nearest === null
          ? `Add the stage: [stages.${facts.stage}] with provider = "local" in it.`
          : `Did you mean "${facts.nearest}"? If not, add the stage: [stages.${facts.stage}] with provider = "local" in it.`,
    }),
    STAGE_NAME_UNSAFE: (facts: { stage: string; longest: number }) => ({
      cause: `"${facts.stage}" cannot name a stage: the name becomes part of its address, and takes 1 to ${facts.longest} lower-case letters, digits and hyphens, no hyphen first or last.`,
      fix: "Choose a shorter or simpler name.",
    }),
  },
  notices: {
    CONFIG_CREATED: (facts: { file: string; name: string }) =>
      `Wrote ${facts.file} with one line: name = "${facts.name}"`,
  },
};

export type Words = typeof en;
