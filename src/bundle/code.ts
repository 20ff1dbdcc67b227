import { constants, lstatSync } from "node:fs";
import { chmod, copyFile, lstat, mkdir, symlink, utimes, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { z } from "zod";
import { UserError } from "../errors.ts";
import {
  hashFile,
  hashText,
  hasCode,
  readJsonIfThere,
  readTextIfThere,
  writeAtomically,
} from "../system/files.ts";
import { takeOverFile } from "../system/take-over.ts";
import type { ContentFolder } from "./bundle.ts";
import { ensureFolder } from "./content-folder.ts";
import { fingerprintCode, type CodeFile, type CodeFingerprint } from "./fingerprint.ts";
import { compileFiles } from "./python/bytecode.ts";
import { byteCodePath, type Environment } from "./python/interpreter.ts";
import type { CodeRules } from "./rules.ts";
import { compilerFor, type MadeFor } from "./target.ts";

/** Goes up when the same files would give another folder. */
const codeVersion = 1;

export interface CodeRequest extends MadeFor {
  readonly root: string;
  readonly rules: CodeRules;
  readonly cache: string;
  /** A folder of this project for what is remembered from time to time: hashes of files, the newest code folder. */
  readonly stateFolder: string;
  readonly environment: Environment;
  readonly signal?: AbortSignal | undefined;
}

export interface EnsuredCode {
  readonly folder: ContentFolder;
  readonly fingerprint: CodeFingerprint;
}

/** Where the hashes of a project's files are remembered. */
function statCacheFile(stateFolder: string): string {
  return join(stateFolder, "files.json");
}

/**
 * Copies the project's code into the cache, byte-compiled, with links where secrets are. What the last folder of the
 * project has already is taken from there: after a change only what changed is copied and compiled.
 *
 * @throws {UserError} `CODE_FILE_UNREADABLE`; `CODE_KEEPS_CHANGING` when files change faster than they are copied.
 * @throws {OperationError} `BUNDLE_DISK_FULL`
 */
export async function ensureCode(request: CodeRequest): Promise<EnsuredCode> {
  const cacheFile = statCacheFile(request.stateFolder);
  let changed = "";
  for (let attempt = 0; attempt < 3; attempt += 1) {
    const fingerprint = await fingerprintCode(request.root, request.rules, cacheFile);
    try {
      const folder = await ensureCodeFolder(request, fingerprint);
      await rememberFolder(request.stateFolder, dirname(folder.path));
      return { folder, fingerprint };
    } catch (error) {
      if (!(error instanceof ChangedMeanwhile)) throw error;
      changed = error.path;
    }
  }
  throw new UserError("CODE_KEEPS_CHANGING", { path: changed });
}

class ChangedMeanwhile extends Error {
  readonly path: string;

  constructor(path: string) {
    super(`${path} changed while it was copied`);
    this.path = path;
  }
}

/** The digest of a code folder, without making it. */
function codeDigest(fingerprint: Pick<CodeFingerprint, "digest">, request: MadeFor): string {
  const magic = compilerFor(request)?.magic ?? null;
  return hashText(JSON.stringify({ codeVersion, code: fingerprint.digest, magic }));
}

async function ensureCodeFolder(request: CodeRequest, fingerprint: CodeFingerprint): Promise<ContentFolder> {
  const digest = codeDigest(fingerprint, request);
  // Links lead to this very project: another checkout of the same code has the same digest, but a folder of its own.
  const { linked, placed } = fingerprint;
  const targets = [...linked, ...placed].map(({ target }) => target).join("\n");
  const name = targets === "" ? digest : `${digest}-${hashText(targets).slice(0, 12)}`;
  const previous = await openPrevious(request.stateFolder);
  return ensureFolder({
    parent: join(request.cache, "code"),
    name,
    digest,
    inner: "app",
    signal: request.signal,
    fill: (folder, beside) => fillCode({ request, fingerprint, previous, folder, beside }),
  });
}

interface Filling {
  readonly request: CodeRequest;
  readonly fingerprint: CodeFingerprint;
  readonly previous: Previous;
  readonly folder: string;
  readonly beside: string;
}

async function fillCode({ request, fingerprint, previous, folder, beside }: Filling): Promise<void> {
  const { files, links, linked, placed } = fingerprint;
  const python = compilerFor(request);
  const byteCodeOf = (path: string): string | undefined =>
    python === undefined || !path.endsWith(".py") ? undefined : byteCodePath(path, python);
  const folders = new Set([...files, ...links, ...linked, ...placed].map(({ path }) => dirname(path)));
  for (const path of folders) await mkdir(join(folder, path), { recursive: true });
  const compiled = files.flatMap(({ path }) => byteCodeOf(path) ?? []);
  for (const path of new Set(compiled.map(dirname))) await mkdir(join(folder, path), { recursive: true });
  const uncompiled = new Set(previous.uncompiled);
  const place = async (file: CodeFile): Promise<CodeFile | undefined> => {
    request.signal?.throwIfAborted();
    const isTaken =
      previous.has(file) && takeOverFile(join(previous.folder, file.path), join(folder, file.path));
    if (!isTaken) {
      await copyFromProject(file, request.root, folder);
      return file;
    }
    const byteCode = byteCodeOf(file.path);
    if (byteCode === undefined || uncompiled.has(file.path)) return undefined;
    return takeOverFile(join(previous.folder, byteCode), join(folder, byteCode)) ? undefined : file;
  };
  const toCompile = await eachOf(files, place);
  for (const { path, target } of [...links, ...linked, ...placed]) await symlink(target, join(folder, path));
  const tasks = toCompile.flatMap(({ path }) => {
    const byteCode = byteCodeOf(path);
    return byteCode === undefined
      ? []
      : [{ name: path, source: join(folder, path), target: join(folder, byteCode) }];
  });
  const failed = python === undefined ? [] : await compileFiles(tasks, { ...request, python });
  const names = new Map(tasks.map(({ source, name }) => [source, name]));
  const kept = [...uncompiled].filter((path) =>
    files.some((file) => file.path === path && !toCompile.includes(file)),
  );
  const list = {
    magic: python?.magic ?? null,
    uncompiled: [...kept, ...failed.map(({ source }) => names.get(source) ?? source)],
  };
  const entries = Object.fromEntries(
    files.map((file) => [file.path, [file.sha256, file.sizeBytes, file.mtimeMs]]),
  );
  await writeFile(join(beside, "files.json"), JSON.stringify({ ...list, files: entries }));
}

/** Runs `work` over all, thirty-two at a time, and gives back what is defined, in order. */
async function eachOf<T, R>(
  all: readonly T[],
  work: (one: T) => Promise<R | undefined>,
): Promise<readonly R[]> {
  const results: (R | undefined)[] = Array.from({ length: all.length });
  const queue = all.entries();
  const worker = async (): Promise<void> => {
    for (const [index, one] of queue) results[index] = await work(one);
  };
  await Promise.all(Array.from({ length: 32 }, worker));
  return results.filter((one) => one !== undefined);
}

/** Copies a file as it was when its hash was taken, with its time: `collectstatic` and `Last-Modified` go by it. */
async function copyFromProject(file: CodeFile, root: string, folder: string): Promise<void> {
  const source = join(root, file.path);
  const target = join(folder, file.path);
  try {
    await copyFile(source, target, constants.COPYFILE_FICLONE);
  } catch (error) {
    if (hasCode(error, "ENOENT")) throw new ChangedMeanwhile(file.path);
    if (hasCode(error, "EACCES", "EPERM"))
      throw new UserError("CODE_FILE_UNREADABLE", { path: file.path }, { cause: error });
    throw error;
  }
  const now = await lstat(source);
  const isSame = now.size === file.sizeBytes && now.mtimeMs === file.mtimeMs;
  if (!isSame || (isRecent(now.mtimeMs) && (await hashFile(target)) !== file.sha256)) {
    throw new ChangedMeanwhile(file.path);
  }
  await chmod(target, file.mode);
  await utimes(target, file.mtimeMs / 1000, file.mtimeMs / 1000);
}

/** Two changes within one tick of the file system's clock look like one. */
function isRecent(mtimeMs: number): boolean {
  return Date.now() - mtimeMs < 2_000;
}

const previousSchema = z.object({ folder: z.string() });
const entrySchema = z.tuple([z.string(), z.number(), z.number()]);

/** The newest code folder of the project before this one. */
interface Previous {
  readonly folder: string;
  readonly uncompiled: readonly string[];
  /** True when it has this file, of the same content, mode and time, and nobody has touched it since. */
  has(file: CodeFile): boolean;
}

function previousFile(stateFolder: string): string {
  return join(stateFolder, "code.json");
}

async function rememberFolder(stateFolder: string, folder: string): Promise<void> {
  const file = previousFile(stateFolder);
  const content = JSON.stringify({ folder });
  if ((await readTextIfThere(file)) !== content) await writeAtomically(file, content);
}

async function openPrevious(stateFolder: string): Promise<Previous> {
  const none: Previous = { folder: "", uncompiled: [], has: () => false };
  const known = previousSchema.safeParse(await readJsonIfThere(previousFile(stateFolder)));
  if (!known.success) return none;
  const list = await readJsonIfThere(join(known.data.folder, "files.json"));
  if (typeof list !== "object" || list === null || !("files" in list) || !("uncompiled" in list)) return none;
  const files = list.files as Readonly<Record<string, unknown>>;
  const folder = join(known.data.folder, "app");
  return {
    folder,
    uncompiled: z.array(z.string()).catch([]).parse(list.uncompiled),
    has(file) {
      const entry = Object.hasOwn(files, file.path) ? entrySchema.safeParse(files[file.path]) : undefined;
      if (entry?.success !== true || entry.data[0] !== file.sha256) return false;
      const stats = lstatSync(join(folder, file.path), { throwIfNoEntry: false });
      if (stats === undefined || !stats.isFile()) return false;
      const isUntouched = stats.size === file.sizeBytes && Math.abs(stats.mtimeMs - file.mtimeMs) < 1;
      return isUntouched && (stats.mode & 0o777) === file.mode;
    },
  };
}
