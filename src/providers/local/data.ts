import type { Dirent } from "node:fs";
import { readdir, stat } from "node:fs/promises";
import { join } from "node:path";
import { hasCode } from "../../system/files.ts";

/** What lies in a folder: number of files, their bytes, and when one was last written (ISO 8601, UTC). */
export interface FolderContent {
  readonly objects: number;
  readonly bytes: number;
  readonly lastWrite: string | null;
}

/** Counts the files below a folder; a folder that is not there is empty. */
export async function measureFolder(path: string): Promise<FolderContent> {
  let objects = 0;
  let bytes = 0;
  let last = 0;
  const visit = async (folder: string): Promise<void> => {
    for (const entry of await readFolder(folder)) {
      const full = join(folder, entry.name);
      if (entry.isDirectory()) {
        await visit(full);
      } else if (entry.isFile()) {
        const found = await stat(full).catch(() => undefined);
        if (found === undefined) continue;
        objects += 1;
        bytes += found.size;
        last = Math.max(last, found.mtimeMs);
      }
    }
  };
  await visit(path);
  return { objects, bytes, lastWrite: last === 0 ? null : new Date(last).toISOString() };
}

async function readFolder(folder: string): Promise<readonly Dirent[]> {
  try {
    return await readdir(folder, { withFileTypes: true });
  } catch (error) {
    // Another process may be removing it at this moment.
    if (hasCode(error, "ENOENT", "ENOTDIR")) return [];
    throw error;
  }
}
