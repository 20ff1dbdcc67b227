const listed = (names: readonly string[]): string => names.map((name) => `\`${name}\``).join(", ");

/** What is said of secrets, in English: the type that the other languages follow. */
export const secretsEn = {
  errors: {
    SECRET_NAME_UNFIT: (facts: { readonly name: string }) => ({
      cause: `\`${facts.name}\` can't be the name of an environment variable.`,
      fix: "Take letters without accents, digits and `_`, and no digit first, for instance `STRIPE_API_KEY`.",
    }),
    SECRET_RESERVED: (facts: {
      readonly name: string;
      readonly why: "own-database" | "aws" | "runtime";
    }) => ({
      cause: {
        "own-database": `The stage sets \`${facts.name}\` itself: it leads to the database that was made for it.`,
        aws: `The stage sets \`${facts.name}\` itself, as Lambda does: it belongs to the function's own role and bucket.`,
        runtime: `\`${facts.name}\` decides how the application's process starts, and is set by Monolift.`,
      }[facts.why],
      fix: {
        "own-database":
          'To use a database of your own, write `database = "settings"` into monolift.toml; then the name is free.',
        aws: "Give credentials for another service a name of their own, and read that in the settings.",
        runtime:
          "Choose another name. The settings module is `settings` in the table `[app]` of monolift.toml.",
      }[facts.why],
    }),
    SECRET_VALUE_UNFIT: (facts: {
      readonly name: string;
      readonly why: "too-large" | "nul";
      readonly bytes: number;
      readonly limitBytes: number;
    }) =>
      facts.why === "nul"
        ? {
            cause: `The value for \`${facts.name}\` has a zero byte in it, which no environment variable can have.`,
            fix: "Keep binary data as text: pipe it through `base64`, and decode it in the settings.",
          }
        : {
            cause: `The value for \`${facts.name}\` has ${facts.bytes} bytes; AWS Secrets Manager takes ${facts.limitBytes}.`,
            fix: "Keep the file in object storage, and only the key to it here.",
          },
    SECRET_UNKNOWN: (facts: { readonly name: string; readonly nearest: string | null }) => ({
      cause: `This stage has no secret \`${facts.name}\`.`,
      fix:
        facts.nearest === null
          ? "`monolift secrets list` shows the names that there are."
          : `Did you mean \`${facts.nearest}\`?`,
    }),
    SECRET_GENERATED: {
      cause: "`SECRET_KEY` was generated for this stage, and no application runs without one.",
      fix: "`monolift secrets set SECRET_KEY` replaces it with one of yours.",
    },
    SECRETS_DAMAGED: (facts: {
      readonly file: string;
      readonly version: number;
      readonly kept: readonly number[];
    }) => ({
      cause: `Version ${facts.version} of the secrets, ${facts.file}, is gone or can't be read.`,
      fix: `${facts.kept.length === 0 ? "No version is left." : `Versions that are kept: ${facts.kept.join(", ")}.`} Write the number of a whole one into the file \`current\` beside it, or remove that file and import the secrets again.`,
    }),
    SECRETS_SOURCE_MISSING: (facts: { readonly path: string }) => ({
      cause: `${facts.path} is not there.`,
      fix: "Name a `.env` file, a JSON file, or a folder with JSON files such as `.secrets`; paths count from the current folder.",
    }),
    SECRETS_SOURCE_UNREADABLE: (facts: {
      readonly file: string;
      readonly why: "json" | "no-object" | "env";
    }) => ({
      cause: {
        json: `${facts.file} is not whole JSON.`,
        "no-object": `${facts.file} is JSON, but holds no names: its outermost value is not an object.`,
        env: `${facts.file} has no line of the form NAME=value.`,
      }[facts.why],
      fix: "Mend the file, then run the same command again; nothing was changed.",
    }),
    SECRETS_NOTHING_FOUND: (facts: { readonly path: string; readonly files: readonly string[] }) => ({
      cause: `In ${facts.path} there is neither a \`base.json\` nor a JSON file whose name fits the stage${facts.files.length === 0 ? "" : `, only ${listed(facts.files)}`}.`,
      fix: "Name the file itself, or say which environment's it is: `--environment production` takes `production.json`.",
    }),
    SECRETS_ENVIRONMENT_OPEN: (facts: {
      readonly stage: string;
      readonly candidates: readonly string[];
    }) => ({
      cause: `More than one file may be meant for the stage "${facts.stage}": ${listed(facts.candidates.map((one) => `${one}.json`))}.`,
      fix: `Say which: \`--environment ${facts.candidates[0] ?? ""}\`.`,
    }),
    SECRETS_ENVIRONMENT_UNKNOWN: (facts: {
      readonly environment: string;
      readonly known: readonly string[];
    }) => ({
      cause: `There is no \`${facts.environment}.json\` in the folder.`,
      fix:
        facts.known.length === 0
          ? "Leave `--environment` out: the folder has files for every stage only."
          : `There are: ${listed(facts.known)}.`,
    }),
    SECRETS_DO_NOT_START: (facts: { readonly what: string; readonly names: readonly string[] }) => ({
      cause: `The application does not start with this change of ${listed(facts.names)}: ${facts.what}`,
      fix: "Nothing has changed for those it serves: the values before are still used. Mend the value, or lift code that starts with it, and run the same command again.",
    }),
  },
  notices: {
    SECRET_KEY_REPLACED: (facts: { readonly isBack: boolean }) =>
      `${facts.isBack ? "The stage's generated `SECRET_KEY` counts again" : "The stage has another `SECRET_KEY` now"}: everybody is logged out, and links and tokens that were signed with the one before (password resets, JWTs) are no longer valid.`,
    SECRETS_COPIED: (facts: {
      readonly stage: string;
      readonly from: string;
      readonly names: readonly string[];
    }) =>
      `The stage "${facts.stage}" begins with a copy of the secrets of "${facts.from}": ${facts.names.map((name) => `\`${name}\``).join(", ")}. Its \`SECRET_KEY\` is its own. \`monolift secrets set NAME ${facts.stage}\` changes one of them for this stage alone.`,
    SECRETS_NOT_TAKEN: (facts: {
      readonly names: readonly string[];
      readonly why: "own-database" | "aws" | "runtime";
    }) =>
      `Not taken: ${listed(facts.names)}. ${{ "own-database": "The stage has a database of its own", aws: "The stage sets it itself, as Lambda does", runtime: "Monolift sets it to start the application" }[facts.why]}.`,
    SECRETS_ENVIRONMENT_TAKEN: (facts: {
      readonly file: string;
      readonly stage: string;
      readonly left: readonly string[];
    }) =>
      `For the stage "${facts.stage}" \`${facts.file}\` is taken${facts.left.length === 0 ? "" : `, not ${listed(facts.left)}`}. \`--environment NAME\` takes another.`,
    SECRETS_ENVIRONMENT_NONE: (facts: { readonly stage: string; readonly left: readonly string[] }) =>
      `No environment's file fits the stage "${facts.stage}", so only what holds for all was taken; left: ${listed(facts.left)}. \`--environment NAME\` takes one of them.`,
    SECRETS_FILES_LEFT: (facts: { readonly files: readonly string[] }) =>
      `Not taken, since their names fit no environment: ${listed(facts.files)}. Name such a file itself to import it.`,
    SECRETS_BEFORE_FILE: (facts: { readonly files: readonly string[] }) =>
      `From now on the stage's own values count, not those in ${listed(facts.files)}: change them with \`monolift secrets set\`, or import the file again.`,
    SECRETS_OUTSIDE_PROJECT: (facts: { readonly files: readonly string[] }) =>
      `${listed(facts.files)} lies outside the project, so its values become environment variables in either mode.`,
    SECRETS_AS_VARIABLES: (facts: { readonly files: readonly string[] }) =>
      `The values of ${listed(facts.files)} become environment variables. Where the application opens the file itself, it still reads the one in the project's folder; with \`mode = "files"\` in the table \`[secrets]\` of monolift.toml it reads the imported one.`,
    SECRETS_NEED_UP: (facts: { readonly files: readonly string[] }) =>
      `The application finds ${listed(facts.files)} from the next \`monolift up\` on: their places are a part of the bundle.`,
  },
};

export type SecretWords = typeof secretsEn;
