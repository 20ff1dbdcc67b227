import { rm } from "node:fs/promises";
import { join } from "node:path";
import { secretFilesFolder, secretsFolderOf } from "../functions/secrets.ts";
import { listBuckets, listData } from "./data.ts";
import type { StageParts } from "./expiry.ts";
import type { Platform } from "./platform.ts";
import { endStage } from "./stages.ts";

/**
 * Ends a stage's processes and removes everything that belongs to it: databases and buckets, its own and those of its
 * restore points, secrets, logs, and at last its folder. Interrupted, it goes on when it is done again; a part that is
 * not there is no error. Nothing of another stage is touched: each name is that of a part as a whole.
 *
 * @returns What was removed, in words.
 */
export function removeStage(
  platform: Platform,
  stage: string,
  parts: StageParts,
): Promise<readonly string[]> {
  return platform.inTurn(stage, async () => {
    await endProcesses(platform, stage, parts);
    const removed = await removeData(platform, parts);
    await platform.storage.removeStage(stage);
    for (const name of parts.functions) await platform.functions.removeLogs(name);
    const folder = join(platform.folder.stages, stage);
    await rm(secretFilesFolder(secretsFolderOf(folder)), { recursive: true, force: true });
    // A request that was answered last may still be written down in it.
    await rm(folder, { recursive: true, force: true, maxRetries: 3 });
    return [...removed, folder];
  });
}

/** Also those of a first release that was never served, of which only its functions' names are known. */
async function endProcesses(platform: Platform, stage: string, parts: StageParts): Promise<void> {
  const services = platform.stages.get(stage);
  if (services !== undefined) await endStage(platform, services);
  platform.stages.delete(stage);
  for (const { functionName, version } of platform.functions.status().versions) {
    if (parts.functions.includes(functionName)) await platform.functions.remove(functionName, version);
  }
}

async function removeData(platform: Platform, parts: StageParts): Promise<readonly string[]> {
  const { database, storage } = platform;
  // A project whose own settings say where the rows are has no PostgreSQL, and gets none for this.
  const { databases, buckets } = (await database.isThere())
    ? await listData(platform, parts)
    : { databases: [], buckets: await listBuckets(platform, parts) };
  for (const { name } of databases) await (await database.server()).dropDatabase(name);
  for (const bucket of buckets) await storage.remove(bucket);
  return [...databases.map(({ name }) => `database ${name}`), ...buckets.map((name) => `bucket ${name}`)];
}
