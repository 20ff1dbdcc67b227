import { resolve as resolvePath } from "node:path";
import { pathToFileURL } from "node:url";
import { UserError } from "../errors.ts";
import { replaceSourceDrivers } from "./additions.ts";
import { needsBuild, type Asked } from "./asked.ts";
import { copyProject } from "./copy-project.ts";
import type { LockBase, LockMaking } from "./lock-making.ts";
import type { Lock, LockedPackage } from "./lock.ts";
import { isMisfit } from "./python/failures.ts";
import { resolvePackages, toolOf } from "./python/installer.ts";
import type { ProjectFolder } from "./python/local-project.ts";
import { isExact, type AskedRequirement } from "./python/requirements.ts";
import type { Toolbox } from "./python/toolbox.ts";
import { resolveForTarget, type Attempt } from "./resolve-for-target.ts";
import { minorFor, platformFor, type MadeFor } from "./target.ts";

/**
 * Resolves requirements that nobody has locked. What the last lock of the project had stays in its version where the
 * requirements allow: a line more does not move everything else.
 */
export async function fromRequirements({ request, asked, toolbox, before }: LockMaking): Promise<LockBase> {
  const builds = asked.projects.filter(needsBuild);
  const copies = await Promise.all(builds.map((one) => copyProject(one.folder, toolbox)));
  const outside = await Promise.all(Object.keys(asked.outside).map((folder) => copyProject(folder, toolbox)));
  const vendored = asked.vendor.map(({ name, path }) => `${name} @ ${pathToFileURL(path).href}`);
  const lineFor = (one: AskedRequirement): string => lineOfAsked(one, outside);
  request.onProgress?.(`${toolOf(toolbox)}: ${asked.requirements.length}`);
  const resolve = ({ requested, pins, fromSource }: Attempt): Promise<readonly LockedPackage[]> =>
    resolvePackages(toolbox, {
      root: request.root,
      cache: request.cache,
      lines: [
        ...requested.requirements.map(lineFor),
        ...vendored,
        ...copies.map(({ copy }) => pathToFileURL(copy).href),
      ],
      constraints: [...requested.constraints.map(lineFor), ...pins],
      options: asked.options,
      onlyWheels: ["psycopg2-binary", "psycopg-binary"],
      fromSource,
      asked: asked.requirements,
    });
  const isCopy = (one: LockedPackage): boolean =>
    one.origin.kind === "folder" && copies.some(({ copy }) => isAt(one, copy));
  const find = ({ target }: Toolbox, requested: Requested): Promise<readonly LockedPackage[]> => {
    if (target === undefined) return resolveNear(requested, pinsOf(before, asked, toolbox), resolve);
    const pins = preferred(request.prefer, asked) ?? pinsOf(before, asked, toolbox);
    const context = { toolbox, target, request, indexOptions: asked.options, asked: asked.requirements };
    return resolveForTarget({ requested, pins, resolve, isOwnCode: isCopy }, context);
  };
  const isEmpty = asked.requirements.length + vendored.length + copies.length === 0;
  const { packages, replaced } = isEmpty
    ? { packages: [], replaced: [] }
    : await replaceSourceDrivers(asked, (requested) => find(toolbox, requested));
  return {
    packages: packages
      .filter((one) => !isCopy(one))
      .map((one) => withAskedHashes(atOriginal(one, outside), asked.requirements)),
    projects: asked.projects.map((one) => withBuiltVersion(one, packages, copies)),
    indexOptions: asked.options,
    replaced,
    resolvedBy: toolOf(toolbox),
  };
}

type Requested = Pick<Asked, "requirements" | "constraints">;

async function resolveNear(
  requested: Requested,
  versions: Versions,
  resolve: (attempt: Attempt) => Promise<readonly LockedPackage[]>,
): Promise<readonly LockedPackage[]> {
  const pins = Object.entries(versions).map(([name, version]) => `${name}==${version}`);
  try {
    return await resolve({ requested, pins, fromSource: [] });
  } catch (error) {
    if (pins.length === 0 || !isMisfit(error)) throw error;
    return resolve({ requested, pins: [], fromSource: [] });
  }
}

