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
import { platformTag, pythonMinor } from "./python/interpreter.ts";
import type { ProjectFolder } from "./python/local-project.ts";
import { isExact, type AskedRequirement } from "./python/requirements.ts";
import type { Toolbox } from "./python/toolbox.ts";

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
  const resolve = (requested: Requested, pins: readonly string[]): Promise<readonly LockedPackage[]> =>
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
      asked: asked.requirements,
    });
  const isEmpty = asked.requirements.length + vendored.length + copies.length === 0;
  const { packages, replaced } = isEmpty
    ? { packages: [], replaced: [] }
    : await replaceSourceDrivers(asked, (requested) =>
        resolveNear(requested, pinsOf(before, asked, toolbox), resolve),
      );
  const isCopy = (one: LockedPackage): boolean =>
    one.origin.kind === "folder" && copies.some(({ copy }) => isAt(one, copy));
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
  pins: readonly string[],
  resolve: (requested: Requested, pins: readonly string[]) => Promise<readonly LockedPackage[]>,
): Promise<readonly LockedPackage[]> {
  if (pins.length === 0) return resolve(requested, []);
  try {
    return await resolve(requested, pins);
  } catch (error) {
    if (!isMisfit(error)) throw error;
    return resolve(requested, []);
  }
}

/** The versions of the lock before, for packages whose version the project does not write down itself. */
function pinsOf(
  before: Lock | undefined,
  asked: Asked,
  { python }: Pick<Toolbox, "python">,
): readonly string[] {
  const isOther =
    before === undefined || before.python !== pythonMinor(python) || before.platform !== platformTag();
  if (isOther || asked.requirements.some(({ hashes }) => hashes.length > 0)) return [];
  const said = new Set([...asked.requirements.filter(isExact), ...asked.vendor].map(({ name }) => name));
  return before.packages.flatMap(({ name, version, origin }) => {
    const isFromIndex = origin.kind === "index" || origin.kind === "url";
    return !isFromIndex || version === null || said.has(name) ? [] : [`${name}==${version}`];
  });
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
