import { existsSync } from "node:fs";
import { dirname, isAbsolute, join, relative, resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { UserError } from "../errors.ts";
import { hashFile, hashText, readTextIfThere, writeAtomically } from "../system/files.ts";
import { checkAgreement } from "./agreement.ts";
import { isLockKind, needsBuild, readAsked, type Asked } from "./asked.ts";
import { addMissing, replaceSourceDrivers, settleDrivers, type Settled } from "./additions.ts";
import { copyProject } from "./copy-project.ts";
import type { LockRequest } from "./dependencies.ts";
import { fingerprintCode } from "./fingerprint.ts";
import { createLock, lockSchema, type LocalProject, type Lock, type LockedPackage } from "./lock.ts";
import { readPipfileLock } from "./locks/pipfile-lock.ts";
import { readPoetryLock } from "./locks/poetry-lock.ts";
import { readPylock } from "./locks/pylock.ts";
import type { LockFile, LockReading } from "./locks/reading.ts";
import { readUvLock } from "./locks/uv-lock.ts";
import { resolvePackages, toolOf } from "./python/installer.ts";
import { platformTag, pythonMinor } from "./python/interpreter.ts";
import { importPath, readProjectFolder, type ProjectFolder } from "./python/local-project.ts";
import { parseArchiveName } from "./python/names.ts";
import type { AskedRequirement } from "./python/requirements.ts";
import { createToolbox, type Toolbox } from "./python/toolbox.ts";
import { withTemporary } from "./temporary.ts";

/** Goes up when the same inputs would give another lock. */
const lockVersion = 1;

/** The formats that say exactly what is installed, each with its reader. */
const readers = {
  "uv.lock": readUvLock,
  "poetry.lock": readPoetryLock,
  "Pipfile.lock": readPipfileLock,
  pylock: readPylock,
} as const;

/** A lock, with what is only known while it is made or read. */
export interface ResolvedLock {
  readonly lock: Lock;
  /** True when it was made now, false when it was kept from an earlier time. */
  readonly isNew: boolean;
  /** What the project itself asks for, to name file and line when something fails later. */
  readonly asked: readonly AskedRequirement[];
}

/**
 * Says exactly which packages are installed. A lock file of the project is taken at its word; requirements without one
 * are resolved once, and the result is kept outside the project under a name that follows from all inputs, so that the
 * next day gives the same. Takes a few milliseconds when it is kept already.
 *
 * @throws {UserError} A dependency that is not there, contradicts another or the lock file, or can't be built.
 * @throws {OperationError} `INDEX_UNREACHABLE`, `BUNDLE_DISK_FULL`, `INSTALLER_MISSING`, `INSTALLER_FAILED`.
 */
export async function resolveLock(request: LockRequest): Promise<ResolvedLock> {
  const asked = await readAsked(request);
  const file = join(request.lockFolder, `${nameOf(request, asked)}.json`);
  const kept =
    request.refresh === true && !isLockKind(request.dependencies) ? undefined : await readKept(file);
  if (kept !== undefined) return { lock: kept, isNew: false, asked: asked.requirements };
  const lock = await withTemporary(request.cache, async (temporary) => {
    const toolbox = createToolbox({ ...request, temporary });
    return makeLock({ request, asked, toolbox });
  });
  await writeAtomically(file, `${JSON.stringify(lock, undefined, 2)}\n`);
  return { lock, isNew: true, asked: asked.requirements };
}

function nameOf(request: LockRequest, asked: Asked): string {
  const inputs = {
    lockVersion,
    kind: request.dependencies.kind,
    python: pythonMinor(request.python),
    platform: platformTag(),
    isCompleted: request.complete !== undefined,
    asked: asked.key,
  };
  return hashText(JSON.stringify(inputs)).slice(0, 32);
}

/** A lock that can't be read any more, or whose local files are gone, is made again. */
async function readKept(file: string): Promise<Lock | undefined> {
  const content = await readTextIfThere(file);
  if (content === undefined) return undefined;
  try {
    const parsed = lockSchema.safeParse(JSON.parse(content));
    return parsed.success ? parsed.data : undefined;
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}

/** What the steps of making a lock share. */
interface LockMaking {
  readonly request: LockRequest;
  readonly asked: Asked;
  readonly toolbox: Toolbox;
}

interface Base {
  readonly packages: readonly LockedPackage[];
  readonly projects: readonly ProjectFolder[];
  readonly indexOptions: readonly string[];
  readonly replaced: Settled["replaced"];
  readonly resolvedBy: "pip" | "uv" | null;
}

async function makeLock(making: LockMaking): Promise<Lock> {
  const { request, asked, toolbox } = making;
  const base = isLockKind(request.dependencies) ? await fromLockFile(making) : await fromRequirements(making);
  const context = { request, toolbox, indexOptions: base.indexOptions, asked: asked.requirements };
  const settled = await settleDrivers(context, base.packages);
  const completed = await addMissing(context, settled.packages);
  const origins = await Promise.all(completed.packages.map((one) => settleOrigin(one, request.root, asked)));
  return createLock({
    python: pythonMinor(request.python),
    platform: platformTag(),
    packages: origins,
    projects: base.projects.flatMap((one): readonly LocalProject[] =>
      one.isInstallable && one.project !== null ? [one.project] : [],
    ),
    indexOptions: [...base.indexOptions],
    paths: [...new Set(base.projects.flatMap((one) => importPath(request.root, one) ?? []))],
    source: {
      kind: request.dependencies.kind,
      file: "file" in request.dependencies ? request.dependencies.file : null,
    },
    added: [...settled.added, ...completed.added],
    replaced: [...base.replaced, ...settled.replaced],
    resolvedBy: base.resolvedBy,
    isChosen: base.resolvedBy !== null && !isPinned(base.packages, asked.requirements),
  });
}

/** True when the project itself writes down the version of every package. */
function isPinned(packages: readonly LockedPackage[], asked: readonly AskedRequirement[]): boolean {
  const exact = asked.filter(({ text }) => /[^=]={2,3}\s*[^=*]+$/.test(text)).map(({ name }) => name);
  // What a driver was exchanged for has another name.
  return packages.every(({ name }) => exact.includes(name) || exact.includes(name.replace(/-binary$/, "")));
}

/** Requirements that nobody has locked. */
async function fromRequirements({ request, asked, toolbox }: LockMaking): Promise<Base> {
  const builds = asked.projects.filter(needsBuild);
  const copies = await Promise.all(builds.map((one) => copyProject(one.folder, toolbox)));
  const outside = await Promise.all(Object.keys(asked.outside).map((folder) => copyProject(folder, toolbox)));
  const vendored = asked.vendor.map(({ name, path }) => `${name} @ ${pathToFileURL(path).href}`);
  const lineFor = (one: AskedRequirement): string => lineOfAsked(one, outside);
  request.onProgress?.(`${toolOf(toolbox)}: ${asked.requirements.length}`);
  const { packages, replaced } = await replaceSourceDrivers(asked, ({ requirements, constraints }) =>
    requirements.length + vendored.length + copies.length === 0
      ? Promise.resolve([])
      : resolvePackages(toolbox, {
          root: request.root,
          cache: request.cache,
          lines: [...requirements.map(lineFor), ...vendored, ...copies.map(({ copy }) => copy)],
          constraints: constraints.map(lineFor),
          options: asked.options,
          onlyWheels: ["psycopg2-binary", "psycopg-binary"],
          asked: asked.requirements,
        }),
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
  return "path" in one.origin && resolve(one.origin.path) === resolve(folder);
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
  const project = { name: built.name, version: built.version ?? "0", entryPoints: {} };
  return { ...one, project: { ...project, ...one.project, version: project.version } };
}

/** The project's own lock file, with wheels of the project in place of what it lists. */
async function fromLockFile(making: LockMaking): Promise<Base> {
  const { request, asked, toolbox } = making;
  const input = request.dependencies;
  if (!isLockKind(input)) throw new TypeError(`${input.kind} is no lock file`);
  const path = resolve(request.root, input.file);
  const file: LockFile = {
    root: request.root,
    file: input.file,
    folder: dirname(path),
    content: asked.lockContent ?? "",
    toolbox,
  };
  const reading: LockReading = await readers[input.kind](file);
  await checkAgreement(file, input.kind, reading);
  const projects = [];
  for (const folder of new Set(reading.projects)) {
    if (existsSync(folder)) projects.push(await readProjectFolder(folder));
  }
  const vendored = new Set(asked.vendor.map(({ name }) => name));
  const replacements = asked.vendor.map(({ name, version, path: wheel, sha256 }): LockedPackage => ({
    name,
    version,
    hashes: [`sha256:${sha256}`],
    origin: { kind: "file", path: wheel },
  }));
  const packages = [...reading.packages.filter(({ name }) => !vendored.has(name)), ...replacements];
  return { packages, projects, indexOptions: reading.indexOptions, replaced: [], resolvedBy: null };
}

/** Paths become relative to the root, a file gets its hash, a folder the digest of its files. */
async function settleOrigin(one: LockedPackage, root: string, asked: Asked): Promise<LockedPackage> {
  const { origin } = one;
  if (origin.kind !== "file" && origin.kind !== "folder") return one;
  const absolute = isAbsolute(origin.path) ? origin.path : resolve(root, origin.path);
  const fromRoot = relative(root, absolute);
  const path = fromRoot.startsWith("..") ? absolute : fromRoot;
  if (origin.kind === "folder") {
    const digest = asked.outside[absolute] ?? (await digestOf(absolute));
    return { ...one, origin: { kind: "folder", path: absolute, digest } };
  }
  const version = one.version ?? parseArchiveName(absolute.split("/").at(-1) ?? "")?.version ?? null;
  return { ...one, version, hashes: [`sha256:${await hashFile(absolute)}`], origin: { kind: "file", path } };
}

async function digestOf(folder: string): Promise<string> {
  return (await fingerprintCode(folder, { leaveOut: [] }, null)).digest;
}
