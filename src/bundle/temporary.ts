import { randomBytes } from "node:crypto";
import { mkdir, rm } from "node:fs/promises";
import { basename, dirname, join } from "node:path";
import { OperationError } from "../errors.ts";
import { hasCode, namesIn } from "../system/files.ts";
import { isAlive } from "../system/processes.ts";

const making = /^\.making-(\d+)-/;

/** A name beside `path` that tells which process works there, so that what a dead one left can be swept away. */
export function temporaryName(path: string): string {
  return join(
    dirname(path),
    `.making-${process.pid}-${randomBytes(4).toString("hex")}-${basename(path).slice(0, 12)}`,
  );
}

/** Removes what processes that are dead left half-made in a folder. A folder that is not there is no error. */
export async function sweepTemporary(folder: string): Promise<readonly string[]> {
  const removed: string[] = [];
  for (const name of await namesIn(folder)) {
    const pid = making.exec(name)?.[1];
    if (pid === undefined || isAlive(Number(pid))) continue;
    await rm(join(folder, name), { recursive: true, force: true });
    removed.push(join(folder, name));
  }
  return removed;
}

/** Runs `work` with an empty folder that is gone afterwards, also after an error. */
export async function withTemporary<T>(cache: string, work: (folder: string) => Promise<T>): Promise<T> {
  const parent = join(cache, "tmp");
  await sweepTemporary(parent);
  const folder = temporaryName(join(parent, "work"));
  try {
    await explainingFullDisk(parent, () => mkdir(folder, { recursive: true, mode: 0o700 }));
    return await work(folder);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/**
 * Runs `work` and turns "no space left" and "over quota" into an error that names the folder.
 *
 * @throws {OperationError} `BUNDLE_DISK_FULL`
 */
export async function explainingFullDisk<T>(folder: string, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (hasCode(error, "ENOSPC", "EDQUOT"))
      throw new OperationError("BUNDLE_DISK_FULL", { folder }, { cause: error });
    throw error;
  }
}
