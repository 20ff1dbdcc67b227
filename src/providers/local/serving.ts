import { MonoliftError } from "../../errors.ts";
import { endCandidate } from "./candidate.ts";
import type { LiftedStage } from "./lifted.ts";
import { endProcess, ensureProcess, type ProcessOptions } from "./process.ts";
import type { ReleaseRecord } from "./releases.ts";

/**
 * Makes sure that the services of a stage run, and gives the release whose commands can be run:
 * the live one, else a first one of which a step failed.
 */
export async function ensureServing(
  stage: LiftedStage,
  options: ProcessOptions,
): Promise<ReleaseRecord | undefined> {
  const daemon = await ensureProcess(stage.project.folder, options);
  const record = stage.live ?? stage.candidate;
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

/**
 * Ends a stage's processes and keeps its data; the background process goes with the last stage that is served.
 *
 * @returns Whether the background process was ended.
 */
export async function stopStage(stage: LiftedStage): Promise<boolean> {
  const { daemon, candidate } = stage;
  if (daemon !== undefined && candidate !== undefined) await endCandidate(daemon, candidate);
  const answer = await daemon?.call("stop", { stage: stage.stage });
  return (answer?.isLast ?? true) && endProcess(stage.project.folder);
}
