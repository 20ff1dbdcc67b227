import { rm } from "node:fs/promises";
import { join } from "node:path";
import type { Daemon } from "../../platform/daemon/client.ts";
import { readJsonIfThere, writeAtomically } from "../../system/files.ts";
import { releaseSchema, type ReleaseRecord } from "./releases.ts";
import type { StageFolder } from "./stage-folder.ts";

const candidateFile = (folder: StageFolder): string => join(folder.root, "candidate.json");

/**
 * Keeps a first release of which a step failed: its commands can be run (`loaddata`, `createsuperuser`),
 * so that what it lacks can be given to it before the next `up`.
 */
export function keepCandidate(folder: StageFolder, record: ReleaseRecord): Promise<void> {
  return writeAtomically(candidateFile(folder), JSON.stringify(record));
}

/** The first release of which a step failed; undefined where there is none, or a damaged record of it. */
export async function readCandidate(folder: StageFolder): Promise<ReleaseRecord | undefined> {
  return releaseSchema.safeParse(await readJsonIfThere(candidateFile(folder))).data;
}

/** Forgets it, once a release is served. */
export function forgetCandidate(folder: StageFolder): Promise<void> {
  return rm(candidateFile(folder), { force: true });
}

/** Ends what runs of a release that nobody serves: the sandbox that was booted to try it. */
export async function endCandidate(daemon: Daemon, record: ReleaseRecord): Promise<void> {
  for (const { functionName, version } of record.services.functions) {
    await daemon.call("discard", { functionName, version });
  }
}
