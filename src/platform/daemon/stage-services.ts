import { readdir, rename } from "node:fs/promises";
import { join } from "node:path";
import { z } from "zod";
import { hasCode, readTextIfThere, writeAtomically } from "../../system/files.ts";
import { parseJson } from "../../system/json.ts";
import { canarySchema } from "./canary.ts";
import { moveSchema } from "./moves.ts";
import { servedShape } from "./served-stage.ts";

export const stageServicesSchema = z
  .object({
    ...servedShape,
    canary: canarySchema.nullable().default(null),
    /** Oldest first. */
    moves: z.array(moveSchema).readonly().default([]),
  })
  .readonly();

/** What one stage needs of the platform: read at every start, so that a stage survives a restart and a `kill -9`. */
export type StageServices = z.infer<typeof stageServicesSchema>;

/** A file that could not be read, and where it was put so that nothing is lost. */
export interface SetAside {
  readonly file: string;
  readonly keptAs: string;
}

const fileOf = (stages: string, stage: string): string => join(stages, stage, "services.json");

/** Writes what a stage needs; 0600, since environments hold passwords. */
export function saveStageServices(stages: string, services: StageServices): Promise<void> {
  return writeAtomically(fileOf(stages, services.stage), `${JSON.stringify(services, null, 2)}\n`);
}

/** Reads one stage; undefined when it has none. A file that is damaged is set aside, never deleted. */
export async function loadStageServices(
  stages: string,
  stage: string,
): Promise<StageServices | SetAside | undefined> {
  const file = fileOf(stages, stage);
  const text = await readTextIfThere(file);
  if (text === undefined) return undefined;
  const { data } = stageServicesSchema.safeParse(parseJson(text));
  if (data !== undefined) return data;
  const keptAs = `${file}.damaged-${new Date().toISOString().replaceAll(":", "-")}`;
  await rename(file, keptAs);
  return { file, keptAs };
}

/** Names of the stages that have a folder. */
export async function listStageFolders(stages: string): Promise<readonly string[]> {
  try {
    const entries = await readdir(stages, { withFileTypes: true });
    return entries.filter((entry) => entry.isDirectory()).map((entry) => entry.name);
  } catch (error) {
    if (hasCode(error, "ENOENT")) return [];
    throw error;
  }
}
