import { buildCommand } from "@stricli/core";
import type { HelpWords } from "../words/cli/help/en.ts";
import type { DataImportFlags } from "./commands/data-import.ts";
import type { DataRestoreFlags } from "./commands/data-restore.ts";
import { argumentAndStage, commonFlags, stageArgument, switchFlag } from "./flags.ts";
import type { Session } from "./session.ts";
import { parsePoint } from "./values.ts";
import type { CommonFlags, Subcommand, VerbGroup } from "./verb.ts";

type Stage = [stage?: string];
type FolderAndStage = [folder: string, stage?: string];

/** `data`: restore points, and a stage's rows and files as files. */
export function makeData(words: HelpWords): VerbGroup {
  const { subcommands } = words.verbs.data;
  return {
    name: "data",
    isAdvanced: true,
    subcommands: [
      makeRestore(words),
      {
        name: "points",
        words: subcommands.points,
        command: buildCommand<CommonFlags, Stage, Session>({
          loader: async () => (await import("./commands/data-points.ts")).dataPoints,
          docs: subcommands.points,
          parameters: { flags: commonFlags(words), positional: stageArgument(words) },
        }),
      },
      {
        name: "export",
        words: subcommands.export,
        command: buildCommand<CommonFlags, FolderAndStage, Session>({
          loader: async () => (await import("./commands/data-export.ts")).dataExport,
          docs: subcommands.export,
          parameters: {
            flags: commonFlags(words),
            positional: argumentAndStage(subcommands.export.folder, words.placeholders.folder, words),
          },
        }),
      },
      makeImport(words),
    ],
  };
}

function makeRestore(words: HelpWords): Subcommand {
  const own = words.verbs.data.subcommands.restore;
  const to = {
    kind: "parsed",
    parse: parsePoint,
    optional: true,
    brief: own.flags.to,
    placeholder: words.placeholders.point,
  } as const;
  return {
    name: "restore",
    words: own,
    command: buildCommand<DataRestoreFlags, Stage, Session>({
      loader: async () => (await import("./commands/data-restore.ts")).dataRestore,
      docs: own,
      parameters: {
        flags: { to, yes: switchFlag(own.flags.yes), ...commonFlags(words) },
        positional: stageArgument(words),
      },
    }),
  };
}

function makeImport(words: HelpWords): Subcommand {
  const own = words.verbs.data.subcommands.import;
  return {
    name: "import",
    words: own,
    command: buildCommand<DataImportFlags, FolderAndStage, Session>({
      loader: async () => (await import("./commands/data-import.ts")).dataImport,
      docs: own,
      parameters: {
        flags: { replace: switchFlag(own.flags.replace), ...commonFlags(words) },
        positional: argumentAndStage(own.folder, words.placeholders.folder, words),
      },
    }),
  };
}
