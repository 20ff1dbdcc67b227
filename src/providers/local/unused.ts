import { rm, stat } from "node:fs/promises";
import { join } from "node:path";
import { collectGarbage } from "../../bundle/garbage.ts";
import { namesIn } from "../../system/files.ts";
import type { Home } from "../../system/home.ts";
import { listLiftedStages, type LiftedStage } from "./lifted.ts";
import { listReleases, readRelease } from "./releases.ts";

/** What is younger may belong to a command that runs at this moment: an hour. */
const minimumAgeMs = 3_600_000;

/**
 * Removes what no release of any project uses: dependency layers, copies of code and runtimes in the cache, and import
 * packs of the projects.
 *
 * @returns Paths that were removed.
 */
export async function removeUnusedFolders(home: Home): Promise<readonly string[]> {
  const stages = await listLiftedStages(home);
  const used = new Set((await Promise.all(stages.map(pathsInUse))).flat());
  const packs = new Set(stages.map(({ project }) => packFolder(project.folder)));
  const removed = await collectGarbage({ cache: home.cache, inUse: used, minimumAgeMs });
  return [...removed, ...(await Promise.all([...packs].map((folder) => removePacks(folder, used)))).flat()];
}

/** Where a project keeps the import packs of its bundles. */
export function packFolder(projectFolder: string): string {
  return join(projectFolder, "packs");
}

async function pathsInUse(stage: LiftedStage): Promise<readonly string[]> {
  const releases = await listReleases(stage.folder);
  const records = await Promise.all(releases.map((number) => readRelease(stage.folder, number)));
  return [...records, stage.candidate].flatMap((record) => record?.entry.readOnly ?? []);
}

async function removePacks(folder: string, used: ReadonlySet<string>): Promise<readonly string[]> {
  const unused: string[] = [];
  for (const path of (await namesIn(folder)).map((name) => join(folder, name))) {
    if (used.has(path) || (await ageOf(path)) < minimumAgeMs) continue;
    await rm(path, { force: true });
    unused.push(path);
  }
  return unused;
}

async function ageOf(path: string): Promise<number> {
  const found = await stat(path).catch(() => undefined);
  return found === undefined ? 0 : Date.now() - found.mtimeMs;
}
