import { MonoliftError } from "../../errors.ts";
import { loadConfig, type Config } from "../../config/load.ts";
import { resolveStage, stageNames, stageTable, type StageConfig } from "../../config/stage.ts";
import type { ActionContext } from "../context.ts";

/** What files say of stages on AWS. */
export interface NamedStages {
  /** Those that a file names; a family has none of its own. */
  readonly stages: readonly StageConfig[];
  /** Folder of the file that names a stage, or its family; null where none does. */
  readonly rootOf: (project: string, stage: string) => string | null;
}

/**
 * Reads the files of these folders. A file that cannot be read, and a stage that makes no sense, is explained by every verb that
 * needs it, and left out here.
 */
export async function readNamedStages(
  { environment }: Pick<ActionContext, "environment">,
  folders: readonly string[],
): Promise<NamedStages> {
  const read = await Promise.all(
    [...new Set(folders)].map((folder) => orLeftOut(() => loadConfig(folder, environment))),
  );
  const configs = read.filter((config) => config !== undefined);
  return {
    stages: (await Promise.all(configs.map(stagesOf))).flat(),
    rootOf: (project, stage) => {
      const names = ({ name, stages }: Config): boolean =>
        name === project && stageTable({ stages }, stage) !== undefined;
      return configs.find(names)?.root ?? null;
    },
  };
}

async function orLeftOut<T>(work: () => Promise<T> | T): Promise<T | undefined> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof MonoliftError) return undefined;
    throw error;
  }
}

async function stagesOf(config: Config): Promise<readonly StageConfig[]> {
  const names = stageNames(config).filter((name) => !name.endsWith("*"));
  const resolved = await Promise.all(names.map((name) => orLeftOut(() => resolveStage(config, name))));
  return resolved.flatMap((stage) => (stage?.provider === "aws" ? [stage] : []));
}
