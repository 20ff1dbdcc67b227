import { rm, stat } from "node:fs/promises";
import { join, sep } from "node:path";
import { isFile, namesIn } from "../system/files.ts";
import { elsewhereMark } from "./content-folder.ts";
import { sweepTemporary } from "./temporary.ts";

export interface GarbageRequest {
  /** Monolift's cache of this user. */
  readonly cache: string;
  /** Paths of folders that some release still needs: `Bundle.code.path`, `.dependencies.path`, `.runtime.path`. */
  readonly inUse: ReadonlySet<string>;
  /** What was asked for more recently stays, since a command that runs now may be about to use it. Default: one hour. */
  readonly minimumAgeMs?: number | undefined;
}

/** What is for another machine is of no use to releases here, and is asked for again by the next one there: a week. */
const elsewhereAgeMs = 7 * 86_400_000;

const kinds = ["layers", "code", "runtime", "packs", "zips", "image-layers"];

/**
 * Removes layers, code and runtimes that nobody uses, what was packed of them, and what dead processes left half-made.
 *
 * @returns Paths that were removed.
 */
export async function collectGarbage(request: GarbageRequest): Promise<readonly string[]> {
  const removed: string[] = [];
  for (const kind of [...kinds, "tmp"]) removed.push(...(await sweepTemporary(join(request.cache, kind))));
  for (const kind of kinds) {
    for (const name of await namesIn(join(request.cache, kind))) {
      const folder = join(request.cache, kind, name);
      if (name.startsWith(".making-") || isUsed(folder, request.inUse) || !(await isOld(folder, request)))
        continue;
      await rm(folder, { recursive: true, force: true });
      removed.push(folder);
    }
  }
  return removed;
}

function isUsed(folder: string, inUse: ReadonlySet<string>): boolean {
  return [...inUse].some((path) => path === folder || path.startsWith(`${folder}${sep}`));
}

/** A folder without a record was never finished: it is nobody's. */
async function isOld(folder: string, { minimumAgeMs = 3_600_000 }: GarbageRequest): Promise<boolean> {
  const record = await stat(join(folder, "record.json")).catch(() => undefined);
  if (record === undefined) return true;
  const leastMs = (await isFile(join(folder, elsewhereMark))) ? elsewhereAgeMs : minimumAgeMs;
  return Date.now() - record.mtimeMs >= leastMs;
}
