import { join, relative, resolve } from "node:path";
import { readTextIfThere } from "../../system/files.ts";
import type { LockedPackage, PackageOrigin } from "../lock.ts";
import { evaluate, type Answers } from "../python/evaluate.ts";
import { parseToml, pythonMarker, readProjectFolder } from "../python/local-project.ts";
import { normaliseName, parseRequirement } from "../python/names.ts";
import { at, isTable, strings, tables, text, type Table } from "../python/toml.ts";
import { specifierOfPoetry } from "./poetry-constraint.ts";
import { indexOptionsOf, type LockFile, type LockReading } from "./reading.ts";

interface Wanted {
  readonly name: string;
  readonly extras: readonly string[];
  /** Tells between several versions of one package. */
  readonly specifier: string;
}

/**
 * Reads `poetry.lock` of every version (Poetry 1.0 to 2.x) by walking from the project's main dependencies: older files
 * do not say which group a package belongs to, and newer ones agree with the walk.
 *
 * @throws {UserError} `PYPROJECT_UNREADABLE`
 * @see https://python-poetry.org/docs/basic-usage/#installing-with-poetrylock
 */
export async function readPoetryLock(lock: LockFile): Promise<LockReading> {
  const document = parseToml(lock.content, lock.file);
  const all = tables(document["package"]);
  const wanted = await readWanted(lock.folder);
  const markers = [...wanted.flatMap(({ marker }) => marker ?? []), ...all.flatMap(markersOf)];
  const answers = await evaluate(lock.toolbox, {
    markers,
    matches: choicesIn(all, [...wanted, ...all.flatMap(edgesOf)]),
  });
  const roots = wanted.filter(({ marker }) => answers.holds(marker));
  const reached = walk(all, roots, answers);
  const own = reached.filter((one) => isOwnCode(one, lock));
  const packages = reached.filter((one) => !own.includes(one));
  const hashesBelow = at(document, "metadata", "files") ?? {};
  const python = text(at(document, "metadata")?.["python-versions"]);
  return {
    packages: packages.map((one) => toPackage(one, hashesBelow, lock)),
    projects: [
      lock.folder,
      ...own.map((one) => resolve(lock.folder, text(at(one, "source")?.["url"]) ?? ".")),
    ],
    indexOptions: indexOptionsOf(packages.flatMap(registryOf)),
    requiresPython: python === undefined || python === "*" ? null : specifierOfPoetry(python),
  };
}

/** The main dependencies, from `[project]` and `[tool.poetry.dependencies]`, which may complete each other. */
async function readWanted(folder: string): Promise<readonly (Wanted & { readonly marker: string | null })[]> {
  const stated = await readProjectFolder(folder);
  const standard = (stated.dependencies ?? []).flatMap(
    ({ requirement }) => parseRequirement(requirement) ?? [],
  );
  const document = parseToml((await readTextIfThere(join(folder, "pyproject.toml"))) ?? "", "pyproject.toml");
  const poetry = Object.entries(at(document, "tool", "poetry", "dependencies") ?? {});
  const more = poetry
    .filter(([name, value]) => name !== "python" && !(isTable(value) && value["optional"] === true))
    .map(([name, value]) => ({
      name: normaliseName(name),
      extras: isTable(value) ? strings(value["extras"]).map(normaliseName) : [],
      specifier: specifierOfPoetry(text(isTable(value) ? value["version"] : value) ?? "*"),
      marker: isTable(value) ? markerOf(value) : null,
    }));
  return at(document, "project") === undefined ? more : [...standard, ...more];
}

function markerOf(value: Table): string | null {
  const parts = [text(value["markers"]), pythonMarker(text(value["python"]))].filter(
    (one) => one !== undefined,
  );
  return parts.length === 0 ? null : parts.map((one) => `(${one})`).join(" and ");
}

interface Edge extends Wanted {
  readonly marker: string | null;
  readonly isOptional: boolean;
}

function edgesOf(one: Table): readonly Edge[] {
  return Object.entries(at(one, "dependencies") ?? {}).flatMap(([name, value]) => {
    const variants: readonly unknown[] = Array.isArray(value) ? value : [value];
    return variants.map((variant) => ({
      name: normaliseName(name),
      extras: isTable(variant) ? strings(variant["extras"]).map(normaliseName) : [],
      specifier: specifierOfPoetry(text(isTable(variant) ? variant["version"] : variant) ?? "*"),
      marker: isTable(variant) ? markerOf(variant) : null,
      isOptional: isTable(variant) && variant["optional"] === true,
    }));
  });
}

