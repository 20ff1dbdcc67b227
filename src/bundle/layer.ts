import { mkdir, readdir } from "node:fs/promises";
import { join, relative } from "node:path";
import { UserError } from "../errors.ts";
import { hashText } from "../system/files.ts";
import type { ContentFolder } from "./bundle.ts";
import { ensureFolder } from "./content-folder.ts";
import { atCopy } from "./copy-project.ts";
import type { Lock } from "./lock.ts";
import { compileFiles } from "./python/bytecode.ts";
import { normaliseDistributions, writeProjectMetadata } from "./python/distributions.ts";
import { installPackages } from "./python/installer.ts";
import { buildHere } from "./python/built-here.ts";
import { byteCodePath, type Environment } from "./python/interpreter.ts";
import { mergeInto } from "./python/merge-folders.ts";
import type { InstallRequest } from "./python/request.ts";
import type { AskedRequirement } from "./python/requirements.ts";
import { createToolbox, type Toolbox } from "./python/toolbox.ts";
import { needsCompiling } from "./resolve-for-target.ts";
import { compilerFor, minorFor, type MadeFor } from "./target.ts";
import { withTemporary } from "./temporary.ts";

/** Goes up when the same lock would give other bytes. */
const layerVersion = 1;

export interface LayerRequest extends MadeFor {
  readonly root: string;
  readonly cache: string;
  readonly environment: Environment;
  /** What the project asks for, to name file and line when a package can't be installed. */
  readonly asked?: readonly AskedRequirement[] | undefined;
  readonly signal?: AbortSignal | undefined;
  readonly onProgress?: ((text: string) => void) | undefined;
}

/**
 * Installs what a lock says, byte-compiled, into a folder of the cache that every project with this lock shares.
 * Its bytes follow from the lock, the Python and the platform; a package that is built from source on this machine is
 * as reproducible as its build.
 *
 * @throws {UserError} `DEPENDENCY_BUILD_FAILED`, `DEPENDENCY_HASH_MISMATCH`, `DEPENDENCY_NO_WHEEL`, …
 * @throws {OperationError} `INDEX_UNREACHABLE`, `BUNDLE_DISK_FULL`, `INSTALLER_FAILED`.
 */
export async function ensureDependencies(lock: Lock, request: LayerRequest): Promise<ContentFolder> {
  const digest = layerDigest(lock, request);
  return ensureFolder({
    parent: join(request.cache, "layers"),
    name: digest,
    digest,
    inner: "packages",
    isForElsewhere: request.target !== undefined,
    signal: request.signal,
    fill: (folder) => fillLayer(folder, lock, request),
  });
}

/** The name of a lock's layer, without making it. */
function layerDigest(lock: Lock, request: MadeFor): string {
  const magic = compilerFor(request)?.magic ?? null;
  return hashText(JSON.stringify({ layerVersion, lock: lock.digest, magic }));
}

async function fillLayer(folder: string, lock: Lock, request: LayerRequest): Promise<void> {
  await withTemporary(request.cache, async (temporary) => {
    const toolbox = createToolbox({ ...request, temporary });
    request.onProgress?.(`${lock.packages.length}`);
    const packages = await Promise.all(lock.packages.map((one) => atCopy(one, temporary)));
    await installLocked(toolbox, {
      root: request.root,
      cache: request.cache,
      packages,
      options: lock.indexOptions,
      target: folder,
      asked: request.asked ?? [],
    });
  });
  await mkdir(folder, { recursive: true });
  await normaliseDistributions(folder);
  for (const project of lock.projects) await writeProjectMetadata(folder, project);
  await compileFolder(folder, request);
}

async function installLocked(toolbox: Toolbox, request: InstallRequest): Promise<void> {
  const built = request.packages.filter(({ isBuilt }) => isBuilt === true);
  const packages = request.packages.filter(({ isBuilt }) => isBuilt !== true);
  const { target } = toolbox;
  if (packages.length > 0) {
    await installPackages(toolbox, { ...request, packages }).catch((error: unknown) => {
      const name = target === undefined ? undefined : nameOfUnfit(error);
      if (target === undefined || name === undefined) throw error;
      const unfit = packages.filter((one) => one.name === name);
      throw needsCompiling(unfit, { target, asked: request.asked });
    });
  }
  if (built.length === 0 || target === undefined) return;
  const beside = join(toolbox.temporary, "built");
  await mkdir(beside, { recursive: true });
  const install = { ...request, packages: built, target: beside };
  const natives = await buildHere(toolbox, install, minorFor(toolbox));
  if (natives.length > 0) throw needsCompiling(natives, { target, asked: request.asked });
  await mergeInto(beside, request.target);
}

/** The package of which a file was named that is made for another machine; resolving looks at no such file's platform. */
function nameOfUnfit(error: unknown): string | undefined {
  if (!(error instanceof UserError) || error.code !== "DEPENDENCY_NO_WHEEL") return undefined;
  return (error.facts as { readonly name: string }).name;
}

/**
 * Compiles every source below a folder, in an order that does not depend on the file system; nothing where this machine
 * has no Python of the target's minor version.
 */
export async function compileFolder(
  folder: string,
  request: Pick<LayerRequest, "python" | "target" | "environment" | "signal">,
): Promise<void> {
  const python = compilerFor(request);
  if (python === undefined) return;
  const entries = await readdir(folder, { withFileTypes: true, recursive: true });
  const sources = entries
    .filter((entry) => entry.isFile() && entry.name.endsWith(".py"))
    .map((entry) => relative(folder, join(entry.parentPath, entry.name)))
    .toSorted();
  const tasks = sources.map((name) => ({
    name,
    source: join(folder, name),
    target: join(folder, byteCodePath(name, python)),
  }));
  await compileFiles(tasks, { ...request, python });
}
