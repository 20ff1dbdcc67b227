import { buildCommand } from "@stricli/core";
import type { HelpWords } from "../words/cli/help/en.ts";
import type { DevFlags } from "./commands/dev.ts";
import type { DiffFlags } from "./commands/diff.ts";
import type { DoctorFlags } from "./commands/doctor.ts";
import type { DownFlags } from "./commands/down.ts";
import type { ErdFlags, PictureFlags } from "./commands/erd.ts";
import type { HelpFlags } from "./commands/help.ts";
import type { InitFlags } from "./commands/init.ts";
import type { InspectFlags } from "./commands/inspect.ts";
import type { ListFlags } from "./commands/list.ts";
import type { LogsFlags } from "./commands/logs.ts";
import type { RollbackFlags } from "./commands/rollback.ts";
import type { UpFlags } from "./commands/up.ts";
import { makeData } from "./data-verbs.ts";
import { commonFlags, optionalArgument, stageArgument, switchFlag, textFlag } from "./flags.ts";
import { makeSecrets } from "./secrets-verbs.ts";
import type { Session } from "./session.ts";
import { parsePort, parseRelease, parseSince } from "./values.ts";
import type { CommonFlags, Verb } from "./verb.ts";

/**
 * Every verb in the order in which help shows them: what it takes, in the words of one language, and where what it
 * does is loaded from. Few files, since each one more costs half a millisecond of every `--help`.
 */
export function makeVerbs(words: HelpWords): readonly Verb[] {
  return [...everydayVerbs(words), ...advancedVerbs(words)];
}

type Stage = [stage?: string];

function everydayVerbs(words: HelpWords): readonly Verb[] {
  return [
    makeUp(words),
    {
      name: "status",
      isAdvanced: false,
      command: buildCommand<CommonFlags, Stage, Session>({
        loader: async () => (await import("./commands/status.ts")).status,
        docs: words.verbs.status,
        parameters: { flags: commonFlags(words), positional: stageArgument(words) },
      }),
    },
    makeLogs(words),
    {
      name: "run",
      isAdvanced: false,
      afterDashes: { placeholder: words.placeholders.command, brief: words.verbs.run.command },
      command: buildCommand<CommonFlags, Stage, Session>({
        loader: async () => (await import("./commands/run.ts")).run,
        docs: words.verbs.run,
        parameters: { flags: commonFlags(words), positional: stageArgument(words) },
      }),
    },
    {
      name: "stop",
      isAdvanced: false,
      command: buildCommand<CommonFlags, Stage, Session>({
        loader: async () => (await import("./commands/stop.ts")).stop,
        docs: words.verbs.stop,
        parameters: { flags: commonFlags(words), positional: stageArgument(words) },
      }),
    },
    makeDown(words),
  ];
}

/** A port to listen on. */
function portFlag(words: HelpWords) {
  return {
    kind: "parsed",
    parse: parsePort,
    optional: true,
    brief: words.verbs.up.flags.port,
    placeholder: words.placeholders.port,
  } as const;
}

function makeDev(words: HelpWords): Verb {
  return {
    name: "dev",
    isAdvanced: true,
    command: buildCommand<DevFlags, Stage, Session>({
      loader: async () => (await import("./commands/dev.ts")).dev,
      docs: words.verbs.dev,
      parameters: {
        flags: {
          port: portFlag(words),
          yesIrreversible: switchFlag(words.verbs.up.flags.yesIrreversible),
          ...commonFlags(words),
        },
        positional: stageArgument(words),
      },
    }),
  };
}

function makeUp(words: HelpWords): Verb {
  const { flags } = words.verbs.up;
  return {
    name: "up",
    isAdvanced: false,
    command: buildCommand<UpFlags, Stage, Session>({
      loader: async () => (await import("./commands/up.ts")).up,
      docs: words.verbs.up,
      parameters: {
        flags: {
          from: textFlag(flags.from, words.placeholders.file),
          refresh: switchFlag(flags.refresh),
          port: portFlag(words),
          yesIrreversible: switchFlag(flags.yesIrreversible),
          breakLock: switchFlag(words.options.breakLock),
          newEmpty: switchFlag(flags.newEmpty),
          ...commonFlags(words),
        },
        positional: stageArgument(words),
      },
    }),
  };
}