/** A package's own marker (Poetry 2): one for all groups, or one for each. */
function ownMarker(one: Table): string | null {
  return text(one["markers"]) ?? text(at(one, "markers")?.["main"]) ?? null;
}

/** `extra == "x"` is answered by walking: what an extra brings is listed in `[package.extras]`. */
function withoutExtra(marker: string | null): string | null {
  return marker === null || /\bextra\b/.test(marker) ? null : marker;
}

function markersOf(one: Table): readonly string[] {
  return [ownMarker(one), ...edgesOf(one).map(({ marker }) => withoutExtra(marker))].flatMap(
    (marker) => marker ?? [],
  );
}

function named(all: readonly Table[], name: string): readonly Table[] {
  return all.filter((candidate) => normaliseName(text(candidate["name"]) ?? "") === name);
}

/** Where there are several versions of a package, the edges' own constraints choose (files of Poetry 1 have no markers). */
function choicesIn(all: readonly Table[], wanted: readonly Wanted[]): readonly (readonly [string, string])[] {
  return wanted.flatMap(({ name, specifier }) => {
    const candidates = named(all, name);
    return candidates.length < 2
      ? []
      : candidates.map((one) => [specifier, text(one["version"]) ?? ""] as const);
  });
}

function walk(all: readonly Table[], roots: readonly Wanted[], answers: Answers): readonly Table[] {
  const reached = new Set<Table>();
  const seen = new Set<string>();
  const waiting: Wanted[] = [...roots];
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    const { name, extras } = next;
    const key = `${name}[${extras.toSorted().join(",")}]${next.specifier}`;
    if (seen.has(key)) continue;
    seen.add(key);
    for (const one of named(all, name)) {
      const isOther = answers.matches(next.specifier, text(one["version"]) ?? "") === false;
      if (isOther || !answers.holds(ownMarker(one))) continue;
      reached.add(one);
      const brought = new Set(extras.flatMap((extra) => namesOfExtra(one, extra)));
      const edges = edgesOf(one).filter((edge) => !edge.isOptional || brought.has(edge.name));
      waiting.push(...edges.filter(({ marker }) => answers.holds(withoutExtra(marker))));
    }
  }
  return [...reached];
}

function namesOfExtra(one: Table, extra: string): readonly string[] {
  const found = Object.entries(at(one, "extras") ?? {}).find(([name]) => normaliseName(name) === extra);
  return strings(found?.[1]).map((stated) => normaliseName(/^[A-Za-z0-9._-]+/.exec(stated)?.[0] ?? stated));
}

function isOwnCode(one: Table, lock: LockFile): boolean {
  const source = at(one, "source") ?? {};
  const path = text(source["url"]);
  return (
    source["type"] === "directory" &&
    path !== undefined &&
    !relative(lock.root, resolve(lock.folder, path)).startsWith("..")
  );
}

function registryOf(one: Table): readonly string[] {
  const source = at(one, "source") ?? {};
  const url = text(source["url"]);
  return source["type"] === "legacy" && url !== undefined ? [url] : [];
}

function toPackage(one: Table, hashesBelow: Table, lock: LockFile): LockedPackage {
  const name = text(one["name"]) ?? "";
  const files = [...tables(one["files"]), ...tables(hashesBelow[name])];
  const hashes = files.flatMap(({ hash }) => text(hash) ?? []).filter((hash) => hash.startsWith("sha256:"));
  return {
    name: normaliseName(name),
    version: text(one["version"]) ?? null,
    hashes,
    origin: originOf(one, lock),
  };
}

function originOf(one: Table, lock: LockFile): PackageOrigin {
  const source = at(one, "source") ?? {};
  const url = text(source["url"]) ?? "";
  const part = text(source["subdirectory"]);
  const suffix = part === undefined ? "" : `#subdirectory=${part}`;
  const commit = text(source["resolved_reference"]) ?? text(source["reference"]) ?? "HEAD";
  switch (source["type"]) {
    case "git":
      return { kind: "git", url: `git+${url.replace(/^git@([^:]+):/, "ssh://git@$1/")}@${commit}${suffix}` };
    case "url":
      return { kind: "url", url: `${url}${suffix}` };
    case "file":
      return { kind: "file", path: resolve(lock.folder, url) };
    case "directory":
      return { kind: "folder", path: resolve(lock.folder, url), digest: "" };
    default:
      return { kind: "index" };
  }
}
