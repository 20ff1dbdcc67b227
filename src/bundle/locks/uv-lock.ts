import { join, relative, resolve } from "node:path";
import type { LockedPackage, PackageOrigin } from "../lock.ts";
import { evaluate, type Answers } from "../python/evaluate.ts";
import { parseToml } from "../python/local-project.ts";
import { normaliseName } from "../python/names.ts";
import { at, isTable, strings, tables, text, type Table } from "../python/toml.ts";
import { indexOptionsOf, type LockFile, type LockReading } from "./reading.ts";

/**
 * Reads `uv.lock` by walking from the project over what it needs: the file holds the answer for every Python and
 * platform at once, so that each edge has a marker. Groups and extras are left out.
 *
 * @throws {UserError} `PYPROJECT_UNREADABLE`
 * @see https://docs.astral.sh/uv/concepts/projects/layout/#the-lockfile
 */
export async function readUvLock(lock: LockFile): Promise<LockReading> {
  const document = parseToml(lock.content, lock.file);
  const all = tables(document["package"]);
  const answers = await evaluate(lock.toolbox, { markers: all.flatMap(markersOf), matches: [] });
  const reached = walk(all, rootsOf(all), answers);
  const projects = reached.filter((one) => isOwnCode(one, lock));
  const installed = reached.filter((one) => !isVirtual(one) && !isOwnCode(one, lock));
  const folders = projects.map((one) =>
    resolve(lock.folder, text(sourceOf(one)["editable"]) ?? text(sourceOf(one)["directory"]) ?? "."),
  );
  return {
    packages: installed.map((one) => toPackage(one, lock)),
    projects: folders,
    indexOptions: indexOptionsOf(installed.flatMap((one) => registryOf(one, lock))),
    requiresPython: text(document["requires-python"]) ?? null,
  };
}

function sourceOf(one: Table): Table {
  return at(one, "source") ?? {};
}

/** `package = false`: its dependencies count, it is not installed itself. */
function isVirtual(one: Table): boolean {
  return text(sourceOf(one)["virtual"]) !== undefined;
}

/** A folder inside the project: its code is in the bundle already. */
function isOwnCode(one: Table, lock: LockFile): boolean {
  const path = text(sourceOf(one)["editable"]) ?? text(sourceOf(one)["directory"]);
  return path !== undefined && !relative(lock.root, resolve(lock.folder, path)).startsWith("..");
}

/** The project itself; in a workspace without one of its own, all members. */
function rootsOf(all: readonly Table[]): readonly Table[] {
  const local = all.filter((one) => isVirtual(one) || text(sourceOf(one)["editable"]) !== undefined);
  const root = local.filter((one) => [sourceOf(one)["virtual"], sourceOf(one)["editable"]].includes("."));
  return root.length > 0 ? root : local;
}

function edgesOf(one: Table): readonly Table[] {
  const extras = Object.values(at(one, "optional-dependencies") ?? {}).flatMap(tables);
  return [...tables(one["dependencies"]), ...extras];
}

function markersOf(one: Table): readonly string[] {
  return edgesOf(one).flatMap(({ marker }) => text(marker) ?? []);
}

function walk(all: readonly Table[], roots: readonly Table[], answers: Answers): readonly Table[] {
  const reached = new Map<Table, Set<string>>();
  const waiting: { one: Table; extra: string | null }[] = roots.map((one) => ({ one, extra: null }));
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    const { one, extra } = next;
    const seen = reached.get(one) ?? new Set<string>();
    if (seen.has(extra ?? "")) continue;
    reached.set(one, seen.add(extra ?? ""));
    const edges = extra === null ? one["dependencies"] : at(one, "optional-dependencies")?.[extra];
    for (const edge of tables(edges)) {
      if (!answers.holds(text(edge["marker"]))) continue;
      const target = all.find((candidate) => isTargetOf(edge, candidate));
      if (target === undefined) continue;
      waiting.push({ one: target, extra: null });
      for (const wanted of strings(edge["extra"])) waiting.push({ one: target, extra: wanted });
    }
  }
  return [...reached.keys()];
}

/** An edge names version and source only where there are several of that name. */
function isTargetOf(edge: Table, candidate: Table): boolean {
  if (edge["name"] !== candidate["name"]) return false;
  if (edge["version"] !== undefined && edge["version"] !== candidate["version"]) return false;
  return !isTable(edge["source"]) || JSON.stringify(edge["source"]) === JSON.stringify(candidate["source"]);
}

function registryOf(one: Table, lock: LockFile): readonly string[] {
  const registry = text(sourceOf(one)["registry"]);
  if (registry === undefined) return [];
  return [/^\w+:\/\//.test(registry) ? registry : join(lock.folder, registry)];
}

function toPackage(one: Table, lock: LockFile): LockedPackage {
  const files = [...tables(one["wheels"]), ...(isTable(one["sdist"]) ? [one["sdist"]] : [])];
  const hashes = files.flatMap(({ hash }) => text(hash) ?? []).filter((hash) => hash.startsWith("sha256:"));
  const version = text(one["version"]) ?? null;
  return {
    name: normaliseName(text(one["name"]) ?? ""),
    version,
    hashes,
    origin: originOf(sourceOf(one), lock),
  };
}

function originOf(source: Table, lock: LockFile): PackageOrigin {
  const url = text(source["url"]);
  const subdirectory = text(source["subdirectory"]);
  if (url !== undefined)
    return { kind: "url", url: subdirectory === undefined ? url : `${url}#subdirectory=${subdirectory}` };
  const git = text(source["git"]);
  if (git !== undefined) return { kind: "git", url: gitAddress(git) };
  const file = text(source["path"]);
  if (file !== undefined) return { kind: "file", path: resolve(lock.folder, file) };
  const folder = text(source["directory"]) ?? text(source["editable"]);
  if (folder !== undefined) return { kind: "folder", path: resolve(lock.folder, folder), digest: "" };
  return { kind: "index" };
}

/** `https://host/x?rev=main&subdirectory=y#COMMIT` as pip takes it. */
function gitAddress(stated: string): string {
  const [address = "", commit = ""] = stated.split("#");
  const [plain = "", query = ""] = address.split("?");
  const part = new URLSearchParams(query).get("subdirectory");
  return `git+${plain}@${commit}${part === null ? "" : `#subdirectory=${part}`}`;
}