function makeLogs(words: HelpWords): Verb {
  const { flags } = words.verbs.logs;
  return {
    name: "logs",
    isAdvanced: false,
    command: buildCommand<LogsFlags, Stage, Session>({
      loader: async () => (await import("./commands/logs.ts")).logs,
      docs: words.verbs.logs,
      parameters: {
        flags: {
          follow: switchFlag(flags.follow),
          since: {
            kind: "parsed",
            parse(input) {
              return parseSince(input, this.world.now());
            },
            optional: true,
            brief: flags.since,
            placeholder: words.placeholders.time,
          },
          errors: switchFlag(flags.errors),
          request: textFlag(flags.request, words.placeholders.request),
          mail: switchFlag(flags.mail),
          ...commonFlags(words),
        },
        aliases: { f: "follow" },
        positional: stageArgument(words),
      },
    }),
  };
}

function makeDown(words: HelpWords): Verb {
  const { flags, target } = words.verbs.down;
  return {
    name: "down",
    isAdvanced: false,
    command: buildCommand<DownFlags, [target?: string], Session>({
      loader: async () => (await import("./commands/down.ts")).down,
      docs: words.verbs.down,
      parameters: {
        flags: {
          deleteData: switchFlag(flags.deleteData),
          keepData: switchFlag(flags.keepData),
          breakLock: switchFlag(words.options.breakLock),
          ...commonFlags(words),
        },
        positional: optionalArgument(target, words.placeholders.target),
      },
    }),
  };
}

function advancedVerbs(words: HelpWords): readonly Verb[] {
  const { init, list, releases, inspect } = words.verbs;
  return [
    makeDev(words),
    {
      name: "releases",
      isAdvanced: true,
      command: buildCommand<CommonFlags, Stage, Session>({
        loader: async () => (await import("./commands/releases.ts")).releases,
        docs: releases,
        parameters: { flags: commonFlags(words), positional: stageArgument(words) },
      }),
    },
    makeRollback(words),
    makeSecrets(words),
    makeData(words),
    {
      name: "init",
      isAdvanced: true,
      command: buildCommand<InitFlags, [], Session>({
        loader: async () => (await import("./commands/init.ts")).init,
        docs: init,
        parameters: {
          flags: {
            name: textFlag(init.flags.name, words.placeholders.name),
            import: textFlag(init.flags.import, words.placeholders.file),
            ...commonFlags(words),
          },
        },
      }),
    },
    {
      name: "list",
      isAdvanced: true,
      command: buildCommand<ListFlags, [], Session>({
        loader: async () => (await import("./commands/list.ts")).list,
        docs: list,
        parameters: { flags: { orphans: switchFlag(list.flags.orphans), ...commonFlags(words) } },
      }),
    },
    {
      name: "open",
      isAdvanced: true,
      command: buildCommand<CommonFlags, Stage, Session>({
        loader: async () => (await import("./commands/open.ts")).open,
        docs: words.verbs.open,
        parameters: { flags: commonFlags(words), positional: stageArgument(words) },
      }),
    },
    makeInspect(words, inspect),
    makeErd(words),
    makeMap(words),
    ...checkVerbs(words),
    makeHelp(words),
  ];
}

function makeHelp(words: HelpWords): Verb {
  const { help } = words.verbs;
  return {
    name: "help",
    isAdvanced: true,
    command: buildCommand<HelpFlags, [verb?: string, subcommand?: string], Session>({
      loader: async () => (await import("./commands/help.ts")).help,
      docs: help,
      parameters: {
        flags: { all: switchFlag(help.flags.all), ...commonFlags(words) },
        positional: {
          kind: "tuple",
          parameters: [
            ...optionalArgument(help.verb, words.placeholders.verb).parameters,
            ...optionalArgument(help.subcommand, words.placeholders.subcommand).parameters,
          ],
        },
      },
    }),
  };
}

