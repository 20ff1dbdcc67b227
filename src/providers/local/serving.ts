import { MonoliftError } from "../../errors.ts";
import { readTextIfThere, writeAtomically } from "../../system/files.ts";
import { join } from "node:path";
import type { LiftedStage } from "./lifted.ts";
import { ensureProcess, type ProcessOptions } from "./process.ts";
import { releaseSchema, type ReleaseRecord } from "./releases.ts";
import type { StageFolder } from "./stage-folder.ts";

const candidateFile = (folder: StageFolder): string => join(folder.root, "candidate.json");

/**
 * Keeps a first release that was not healthy: its commands can be run (`loaddata`, `createsuperuser`),
 * so that what it lacks can be given to it before the next `up`.
 */
export function keepCandidate(folder: StageFolder, record: ReleaseRecord): Promise<void> {
  return writeAtomically(candidateFile(folder), JSON.stringify(record));
}

/**
 * Makes sure that the services of a stage run, and gives the release whose commands can be run:
 * the live one, else the first one that was not healthy.
 */
export async function ensureServing(
  stage: LiftedStage,
  options: ProcessOptions,
): Promise<ReleaseRecord | undefined> {
  const daemon = await ensureProcess(stage.project.folder, options);
  const record = stage.live ?? (await readCandidate(stage.folder));
  // The database starts with its first caller.
  if (record !== undefined && record.services.database !== null) {
    await daemon.call("ensure-database", { name: record.services.database });
  }
  return record;
}

/**
 * Serves a stage again whose process ended or which was stopped.
 *
 * @returns False when its description is gone or its port is taken, so that a new release is needed.
 */
export async function resumeStage(stage: LiftedStage, options: ProcessOptions): Promise<boolean> {
  if (stage.services === undefined) return false;
  const daemon = await ensureProcess(stage.project.folder, options);
  try {
    return (await daemon.call("start", { stage: stage.stage })).isServing;
  } catch (error) {
    // With another port the application has other origins: that is a new release.
    if (error instanceof MonoliftError && error.code === "PORT_TAKEN") return false;
    throw error;
  }
}

async function readCandidate(folder: StageFolder): Promise<ReleaseRecord | undefined> {
  const text = await readTextIfThere(candidateFile(folder));
  return text === undefined ? undefined : releaseSchema.safeParse(JSON.parse(text)).data;
}
