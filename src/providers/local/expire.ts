import { findDaemon } from "../../platform/daemon/client.ts";
import { takeExpired, type ExpiredStage } from "../../platform/daemon/expired-stages.ts";
import { isExpired, readExpiries, readExpiry, type Expiry } from "../../platform/daemon/expiry.ts";
import { daemonFolder } from "../../platform/daemon/folder.ts";
import { findHolder, tryLock } from "../../system/lock.ts";
import { findLiftedStage, type LiftedStage } from "./lifted.ts";
import { partsOf, type StageNames } from "./local-stage.ts";
import { endProcess, untilEnded, type Process, type ProcessOptions } from "./process.ts";
import type { Project } from "./project.ts";
import { readHeldData, removeStage } from "./remove.ts";

export type { ExpiredStage };

/** Says that a stage was lifted: its time runs anew. Null keeps it, and says null. */
export async function renewStage(
  process: Process,
  names: StageNames,
  ttlSeconds: number | null,
): Promise<string | null> {
  const parts = partsOf(names, undefined);
  return (await process.call("renew", { stage: names.stage, ttlSeconds, parts })).expiresAt;
}

/** When a stage ends by itself: ISO 8601 in UTC, in the past while something still works on it; null when it stays. */
export async function expiryOf(stage: Pick<LiftedStage, "project" | "stage">): Promise<string | null> {
  const { stages } = daemonFolder(stage.project.folder);
  return (await readExpiry(stages, stage.stage))?.expiresAt ?? null;
}

/**
 * Ends the stages of a project whose time is over, as it is written; one that something works on stays for now. The
 * background process does it where it runs, since it knows what it does. Where none runs, none does afterwards.
 *
 * @returns The stages that have ended, those among them that ended while nobody was there to be told.
 */
export async function endExpiredStages(
  project: Project,
  options: ProcessOptions,
): Promise<readonly ExpiredStage[]> {
  const { stages } = daemonFolder(project.folder);
  const over = [...(await readExpiries(stages)).values()].filter((one) => isExpired(one, Date.now()));
  if (over.length === 0) return takeExpired(project.folder);
  const daemon = await findDaemon(project.folder);
  if (daemon === undefined) return endWithoutProcess(project, options);
  const { ended, isProjectGone } = await daemon.call("end-expired", {});
  if (isProjectGone) await untilEnded(daemon, project.folder);
  return ended;
}

async function endWithoutProcess(
  project: Project,
  options: ProcessOptions,
): Promise<readonly ExpiredStage[]> {
  const { folder } = project;
  const { stages, work, dev } = daemonFolder(folder);
  const lock = await tryLock(work);
  if (!("release" in lock)) return [];
  const ended: ExpiredStage[] = [...(await takeExpired(folder))];
  try {
    for (const [name, expiry] of await readExpiries(stages)) {
      if (!isExpired(expiry, Date.now())) continue;
      if ((await findHolder(dev(name))) !== undefined) continue;
      const stage = await findLiftedStage(project, name);
      if (stage !== undefined) ended.push(await endOne(stage, expiry, options));
    }
  } finally {
    await endProcess(folder);
    await lock.release();
  }
  return ended;
}

async function endOne(stage: LiftedStage, expiry: Expiry, options: ProcessOptions): Promise<ExpiredStage> {
  const { ttlSeconds, lastUseAt } = expiry;
  const data = await countData(stage, options).catch(() => null);
  await removeStage(stage, "delete", options);
  return { stage: stage.stage, ttlSeconds, lastUseAt, endedAt: new Date().toISOString(), data };
}

async function countData(stage: LiftedStage, options: ProcessOptions): Promise<ExpiredStage["data"]> {
  const { database, media } = await readHeldData(stage, options);
  return {
    tables: database?.tables.length ?? 0,
    rows: database?.rows ?? 0,
    databaseBytes: database?.bytes ?? 0,
    objects: media.objects,
    mediaBytes: media.bytes,
  };
}
