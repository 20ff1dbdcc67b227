import { collectGarbage } from "../../bundle/garbage.ts";
import type { Home } from "../../system/home.ts";
import { listLiftedStages } from "./lifted.ts";
import { listReleases, readRelease } from "./releases.ts";

/**
 * Removes dependency layers and runtimes of the cache that no release of any project uses.
 *
 * @returns Paths that were removed.
 */
export async function removeUnusedFolders(home: Home): Promise<readonly string[]> {
  const used = new Set<string>();
  for (const stage of await listLiftedStages(home)) {
    for (const number of await listReleases(stage.folder)) {
      const record = await readRelease(stage.folder, number);
      for (const path of record?.entry.readOnly ?? []) used.add(path);
    }
  }
  return collectGarbage({ cache: home.cache, inUse: used });
}