/** Name to version. */
type Versions = Readonly<Record<string, string>>;

/** The versions that the application was inspected with, for packages whose version the project does not write down itself. */
function preferred(prefer: Versions | undefined, asked: Asked): Versions | undefined {
  if (prefer === undefined) return undefined;
  const isFree = isFreeIn(asked);
  return Object.fromEntries(
    Object.entries(prefer).filter(([name, version]) => version !== "" && isFree(name)),
  );
}

/** Whether the project leaves open which version of a package is taken. */
function isFreeIn(asked: Asked): (name: string) => boolean {
  // Where anything has a hash everything has to have one.
  if (asked.requirements.some(({ hashes }) => hashes.length > 0)) return () => false;
  const at = asked.requirements.filter((one) => isExact(one) || one.path !== null || one.text.includes("@"));
  const said = new Set([...at, ...asked.vendor].map(({ name }) => name));
  return (name) => !said.has(name);
}

/** The versions of the lock before, for packages whose version the project does not write down itself. */
function pinsOf(before: Lock | undefined, asked: Asked, toolbox: MadeFor): Versions {
  const isOther =
    before === undefined || before.python !== minorFor(toolbox) || before.platform !== platformFor(toolbox);
  if (isOther) return {};
  const isFree = isFreeIn(asked);
  return Object.fromEntries(
    before.packages.flatMap(({ name, version, origin }) => {
      const isFromIndex = origin.kind === "index" || origin.kind === "url";
      return !isFromIndex || version === null || !isFree(name) ? [] : [[name, version]];
    }),
  );
}

interface Copied {
  readonly folder: string;
  readonly copy: string;
}

function lineOfAsked(one: AskedRequirement, outside: readonly Copied[]): string {
  const hashes = one.hashes.map((hash) => ` --hash=${hash}`).join("");
  const copied = outside.find(({ folder }) => folder === one.path);
  if (copied === undefined) return `${one.text}${hashes}`;
  const extras = one.extras.length === 0 ? "" : `[${one.extras.join(",")}]`;
  return one.name === null
    ? `${copied.copy}${extras}`
    : `${one.name}${extras} @ ${pathToFileURL(copied.copy).href}`;
}

function isAt(one: LockedPackage, folder: string): boolean {
  return "path" in one.origin && resolvePath(one.origin.path) === resolvePath(folder);
}

function atOriginal(one: LockedPackage, outside: readonly Copied[]): LockedPackage {
  const copied = outside.find(({ copy }) => isAt(one, copy));
  return copied === undefined ? one : { ...one, origin: { kind: "folder", path: copied.folder, digest: "" } };
}

/**
 * Hashes that the project writes down count, whatever the index says: uv replaces them while it resolves.
 *
 * @throws {UserError} `DEPENDENCY_HASH_MISMATCH` when the index has none of them.
 */
function withAskedHashes(one: LockedPackage, asked: readonly AskedRequirement[]): LockedPackage {
  const wanted = asked.find(({ name, hashes }) => name === one.name && hashes.length > 0);
  const hashes = (wanted?.hashes ?? []).filter((hash) => hash.startsWith("sha256:"));
  if (wanted === undefined || hashes.length === 0) return one;
  if (one.hashes.length > 0 && !one.hashes.some((hash) => hashes.includes(hash))) {
    throw new UserError("DEPENDENCY_HASH_MISMATCH", { name: one.name }, { place: wanted.place });
  }
  return { ...one, hashes };
}

function withBuiltVersion(
  one: ProjectFolder,
  packages: readonly LockedPackage[],
  copies: readonly Copied[],
): ProjectFolder {
  const copied = copies.find(({ folder }) => folder === one.folder);
  const built = copied === undefined ? undefined : packages.find((candidate) => isAt(candidate, copied.copy));
  if (built === undefined) return one;
  const stated = one.project ?? { name: built.name, version: "0", entryPoints: {} };
  return { ...one, project: { ...stated, version: built.version ?? stated.version } };
}
