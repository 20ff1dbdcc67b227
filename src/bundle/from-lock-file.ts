import { existsSync } from "node:fs";
import { dirname, resolve } from "node:path";
import { checkAgreement } from "./agreement.ts";
import { isLockKind } from "./asked.ts";
import type { LockBase, LockMaking } from "./lock-making.ts";
import type { LockedPackage } from "./lock.ts";
import { readPipfileLock } from "./locks/pipfile-lock.ts";
import { readPoetryLock } from "./locks/poetry-lock.ts";
import { readPylock } from "./locks/pylock.ts";
import type { LockFile, LockReading } from "./locks/reading.ts";
import { readUvLock } from "./locks/uv-lock.ts";
import { resolvePackages } from "./python/installer.ts";
import { readProjectFolder } from "./python/local-project.ts";
import { lineOf } from "./python/request.ts";
import { markBuilt } from "./resolve-for-target.ts";

/** The formats that say exactly what is installed, each with its reader. */
const readers = {
  "uv.lock": readUvLock,
  "poetry.lock": readPoetryLock,
  "Pipfile.lock": readPipfileLock,
  pylock: readPylock,
} as const;

/**
 * Takes the project's own lock file at its word, with wheels of the project in place of what it lists.
 *
 * @throws {UserError} `LOCK_OUTDATED`, `LOCK_WRONG_PYTHON`, `LOCK_UNREADABLE`, `PYPROJECT_UNREADABLE`.
 */
export async function fromLockFile(making: LockMaking): Promise<LockBase> {
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
  const { indexOptions } = reading;
  const usable = await forTarget(packages, making, indexOptions);
  return { packages: usable, projects, indexOptions, replaced: [], resolvedBy: null };
}

/** A lock file says versions and leaves open whether there is a wheel for the target. */
async function forTarget(
  packages: readonly LockedPackage[],
  { request, asked, toolbox }: LockMaking,
  indexOptions: readonly string[],
): Promise<readonly LockedPackage[]> {
  const { target } = toolbox;
  if (target === undefined) return packages;
  const { root, cache } = request;
  const findWheels = (wanted: readonly LockedPackage[]): Promise<readonly LockedPackage[]> =>
    resolvePackages(toolbox, {
      root,
      cache,
      lines: wanted.map((one) => lineOf(root, { ...one, hashes: [] })),
      constraints: [],
      options: indexOptions,
      onlyWheels: [],
      fromSource: [],
      noDependencies: true,
      asked: asked.requirements,
    });
  return markBuilt(packages, findWheels, {
    toolbox,
    target,
    request,
    indexOptions,
    asked: asked.requirements,
  });
}
