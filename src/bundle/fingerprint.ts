import { createHash } from "node:crypto";
import {
  createReadStream,
  existsSync,
  lstatSync,
  readdirSync,
  readlinkSync,
  realpathSync,
  statSync,
  type Dirent,
  type Stats,
} from "node:fs";
import { readFile } from "node:fs/promises";
import { dirname, join, relative, resolve } from "node:path";
import { UserError } from "../errors.ts";
import { hasCode, hashText } from "../system/files.ts";
import type { LinkedFile } from "./bundle.ts";
import {
  holdsPrivateKey,
  isDatabase,
  isSecretName,
  whyFileLeftOut,
  whyFolderLeftOut,
  type CodeRules,
  type LeftOutReason,
} from "./rules.ts";
import { openStatCache, type StatCache } from "./stat-cache.ts";

/** One file of the project as it is carried. Paths are relative to the root, `/` between. */
export interface CodeFile {
  readonly path: string;
  /** 0o755 when its owner may run it, else 0o644. */
  readonly mode: number;
  readonly sha256: string;
  readonly sizeBytes: number;
  readonly mtimeMs: number;
}

/** A symbolic link within the project; `target` is relative to the link. */
interface CodeLink {
  readonly path: string;
  readonly target: string;
}

export interface LeftOut {
  readonly path: string;
  readonly why: LeftOutReason;
}

/** Everything that belongs to the project's code, and what was passed over. */
export interface CodeFingerprint {
  /** SHA-256 over paths, modes and contents, and over the names (not the contents) of what is linked. */
  readonly digest: string;
  readonly files: readonly CodeFile[];
  readonly links: readonly CodeLink[];
  /** Secrets, and what lies outside the root: they stay where they are. */
  readonly linked: readonly (LinkedFile & { readonly why: "secret" | "outside" })[];
  /** What is made elsewhere when a process starts; a part of the code, as links. */
  readonly placed: readonly LinkedFile[];
  readonly leftOut: readonly LeftOut[];
}

/** What one walk over the tree finds, before any content is read. */
interface Walk {
  readonly root: string;
  readonly rules: ReadonlyMap<string, LeftOutReason>;
  readonly files: { readonly path: string; readonly stats: Stats }[];
  readonly links: CodeLink[];
  readonly linked: (LinkedFile & { readonly why: "secret" | "outside" })[];
  readonly leftOut: LeftOut[];
}

/**
 * Says what the project's code is. An unchanged file is not read again: its hash is remembered together with size,
 * times and inode, so that 5,000 unchanged files take some 50 ms.
 *
 * @param cacheFile Where the hashes are remembered; null reads everything.
 * @throws {UserError} `CODE_FILE_UNREADABLE`
 */
export async function fingerprintCode(
  root: string,
  rules: CodeRules,
  cacheFile: string | null,
): Promise<CodeFingerprint> {
  const realRoot = realpathSync(root);
  const left = new Map(rules.leaveOut.map(({ path, why }) => [path, why] as const));
  const walk: Walk = { root: realRoot, rules: left, files: [], links: [], linked: [], leftOut: [] };
  visitFolder("", readFolder(realRoot, ""), walk);
  const cache = await openStatCache(cacheFile);
  const files: CodeFile[] = [];
  for (const { path, stats } of walk.files) {
    const known = cache.find(path, stats) ?? (await readContent(path, stats, walk, cache));
    if (known.kind === "database") walk.leftOut.push({ path, why: "local-database" });
    else if (known.kind === "key") walk.linked.push({ path, target: join(realRoot, path), why: "secret" });
    else files.push(toCodeFile(path, stats, known.sha256));
  }
  await cache.save();
  return place(finish(walk, files), rules.placed ?? []);
}

/** The code with links in the place of files that are made when a process starts. */
function place(code: CodeFingerprint, placed: readonly LinkedFile[]): CodeFingerprint {
  if (placed.length === 0) return code;
  const paths = new Set(placed.map(({ path }) => path));
  const others = <T extends { readonly path: string }>(list: readonly T[]): readonly T[] =>
    list.filter(({ path }) => !paths.has(path));
  return {
    digest: hashText([code.digest, ...[...paths].toSorted()].join("\n")),
    files: others(code.files),
    links: others(code.links),
    linked: others(code.linked),
    leftOut: others(code.leftOut),
    placed,
  };
}

function finish(walk: Walk, unsorted: readonly CodeFile[]): CodeFingerprint {
  const files = unsorted.toSorted(byPath);
  const linked = walk.linked.toSorted(byPath);
  // A link to something that is not carried would lead nowhere.
  const carried = new Set([...files, ...linked].map(({ path }) => path));
  const folders = new Set(files.flatMap(({ path }) => foldersAbove(path)));
  const leads = (link: CodeLink): boolean => {
    const target = join(dirname(link.path), link.target);
    return (
      target === "." ||
      carried.has(target) ||
      folders.has(target) ||
      walk.links.some(({ path }) => path === target)
    );
  };
  const links = walk.links.filter(leads).toSorted(byPath);
  const lost = walk.links
    .filter((link) => !leads(link))
    .map(({ path }) => ({ path, why: "broken-link" as const }));
  const lines = [
    ...files.map(({ path, mode, sha256 }) => `file\0${path}\0${mode}\0${sha256}`),
    ...links.map(({ path, target }) => `link\0${path}\0${target}`),
    ...linked.map(({ path }) => `linked\0${path}`),
  ];
  const leftOut = [...walk.leftOut, ...lost];
  return { digest: hashText(lines.join("\n")), files, links, linked, placed: [], leftOut };
}

