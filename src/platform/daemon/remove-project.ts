import { rm, rmdir } from "node:fs/promises";
import { dirname, join } from "node:path";
import { hasCode, namesIn } from "../../system/files.ts";
import { deletePostgresData } from "../postgres/postgres.ts";
import type { DaemonFolder } from "./folder.ts";

/**
 * Removes a project's state, PostgreSQL's data among it; the locks stay, so that nobody begins anew in between. Nothing
 * may run on it any more.
 */
export async function emptyProjectFolder(folder: DaemonFolder): Promise<void> {
  await deletePostgresData(folder.postgres);
  for (const name of await namesIn(folder.root)) {
    const path = join(folder.root, name);
    if (path !== folder.lock && path !== folder.work) await rm(path, { recursive: true, force: true });
  }
}

/**
 * Removes a project's folder once its locks are released, and with the last project the folder of all of them. In one that
 * somebody has begun to use again, everything stays.
 */
export async function removeProjectFolder({ root }: DaemonFolder): Promise<void> {
  const projects = dirname(root);
  for (const folder of [root, projects, dirname(projects)]) if (!(await removeIfEmpty(folder))) return;
}

async function removeIfEmpty(folder: string): Promise<boolean> {
  try {
    await rmdir(folder);
    return true;
  } catch (error) {
    if (hasCode(error, "ENOTEMPTY", "EEXIST", "ENOENT", "EBUSY")) return false;
    throw error;
  }
}
