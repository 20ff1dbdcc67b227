import { buildCommand } from "@stricli/core";
import type { HelpWords } from "../words/cli/help/en.ts";
import type { SecretsImportFlags } from "./commands/secrets-import.ts";
import { argumentAndStage, commonFlags, stageArgument, textFlag } from "./flags.ts";
import type { Session } from "./session.ts";
import type { CommonFlags, Subcommand, VerbGroup } from "./verb.ts";

type NameAndStage = [name: string, stage?: string];

/** `secrets`: values that are kept apart from code. */
export function makeSecrets(words: HelpWords): VerbGroup {
  const { subcommands } = words.verbs.secrets;
  const nameAndStage = {
    flags: commonFlags(words),
    positional: argumentAndStage(words.verbs.secrets.secret, words.placeholders.name, words),
  };
  return {
    name: "secrets",
    isAdvanced: true,
    subcommands: [
      {
        name: "set",
        words: subcommands.set,
        command: buildCommand<CommonFlags, NameAndStage, Session>({
          loader: async () => (await import("./commands/secrets-set.ts")).secretsSet,
          docs: subcommands.set,
          parameters: nameAndStage,
        }),
      },
      {
        name: "get",
        words: subcommands.get,
        command: buildCommand<CommonFlags, NameAndStage, Session>({
          loader: async () => (await import("./commands/secrets-get.ts")).secretsGet,
          docs: subcommands.get,
          parameters: nameAndStage,
        }),
      },
      {
        name: "list",
        words: subcommands.list,
        command: buildCommand<CommonFlags, [stage?: string], Session>({
          loader: async () => (await import("./commands/secrets-list.ts")).secretsList,
          docs: subcommands.list,
          parameters: { flags: commonFlags(words), positional: stageArgument(words) },
        }),
      },
      {
        name: "unset",
        words: subcommands.unset,
        command: buildCommand<CommonFlags, NameAndStage, Session>({
          loader: async () => (await import("./commands/secrets-unset.ts")).secretsUnset,
          docs: subcommands.unset,
          parameters: nameAndStage,
        }),
      },
      makeImport(words),
    ],
  };
}

/** Several paths leave no place for the stage behind them: it is an option here. */
function makeImport(words: HelpWords): Subcommand {
  const own = words.verbs.secrets.subcommands.import;
  const parse = (input: string): string => input;
  return {
    name: "import",
    words: own,
    command: buildCommand<SecretsImportFlags, string[], Session>({
      loader: async () => (await import("./commands/secrets-import.ts")).secretsImport,
      docs: own,
      parameters: {
        flags: {
          environment: textFlag(own.flags.environment, words.placeholders.name),
          stage: textFlag(own.flags.stage, words.placeholders.stage),
          ...commonFlags(words),
        },
        positional: {
          kind: "array",
          minimum: 1,
          parameter: { parse, brief: own.paths, placeholder: words.placeholders.paths },
        },
      },
    }),
  };
}