/** By code units, so that the order is the same in every locale. */
function byPath(a: { readonly path: string }, b: { readonly path: string }): number {
  return a.path < b.path ? -1 : a.path > b.path ? 1 : 0;
}

function foldersAbove(path: string): readonly string[] {
  const parts = path.split("/").slice(0, -1);
  return parts.map((_, index) => parts.slice(0, index + 1).join("/"));
}

function readFolder(root: string, path: string): readonly Dirent[] {
  try {
    return readdirSync(join(root, path), { withFileTypes: true });
  } catch (error) {
    if (hasCode(error, "ENOENT", "ENOTDIR")) return [];
    if (hasCode(error, "EACCES", "EPERM"))
      throw new UserError("CODE_FILE_UNREADABLE", { path: path || root }, { cause: error });
    throw error;
  }
}

// Synchronous calls: a tree of thousands of files is walked several times faster than through the thread pool.
function visitFolder(path: string, entries: readonly Dirent[], walk: Walk): void {
  for (const entry of entries) {
    const below = path === "" ? entry.name : `${path}/${entry.name}`;
    const why = walk.rules.get(below);
    if (why !== undefined) walk.leftOut.push({ path: below, why });
    else if (entry.isSymbolicLink()) visitLink(below, walk);
    else if (entry.isDirectory()) visitBelow(entry.name, below, walk);
    else if (entry.isFile()) visitFile(entry.name, below, walk);
  }
}

function visitBelow(name: string, path: string, walk: Walk): void {
  const byName = whyFolderLeftOut(name, []);
  const entries = byName === undefined ? readFolder(walk.root, path) : [];
  const why =
    byName ??
    whyFolderLeftOut(
      name,
      entries.map((entry) => entry.name),
    );
  if (why === undefined) visitFolder(path, entries, walk);
  else walk.leftOut.push({ path, why });
}

function visitFile(name: string, path: string, walk: Walk): void {
  const why = whyFileLeftOut(name);
  if (why !== undefined) {
    walk.leftOut.push({ path, why });
  } else if (isSecretName(path)) {
    walk.linked.push({ path, target: join(walk.root, path), why: "secret" });
  } else {
    const stats = lstatSync(join(walk.root, path), { throwIfNoEntry: false });
    if (stats !== undefined) walk.files.push({ path, stats });
  }
}

/**
 * A link within the project stays a link. One that leads out of it is somebody else's file, often this machine's own
 * settings (`settings_local.py` in `/etc`): like a secret it is linked, not copied.
 */
function visitLink(path: string, walk: Walk): void {
  const full = join(walk.root, path);
  const why = whyFileLeftOut(path.split("/").at(-1) ?? "");
  const name = path.split("/").at(-1) ?? "";
  if (why !== undefined || whyFolderLeftOut(name, []) !== undefined) {
    walk.leftOut.push({ path, why: why ?? whyFolderLeftOut(name, []) ?? "tool-cache" });
    return;
  }
  const target = resolve(dirname(full), readlinkSync(full));
  if (!existsSync(full)) {
    walk.leftOut.push({ path, why: "broken-link" });
  } else if (isSecretName(path)) {
    walk.linked.push({ path, target: full, why: "secret" });
  } else if (
    relative(walk.root, realpathSync(full)).startsWith("..") ||
    relative(walk.root, target).startsWith("..")
  ) {
    visitOutside(path, full, walk);
  } else {
    walk.links.push({ path, target: relative(dirname(full), target) || "." });
  }
}

function visitOutside(path: string, full: string, walk: Walk): void {
  const isEnvironment = statSync(full).isDirectory() && existsSync(join(full, "pyvenv.cfg"));
  if (isEnvironment) walk.leftOut.push({ path, why: "virtual-environment" });
  else walk.linked.push({ path, target: realpathSync(full), why: "outside" });
}

/** Largest file that is read at once; past it only the hash is taken, as a stream. */
const wholeFileBytes = 16 * 1024 * 1024;

async function readContent(
  path: string,
  stats: Stats,
  walk: Walk,
  cache: StatCache,
): Promise<{ readonly kind: "code" | "database" | "key"; readonly sha256: string }> {
  const full = join(walk.root, path);
  try {
    const known = stats.size > wholeFileBytes ? await readLarge(full) : readSmall(path, await readFile(full));
    cache.put(path, stats, known);
    return known;
  } catch (error) {
    if (hasCode(error, "EACCES", "EPERM"))
      throw new UserError("CODE_FILE_UNREADABLE", { path }, { cause: error });
    throw error;
  }
}

function readSmall(
  path: string,
  content: Buffer,
): { readonly kind: "code" | "database" | "key"; readonly sha256: string } {
  const name = path.split("/").at(-1) ?? "";
  const sha256 = createHash("sha256").update(content).digest("hex");
  const kind = isDatabase(content) ? "database" : holdsPrivateKey(name, content) ? "key" : "code";
  return { kind, sha256 };
}

async function readLarge(
  full: string,
): Promise<{ readonly kind: "code" | "database"; readonly sha256: string }> {
  const hash = createHash("sha256");
  let kind: "code" | "database" | undefined;
  for await (const chunk of createReadStream(full) as AsyncIterable<Buffer>) {
    kind ??= isDatabase(chunk) ? "database" : "code";
    hash.update(chunk);
  }
  return { kind: kind ?? "code", sha256: hash.digest("hex") };
}

function toCodeFile(path: string, stats: Stats, sha256: string): CodeFile {
  const mode = (stats.mode & 0o100) === 0 ? 0o644 : 0o755;
  return { path, mode, sha256, sizeBytes: stats.size, mtimeMs: stats.mtimeMs };
}
