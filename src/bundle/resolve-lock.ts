import { isAbsolute, join, relative, resolve } from "node:path";
import { hashFile, hashText } from "../system/files.ts";
import { addMissing, settleDrivers } from "./additions.ts";
import { isLockKind, readAsked, type Asked } from "./asked.ts";
import type { LockRequest } from "./dependencies.ts";
import { fingerprintCode } from "./fingerprint.ts";
import { fromLockFile } from "./from-lock-file.ts";
import { fromRequirements } from "./from-requirements.ts";
import { openKeptLocks } from "./kept-locks.ts";
import type { LockMaking } from "./lock-making.ts";
import { createLock, type LocalProject, type Lock, type LockedPackage } from "./lock.ts";
import { importPath } from "./python/local-project.ts";
import { parseArchiveName } from "./python/names.ts";
import { isExact, type AskedRequirement } from "./python/requirements.ts";
import { createToolbox } from "./python/toolbox.ts";
import { minorFor, platformFor } from "./target.ts";
import { withTemporary } from "./temporary.ts";

/** Goes up when the same inputs would give another lock. */
const lockVersion = 1;

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
  // The newest of this machine is what its next one begins from: those of targets are kept apart.
  const folder = request.target === undefined ? request.lockFolder : join(request.lockFolder, "targets");
  const locks = openKeptLocks(folder, request.root);
  const name = nameOf(request, asked);
  const mayKeep = request.refresh !== true || isLockKind(request.dependencies);
  const kept = mayKeep ? await locks.find(name) : undefined;
  if (kept !== undefined) return { lock: kept, isNew: false, asked: asked.requirements };
  const before = mayKeep ? await locks.findNewest() : undefined;
  const lock = await withTemporary(request.cache, async (temporary) => {
    const toolbox = createToolbox({ ...request, temporary });
    return makeLock({ request, asked, toolbox, before });
  });
  await locks.keep(name, lock);
  return { lock, isNew: true, asked: asked.requirements };
}

function nameOf(request: LockRequest, asked: Asked): string {
  const inputs = {
    lockVersion,
    kind: request.dependencies.kind,
    python: minorFor(request),
    platform: platformFor(request),
    isCompleted: request.complete !== undefined,
    asked: asked.key,
    ...(request.prefer === undefined ? {} : { prefer: request.prefer }),
  };
  return hashText(JSON.stringify(inputs)).slice(0, 32);
}

async function makeLock(making: LockMaking): Promise<Lock> {
  const { request, asked, toolbox } = making;
  const base = isLockKind(request.dependencies) ? await fromLockFile(making) : await fromRequirements(making);
  const context = { request, toolbox, indexOptions: base.indexOptions, asked: asked.requirements };
  const settled = await settleDrivers(context, base.packages);
  const completed = await addMissing(context, settled.packages);
  const origins = await Promise.all(completed.packages.map((one) => settleOrigin(one, request.root, asked)));
  return createLock({
    python: minorFor(request),
    platform: platformFor(request),
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
  const exact = asked.filter(isExact).map(({ name }) => name);
  // What a driver was exchanged for has another name.
  return packages.every(({ name }) => exact.includes(name) || exact.includes(name.replace(/-binary$/, "")));
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