/** The verbs that look at what `up` would lift. */
function checkVerbs(words: HelpWords): readonly Verb[] {
  return [
    {
      name: "diff",
      isAdvanced: true,
      command: buildCommand<DiffFlags, Stage, Session>({
        loader: async () => (await import("./commands/diff.ts")).diff,
        docs: words.verbs.diff,
        parameters: {
          flags: {
            exitCode: switchFlag(words.verbs.diff.flags.exitCode),
            newEmpty: switchFlag(words.verbs.diff.flags.newEmpty),
            ...commonFlags(words),
          },
          positional: stageArgument(words),
        },
      }),
    },
    {
      name: "doctor",
      isAdvanced: true,
      command: buildCommand<DoctorFlags, Stage, Session>({
        loader: async () => (await import("./commands/doctor.ts")).doctor,
        docs: words.verbs.doctor,
        parameters: {
          flags: {
            cold: switchFlag(words.verbs.doctor.flags.cold),
            out: textFlag(words.verbs.doctor.flags.out, words.placeholders.file),
            ...commonFlags(words),
          },
          positional: stageArgument(words),
        },
      }),
    },
  ];
}

function makeRollback(words: HelpWords): Verb {
  const { flags } = words.verbs.rollback;
  const to = {
    kind: "parsed",
    parse: parseRelease,
    optional: true,
    brief: flags.to,
    placeholder: words.placeholders.release,
  } as const;
  return {
    name: "rollback",
    isAdvanced: true,
    command: buildCommand<RollbackFlags, Stage, Session>({
      loader: async () => (await import("./commands/rollback.ts")).rollback,
      docs: words.verbs.rollback,
      parameters: {
        flags: {
          to,
          withSecrets: switchFlag(flags.withSecrets),
          breakLock: switchFlag(words.options.breakLock),
          ...commonFlags(words),
        },
        positional: stageArgument(words),
      },
    }),
  };
}

function makeInspect(words: HelpWords, inspect: HelpWords["verbs"]["inspect"]): Verb {
  return {
    name: "inspect",
    isAdvanced: true,
    command: buildCommand<InspectFlags, Stage, Session>({
      loader: async () => (await import("./commands/inspect.ts")).inspect,
      docs: inspect,
      parameters: {
        flags: {
          routes: switchFlag(inspect.flags.routes),
          openapi: switchFlag(inspect.flags.openapi),
          graphql: switchFlag(inspect.flags.graphql),
          out: textFlag(words.options.out, words.placeholders.file),
          refresh: switchFlag(inspect.flags.refresh),
          ...commonFlags(words),
        },
        positional: stageArgument(words),
      },
    }),
  };
}

/** What both pictures take. */
function pictureFlags(words: HelpWords) {
  return {
    against: {
      kind: "parsed",
      parse: parseRelease,
      optional: true,
      brief: words.verbs.erd.flags.against,
      placeholder: words.placeholders.release,
    },
    out: textFlag(words.options.out, words.placeholders.file),
  } as const;
}

function makeErd(words: HelpWords): Verb {
  const { erd } = words.verbs;
  const format = {
    kind: "enum",
    values: ["svg", "mermaid"],
    default: "svg",
    brief: erd.flags.format,
  } as const;
  return {
    name: "erd",
    isAdvanced: true,
    command: buildCommand<ErdFlags, Stage, Session>({
      loader: async () => (await import("./commands/erd.ts")).erd,
      docs: erd,
      parameters: {
        flags: { ...pictureFlags(words), format, ...commonFlags(words) },
        positional: stageArgument(words),
      },
    }),
  };
}

function makeMap(words: HelpWords): Verb {
  return {
    name: "map",
    isAdvanced: true,
    command: buildCommand<PictureFlags, Stage, Session>({
      loader: async () => (await import("./commands/map.ts")).map,
      docs: words.verbs.map,
      parameters: {
        flags: { ...pictureFlags(words), ...commonFlags(words) },
        positional: stageArgument(words),
      },
    }),
  };
}
