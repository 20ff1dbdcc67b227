import { findHolder, tryLock } from "../../system/lock.ts";
import { readFacts, readMedia, type DataFacts } from "./data.ts";
import { rememberExpired, type ExpiredStage } from "./expired-stages.ts";
import { isExpired, readExpiries, type Expiry, type StageParts } from "./expiry.ts";
import { exportBucketOf } from "./export-data.ts";
import type { Platform } from "./platform.ts";
import { removeStage } from "./remove-stage.ts";
import { listStageFolders } from "./stage-services.ts";

/** What has become of the stages whose time is over. */
export interface Ended {
  readonly ended: readonly ExpiredStage[];
  /** True when no stage is left: this process is ending, and the project's state goes with it. */
  readonly isProjectGone: boolean;
}

/**
 * Ends the stages whose time is over, as it is written, once nobody else works on the project: an `up` that goes on may be
 * lifting one of them. One that something works on for itself is left for a later look.
 *
 * @param nowMs Of the clock on the wall, in milliseconds since the Unix epoch.
 */
export async function endExpired(platform: Platform, nowMs: number): Promise<Ended> {
  const { folder } = platform;
  const lock = await tryLock(folder.work);
  if (!("release" in lock)) return { ended: [], isProjectGone: false };
  const ended: ExpiredStage[] = [];
  let isProjectGone = false;
  try {
    for (const [stage, expiry] of await readExpiries(folder.stages)) {
      if (!isExpired(expiry, nowMs) || (await isBusy(platform, stage, expiry.parts))) continue;
      const one = await endOne(platform, stage, expiry);
      await rememberExpired(folder.root, one);
      ended.push(one);
    }
    isProjectGone = ended.length > 0 && (await listStageFolders(folder.stages)).length === 0;
  } finally {
    if (!isProjectGone) await lock.release();
  }
  // From here on the lock is let go by whoever removes the folder that it lies in.
  if (isProjectGone) platform.removeProject(lock);
  return { ended, isProjectGone };
}

/**
 * The same before anything is served, for stages whose time ran out while nothing ran. Where none would be left, whoever
 * has this process started is answered first.
 */
export async function endExpiredFirst(platform: Platform): Promise<void> {
  const { stages } = platform.folder;
  const now = Date.now();
  const over = [...(await readExpiries(stages)).values()].filter((one) => isExpired(one, now));
  if (over.length > 0 && over.length < (await listStageFolders(stages)).length)
    await endExpired(platform, now);
}

async function endOne(
  platform: Platform,
  stage: string,
  { ttlSeconds, lastUseAt, parts }: Expiry,
): Promise<ExpiredStage> {
  const data = await countData(platform, parts).catch(() => null);
  await removeStage(platform, stage, parts);
  return { stage, ttlSeconds, lastUseAt, endedAt: new Date().toISOString(), data };
}

/** Whether something is under way that does not hold the project's lock: `dev`, a canary, an export. */
async function isBusy(
  { folder, stages, storage }: Platform,
  stage: string,
  parts: StageParts,
): Promise<boolean> {
  const services = stages.get(stage);
  if (services?.canary != null && !services.isStopped) return true;
  if (await storage.objects.hasBucket(exportBucketOf(parts))) return true;
  return (await findHolder(folder.dev(stage))) !== undefined;
}

async function countData(platform: Platform, parts: StageParts): Promise<DataFacts> {
  const facts = (await platform.database.isThere()) ? await readFacts(platform, parts) : null;
  return facts ?? { tables: 0, rows: 0, databaseBytes: 0, ...(await readMedia(platform, parts)) };
}
