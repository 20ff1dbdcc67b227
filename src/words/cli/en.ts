const quoted = (names: readonly string[], mark = ""): string =>
  names.map((name) => `\`${mark}${name}\``).join(" or ");

/** What `cli` says, in English: the type that the other languages follow. */
export const en = {
  errors: {
    UNKNOWN_VERB: (facts: { readonly input: string; readonly nearest: readonly string[] }) => ({
      cause: `There is no verb \`${facts.input}\`.`,
      fix:
        facts.nearest.length > 0
          ? `Did you mean ${quoted(facts.nearest)}?`
          : "`monolift help --all` shows every verb.",
    }),
    UNKNOWN_SUBCOMMAND: (facts: {
      readonly verb: string;
      readonly input: string;
      readonly nearest: string | null;
      readonly known: readonly string[];
    }) => ({
      cause: `\`${facts.verb}\` has no subcommand \`${facts.input}\`.`,
      fix:
        facts.nearest === null
          ? `It has: ${facts.known.map((one) => `\`${facts.verb} ${one}\``).join(", ")}.`
          : `Did you mean \`${facts.verb} ${facts.nearest}\`?`,
    }),
    UNKNOWN_FLAG: (facts: {
      readonly flag: string;
      readonly verb: string;
      readonly nearest: readonly string[];
    }) => ({
      cause: `\`${facts.verb}\` has no option \`${facts.flag}\`.`,
      fix:
        facts.nearest.length > 0
          ? `Did you mean ${quoted(facts.nearest, "--")}?`
          : `\`monolift ${facts.verb} --help\` shows its options.`,
    }),
    FLAG_NEEDS_VALUE: (facts: { readonly flag: string; readonly verb: string }) => ({
      cause: `\`--${facts.flag}\` needs a value after it.`,
      fix: `\`monolift ${facts.verb} --help\` shows which.`,
    }),
    FLAG_TAKES_NO_VALUE: (facts: { readonly flag: string; readonly input: string }) => ({
      cause: `\`--${facts.flag}\` takes no value, and got \`${facts.input}\`.`,
      fix: `Write \`--${facts.flag}\` alone.`,
    }),
    FLAG_TWICE: (facts: { readonly flag: string; readonly first: string; readonly second: string }) => ({
      cause: `\`--${facts.flag}\` is given twice: \`${facts.first}\` and \`${facts.second}\`.`,
      fix: "Keep one of them.",
    }),
    UNKNOWN_LANGUAGE: (facts: { readonly input: string }) => ({
      cause: `Monolift does not speak \`${facts.input}\`.`,
      fix: "`--lang` takes `en` (English), `ja` (Japanese) or `ko` (Korean).",
    }),
    BAD_PORT: (facts: { readonly input: string }) => ({
      cause: `\`${facts.input}\` is not a port number.`,
      fix: "`--port` takes a number from 1024 to 65535, for instance `--port 8080`.",
    }),
    BAD_POINT: (facts: { readonly input: string }) => ({
      cause: `\`${facts.input}\` is not the number of a restore point.`,
      fix: "`monolift data points` lists them; `--to 3` restores point 3.",
    }),
    RESTORE_NEEDS_ANSWER: {
      cause:
        "`data restore` asks before it replaces rows and files, and here nobody can be asked (no terminal, or `--json`).",
      fix: "Say that it is meant: `--yes`. What is replaced becomes a restore point itself.",
    },
    RESTORE_DECLINED: (facts: { readonly name: string; readonly stage: string }) => ({
      cause: `Nothing was restored: ${facts.name}/${facts.stage} is as it was.`,
      fix: "`monolift data points` lists what can be restored.",
    }),
    BAD_RELEASE: (facts: { readonly input: string }) => ({
      cause: `\`${facts.input}\` is not the number of a release.`,
      fix: "`monolift releases` lists them; it is the number alone: `3`.",
    }),
    FILE_NOT_WRITTEN: (facts: { readonly file: string; readonly problem: string }) => ({
      cause: `${facts.file} cannot be written: ${facts.problem}`,
      fix: "Name another file with `--out`.",
    }),
    ONE_VIEW_AT_A_TIME: (facts: { readonly flags: readonly string[] }) => ({
      cause: `${facts.flags.join(" and ")} each give a document of their own.`,
      fix: "Ask for one of them at a time.",
    }),
    NO_GRAPHQL_SCHEMA: {
      cause: "Neither the routes, nor `GRAPHENE`, nor the project's modules lead to a GraphQL schema.",
      fix: 'Give the view its schema, or name it in the setting: `GRAPHENE = {"SCHEMA": "shop.schema.schema"}`.',
    },
    OUT_NEEDS_COLD: {
      cause: "`--out` of `doctor` is where the picture of `--cold` goes, and there is none without it.",
      fix: "Add `--cold`. For the findings as data there is `--json`.",
    },
    BAD_SINCE: (facts: { readonly input: string }) => ({
      cause: `\`${facts.input}\` is not a time that \`--since\` understands.`,
      fix: "Write how long ago (`30s`, `10m`, `2h`, `3d`) or a date and time (`2026-05-01T09:00`).",
    }),
    ARGUMENT_MISSING: (facts: { readonly verb: string; readonly argument: string }) => ({
      cause: `\`${facts.verb}\` needs ${facts.argument} after it.`,
      fix: `\`monolift ${facts.verb} --help\` shows what it takes.`,
    }),
    TOO_MANY_ARGUMENTS: (facts: { readonly verb: string; readonly input: string }) => ({
      cause: `\`${facts.verb}\` does not know what to do with \`${facts.input}\`.`,
      fix: `\`monolift ${facts.verb} --help\` shows what it takes.`,
    }),
    RUN_NEEDS_COMMAND: (facts: { readonly given: string | null }) => ({
      cause: "`run` was not told which command to run.",
      fix: `Write it after \`--\`: \`monolift run -- ${facts.given ?? "migrate"}\`.`,
    }),
    NOTHING_AFTER_DASHES: (facts: { readonly verb: string; readonly input: string }) => ({
      cause: `\`${facts.verb}\` takes nothing after \`--\`, and got \`${facts.input}\`.`,
      fix: `Only \`run\` does: \`monolift run -- ${facts.input}\`.`,
    }),
    SECRET_ON_COMMAND_LINE: (facts: { readonly name: string; readonly isPerhapsStage: boolean }) => ({
      cause: facts.isPerhapsStage
        ? `What stands behind \`${facts.name}\` is no stage; is it the value? Other users of this machine can read the arguments of a program, and the shell keeps them in its history.`
        : "A value can't be given on the command line: other users of this machine can read the arguments of a program, and the shell keeps them in its history.",
      fix: `\`monolift secrets set ${facts.name}\` asks for the value, or takes it from a pipe. If what you typed is really in use, change it where it comes from: your history has it now.`,
    }),
    SECRET_NEEDS_VALUE: (facts: { readonly name: string }) => ({
      cause: `The value for \`${facts.name}\` has to be typed or piped in, and here nobody can be asked (no terminal, or \`--json\`).`,
      fix: `Pipe it in: \`monolift secrets set ${facts.name} < FILE\`, or from another program's output.`,
    }),
    SECRET_EMPTY: (facts: { readonly name: string }) => ({
      cause: `The value for \`${facts.name}\` is empty, so nothing was changed.`,
      fix: `If a program was to write it, look why it wrote nothing. \`monolift secrets unset ${facts.name}\` removes a secret.`,
    }),
    SECRET_NOT_TEXT: (facts: { readonly name: string }) => ({
      cause: `The value for \`${facts.name}\` is not text in UTF-8.`,
      fix: "Keep binary data as text: pipe it through `base64`, and decode it in the settings.",
    }),
    DOWN_NEEDS_ANSWER: {
      cause: "`down` asks before it deletes data, and here nobody can be asked (no terminal, or `--json`).",
      fix: "Say which: `--delete-data` removes the data too, `--keep-data` leaves it.",
    },
    DOWN_TWO_ANSWERS: {
      cause: "`--delete-data` and `--keep-data` contradict each other.",
      fix: "Keep one of them.",
    },
    DOWN_DECLINED: (facts: { readonly name: string; readonly stage: string }) => ({
      cause: `Nothing was removed: ${facts.name}/${facts.stage} is as it was.`,
      fix: "`monolift down --keep-data` removes everything but the data.",
    }),
    INTERRUPTED: (facts: { readonly verb: string }) => ({
      cause: "Stopped, as you asked.",
      fix: `Run \`monolift ${facts.verb}\` again to continue.`,
    }),
    DISK_FULL: (facts: { readonly path: string | null }) => ({
      cause: `The disk is full${facts.path === null ? "" : `: ${facts.path} could not be written`}.`,
      fix: "Make room, then run the same command again; nothing that worked before is lost.",
    }),
    NO_PERMISSION: (facts: { readonly path: string }) => ({
      cause: `This user may not read or write ${facts.path}.`,
      fix: "Give this user the right to it, then run the same command again.",
    }),
    BUG: (facts: { readonly message: string; readonly report: string | null }) => ({
      cause: `Monolift made a mistake; your project is not at fault. (${facts.message})`,
      fix:
        facts.report === null
          ? "Please report it with the lines below."
          : `Please report it, with the file ${facts.report}: it holds the details and no secrets.`,
    }),
    WINDOWS: {
      cause: "Monolift does not run on Windows itself.",
      fix: "It runs inside Windows through WSL: type `wsl --install` in PowerShell, then install Node and Monolift in the Linux that opens. https://learn.microsoft.com/windows/wsl/install",
    },
    NODE_TOO_OLD: (facts: { readonly version: string; readonly needed: string }) => ({
      cause: `This is Node ${facts.version}; Monolift needs ${facts.needed} or newer.`,
      fix: "Install a newer one from https://nodejs.org.",
    }),
  },
  notices: {
    LANGUAGE_NOT_REMEMBERED: (facts: { readonly file: string; readonly reason: string }) =>
      `The language could not be remembered in ${facts.file} (${facts.reason}); it holds for this command.`,
  },
};

export type Words = typeof en;
