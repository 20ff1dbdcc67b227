import type { Aws } from "../../aws.ts";
import { listByKey, type ListedObject } from "../buckets/list-objects.ts";
import { removeObjects } from "../buckets/remove-objects.ts";
import type { WorkOptions } from "../work.ts";
import { archiveFolder } from "./archive.ts";
import { releaseOfKey, releasesFolder } from "./releases.ts";
import { readStaticList, servedFolder } from "./static-files.ts";

/** What is to stay. */
export interface KeptReleases {
  /** Numbers of releases that can be returned to. With none, nothing is removed. */
  readonly keep: readonly number[];
  /** Keys of the archives that those are made of; all stay when it is left out. */
  readonly archives?: readonly string[] | undefined;
  /** Milliseconds since 1970. Default: this moment. */
  readonly now?: number | undefined;
}

/** What is younger may belong to an `up` that runs at this moment: a day. */
const minimumAgeMs = 86_400_000;

/**
 * Removes what belongs only to releases that nobody can return to: their records, their static files, their code. Of a release
 * that is newer than all that are kept, everything stays: it is being made. The caller sees to it that no `up` begins meanwhile.
 *
 * @returns How many objects are gone.
 */
export async function tidyReleases(
  aws: Aws,
  bucket: string,
  { keep, archives, now = Date.now() }: KeptReleases,
  options: WorkOptions = {},
): Promise<number> {
  if (keep.length === 0) return 0;
  const newest = Math.max(...keep);
  const isKept = (release: number): boolean => release > newest || keep.includes(release);
  const all = [...(await listByKey(aws, bucket, releasesFolder, options)).values()];
  const kept = new Set([...keep, ...all.flatMap(({ key }) => releaseOfKey(key) ?? []).filter(isKept)]);
  const old = archives === undefined ? [] : await oldArchives(aws, bucket, now, options);
  const code = old.filter(({ key }) => archives?.includes(key) === false);
  const files = await unusedStatic(aws, bucket, [...kept], options);
  // What says which files a release had goes last, so that an interrupted call can be made again.
  const dropped = all.filter(({ key }) => {
    const release = releaseOfKey(key);
    return release !== undefined && !kept.has(release);
  });
  const first = await remove([...code, ...files]);
  return first + (await remove(dropped));

  function remove(objects: readonly ListedObject[]): Promise<number> {
    const ids = objects.map(({ key }) => ({ Key: key }));
    return removeObjects(aws, bucket, ids, options);
  }
}

/** Nothing, unless it is known of each kept release what it needs. */
async function unusedStatic(
  aws: Aws,
  bucket: string,
  kept: readonly number[],
  options: WorkOptions,
): Promise<readonly ListedObject[]> {
  const served = await listByKey(aws, bucket, servedFolder, options);
  const lists = await Promise.all(kept.map((release) => readStaticList(aws, bucket, release, options)));
  const needed = new Set<string>();
  for (const list of lists) {
    if (list === undefined) return [];
    for (const path of [...list.hashed, ...list.plain]) needed.add(`${servedFolder}${path}`);
  }
  return [...served.values()].filter(({ key }) => !needed.has(key));
}

async function oldArchives(
  aws: Aws,
  bucket: string,
  now: number,
  options: WorkOptions,
): Promise<readonly ListedObject[]> {
  const there = await listByKey(aws, bucket, archiveFolder, options);
  return [...there.values()].filter(({ lastModified }) => now - lastModified.getTime() > minimumAgeMs);
}
