import { relative, resolve } from "node:path";
import type { LockedPackage, PackageOrigin } from "../lock.ts";
import { evaluate } from "../python/evaluate.ts";
import { parseToml } from "../python/local-project.ts";
import { normaliseName } from "../python/names.ts";
import { at, isTable, strings, tables, text, type Table } from "../python/toml.ts";
import { indexOptionsOf, type LockFile, type LockReading } from "./reading.ts";

/**
 * Reads `pylock.toml`: the default groups and no extras.
 *
 * @throws {UserError} `PYPROJECT_UNREADABLE`
 * @see https://packaging.python.org/en/latest/specifications/pylock-toml/
 */
export async function readPylock(lock: LockFile): Promise<LockReading> {
  const document = parseToml(lock.content, lock.file);
  const groups = strings(document["default-groups"]);
  const all = tables(document["packages"]);
  const markerOf = (one: Table): string => plainMarker(text(one["marker"]) ?? "", groups);
  const answers = await evaluate(lock.toolbox, { markers: all.map(markerOf), matches: [] });
  const wanted = all.filter((one) => answers.holds(markerOf(one)));
  const own = wanted.filter((one) => isOwnCode(one, lock));
  const packages = wanted.filter((one) => !own.includes(one));
  return {
    packages: packages.map((one) => toPackage(one, lock)),
    projects: own.map((one) => resolve(lock.folder, text(at(one, "directory")?.["path"]) ?? ".")),
    indexOptions: indexOptionsOf(packages.flatMap((one) => text(one["index"]) ?? [])),
    requiresPython: text(document["requires-python"]) ?? null,
  };
}

/** Markers of lock files also speak of groups and extras, which `packaging` of older pips does not know. */
function plainMarker(marker: string, groups: readonly string[]): string {
  const holds = 'python_version >= "0"';
  const fails = 'python_version < "0"';
  return marker.replaceAll(
    /(["'])([^"']+)\1\s+(not\s+)?in\s+(extras|dependency_groups)/g,
    (_match, _quote: string, name: string, not: string | undefined, set: string) => {
      const isIn = set === "dependency_groups" && groups.includes(name);
      return isIn === (not === undefined) ? holds : fails;
    },
  );
}

function isOwnCode(one: Table, lock: LockFile): boolean {
  const path = text(at(one, "directory")?.["path"]);
  return path !== undefined && !relative(lock.root, resolve(lock.folder, path)).startsWith("..");
}

function toPackage(one: Table, lock: LockFile): LockedPackage {
  const archive = at(one, "archive");
  const files = [...tables(one["wheels"]), at(one, "sdist"), archive].filter(isTable);
  const hashes = files.flatMap((file) => text(at(file, "hashes")?.["sha256"]) ?? []);
  return {
    name: normaliseName(text(one["name"]) ?? ""),
    version: text(one["version"]) ?? null,
    hashes: hashes.map((hash) => `sha256:${hash}`),
    origin: originOf(one, lock),
  };
}

function originOf(one: Table, lock: LockFile): PackageOrigin {
  const git = at(one, "vcs");
  const part = text(git?.["subdirectory"]);
  if (git !== undefined) {
    const address = text(git["url"]) ?? text(git["path"]) ?? "";
    const kind = text(git["type"]) ?? "git";
    return {
      kind: "git",
      url: `${kind}+${address}@${text(git["commit-id"]) ?? "HEAD"}${part === undefined ? "" : `#subdirectory=${part}`}`,
    };
  }
  const folder = text(at(one, "directory")?.["path"]);
  if (folder !== undefined) return { kind: "folder", path: resolve(lock.folder, folder), digest: "" };
  const archive = at(one, "archive");
  const file = text(archive?.["path"]);
  if (file !== undefined) return { kind: "file", path: resolve(lock.folder, file) };
  const url = text(archive?.["url"]);
  return url === undefined ? { kind: "index" } : { kind: "url", url };
}
