import { existsSync } from "node:fs";
import { join, resolve } from "node:path";
import { z } from "zod";
import { readJsonIfThere, writeAtomically } from "../system/files.ts";
import { lockSchema, type Lock } from "./lock.ts";

/** Locks of one project, each under the digest of its inputs, and which was made last. */
export interface KeptLocks {
  find(name: string): Promise<Lock | undefined>;
  /** The one that was made last, for whatever inputs. */
  findNewest(): Promise<Lock | undefined>;
  keep(name: string, lock: Lock): Promise<void>;
}

const newestSchema = z.object({ name: z.string() });

/**
 * Opens the folder of a project's locks. A lock that can't be read, or that names files that are gone, is as if it was
 * never kept.
 *
 * @param root Folder of the project, which the locks' paths are relative to.
 */
export function openKeptLocks(folder: string, root: string): KeptLocks {
  const newest = join(folder, "newest.json");
  const find = async (name: string): Promise<Lock | undefined> => {
    const parsed = lockSchema.safeParse(await readJsonIfThere(join(folder, `${name}.json`)));
    return parsed.success && hasItsFiles(parsed.data, root) ? parsed.data : undefined;
  };
  return {
    find,
    async findNewest() {
      const known = newestSchema.safeParse(await readJsonIfThere(newest));
      return known.success ? find(known.data.name) : undefined;
    },
    async keep(name, lock) {
      await writeAtomically(join(folder, `${name}.json`), `${JSON.stringify(lock, undefined, 2)}\n`);
      await writeAtomically(newest, JSON.stringify({ name }));
    },
  };
}

function hasItsFiles(lock: Lock, root: string): boolean {
  return lock.packages.every(({ origin }) => !("path" in origin) || existsSync(resolve(root, origin.path)));
}
