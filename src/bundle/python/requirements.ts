import { readFile } from "node:fs/promises";
import { existsSync } from "node:fs";
import { dirname, isAbsolute, join, relative, resolve } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { UserError, type Place } from "../../errors.ts";
import { hasCode } from "../../system/files.ts";
import { normaliseName, parseRequirement } from "./names.ts";

/** One dependency that somebody asks for, and where. */
export interface AskedRequirement {
  /** As the tool is given it: without comment and hashes. */
  readonly text: string;
  /** Normalised; null for an address or path that does not tell. */
  readonly name: string | null;
  /** `sha256:…`, as the file lists them. */
  readonly hashes: readonly string[];
  /** Absolute, when a file or folder of this machine is asked for. */
  readonly path: string | null;
  readonly extras: readonly string[];
  readonly marker: string | null;
  readonly place: Place;
}

/** What a requirements file and all that it includes ask for. */
export interface RequirementSet {
  readonly requirements: readonly AskedRequirement[];
  readonly constraints: readonly AskedRequirement[];
  /** Options for the whole: `--extra-index-url …`, `--pre`. Paths are absolute; variables stay unexpanded. */
  readonly options: readonly string[];
}

/** True when the version is written down: `django==5.2.1`, not `django==5.2.*`. */
export function isExact({ text }: Pick<AskedRequirement, "text">): boolean {
  return /^={2,3}[^*,]+$/.test(parseRequirement(text)?.specifier ?? "");
}

interface Collected {
  readonly requirements: AskedRequirement[];
  readonly constraints: AskedRequirement[];
  readonly options: string[];
  readonly seen: Set<string>;
}

/**
 * Reads a requirements file and, in place, those that it names with `-r` and `-c`.
 *
 * @param root Folder of the project; `file` is relative to it.
 * @throws {UserError} `REQUIREMENTS_FILE_MISSING`, `REQUIREMENT_UNREADABLE`.
 * @see https://pip.pypa.io/en/stable/reference/requirements-file-format/
 */
export async function readRequirements(root: string, file: string): Promise<RequirementSet> {
  const collected: Collected = { requirements: [], constraints: [], options: [], seen: new Set() };
  await collect({ root, file, isConstraints: false, from: undefined }, collected);
  const { requirements, constraints, options } = collected;
  return { requirements, constraints, options };
}

interface Visit {
  readonly root: string;
  readonly file: string;
  readonly isConstraints: boolean;
  readonly from: Place | undefined;
}

async function collect(visit: Visit, into: Collected): Promise<void> {
  const path = resolve(visit.root, visit.file);
  if (into.seen.has(path)) return;
  into.seen.add(path);
  const text = await readDecoded(path, visit);
  for (const { line, excerpt, content } of logicalLines(text)) {
    const place: Place = { file: visit.file, line, excerpt };
    const option = /^(-{1,2}[A-Za-z][A-Za-z-]*)(?:[\s=]+|(?<=^-[a-z])(?=\S))?(.*)$/.exec(content);
    if (option?.[1] === undefined) {
      (visit.isConstraints ? into.constraints : into.requirements).push(readLine(content, visit.root, path, place));
    } else {
      await collectOption({ flag: option[1], value: unquote(option[2] ?? ""), place, path, visit }, into);
    }
  }
}

interface OptionLine {
  readonly flag: string;
  readonly value: string;
  readonly place: Place;
  readonly path: string;
  readonly visit: Visit;
}

async function collectOption({ flag, value, place, path, visit }: OptionLine, into: Collected): Promise<void> {
  if (["-r", "--requirement", "-c", "--constraint"].includes(flag)) {
    const file = relative(visit.root, resolve(dirname(path), value));
    const isConstraints = visit.isConstraints || flag === "-c" || flag === "--constraint";
    await collect({ root: visit.root, file, isConstraints, from: place }, into);
  } else if (flag === "-e" || flag === "--editable") {
    const list = visit.isConstraints ? into.constraints : into.requirements;
    list.push(readLine(value, visit.root, path, place));
  } else if (flag === "-f" || flag === "--find-links") {
    const isFolder = !/^\w+:\/\//.test(value);
    // As an address: a path with a space would end at the space.
    const address = isFolder ? pathToFileURL(nearestPath(value, visit.root, path)).href : value;
    into.options.push(`--find-links ${address}`);
  } else if (flag !== "--require-hashes") {
    // Hashes are required by themselves as soon as one is given.
    into.options.push(value === "" ? flag : `${longFlags[flag] ?? flag} ${value}`);
  }
}

const longFlags: Readonly<Record<string, string>> = { "-i": "--index-url", "--pypi-url": "--index-url" };

/** Requirements files come from PowerShell's `pip freeze >` too: then they are UTF-16 with a mark in front. */
async function readDecoded(path: string, visit: Visit): Promise<string> {
  let bytes: Buffer;
  try {
    bytes = await readFile(path);
  } catch (error) {
    if (!hasCode(error, "ENOENT", "EISDIR", "ENOTDIR")) throw error;
    throw new UserError(
      "REQUIREMENTS_FILE_MISSING",
      { file: visit.file },
      visit.from === undefined ? {} : { place: visit.from },
    );
  }
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return bytes.toString("utf16le").slice(1);
  return bytes.toString("utf8").replace(/^\uFEFF/, "");
}

/** Lines without comments, those that end in a backslash joined with the next; empty ones left out. */
function logicalLines(
  text: string,
): readonly { readonly line: number; readonly excerpt: string; readonly content: string }[] {
  const found = [];
  let pending: { line: number; excerpt: string; content: string } | undefined;
  for (const [index, raw] of text.split(/\r\n|\r|\n/).entries()) {
    const bare = raw.replace(/(^|\s)#.*$/, "");
    const continues = bare.endsWith("\\");
    pending ??= { line: index + 1, excerpt: raw.trim(), content: "" };
    pending.content += continues ? bare.slice(0, -1) : bare;
    if (continues) continue;
    if (pending.content.trim() !== "") found.push({ ...pending, content: pending.content.trim() });
    pending = undefined;
  }
  if (pending !== undefined && pending.content.trim() !== "") found.push({ ...pending, content: pending.content.trim() });
  return found;
}

function unquote(value: string): string {
  return value.trim().replace(/^(["'])(.*)\1$/, "$2");
}

/** Reads one dependency. `path` is the file that says it, `root` the project's folder. */
function readLine(content: string, root: string, path: string, place: Place): AskedRequirement {
  const hashes = [...content.matchAll(/--hash[=\s]+(\w+):([0-9a-fA-F]+)/g)].map(([, kind, hash]) => `${kind}:${hash}`);
  const text = unquote(content.replaceAll(/\s--[a-z-]+(?:[=\s]+(?:"[^"]*"|\S+))?/g, ""));
  return { ...readRequirement(text, root, path, place), hashes };
}

/**
 * Reads a dependency of any notation: of PEP 508, `./wheels/x.whl`, `.[prod]`, `git+https://…#egg=name`.
 *
 * @param path The file that says it; relative paths are looked for from `root` and then from its folder.
 * @throws {UserError} `REQUIREMENT_UNREADABLE`
 */
export function readRequirement(text: string, root: string, path: string, place: Place): AskedRequirement {
  const common = { text, hashes: [], path: null, extras: [], marker: null, place };
  const parsed = parseRequirement(text);
  if (parsed !== undefined && !looksLikePath(text)) {
    const { name, extras, marker, url } = parsed;
    if (url === null || !isLocalAddress(url)) return { ...common, name, extras, marker };
    return { ...common, name, extras, marker, path: nearestPath(url, root, path) };
  }
  const address = /^(?:\w+\+)?\w+:\/\/|^git@/.test(text);
  if (address && !text.startsWith("file:")) {
    const egg = /[#&]egg=([A-Za-z0-9._-]+)(?:\[[^\]]*\])?/.exec(text)?.[1];
    if (egg === undefined) return { ...common, name: null };
    const plain = text.replace(/&egg=[^&]*/, "").replace(/#egg=[^&]*&?/, "#").replace(/#$/, "");
    return { ...common, name: normaliseName(egg), text: `${egg} @ ${plain}` };
  }
  const local = /^(.+?)(?:\[([^\]]*)\])?(?:\s*;\s*(.+))?$/.exec(text);
  if (local?.[1] === undefined || !looksLikePath(local[1])) {
    throw new UserError("REQUIREMENT_UNREADABLE", { text }, { place });
  }
  const extras = (local[2] ?? "").split(",").map(normaliseName).filter(Boolean);
  return { ...common, name: null, extras, marker: local[3] ?? null, path: nearestPath(local[1], root, path) };
}

function isLocalAddress(url: string): boolean {
  return url.startsWith("file:") || !/^[\w+]+:/.test(url);
}

function looksLikePath(text: string): boolean {
  return /^(\.|\/|~|file:)|\.(whl|zip|tar\.gz|tgz|tar\.bz2|tar\.xz)$/.test(text) || /^[^\s@:;<>=]+\//.test(text);
}

/** pip looks from the folder it was started in, which is the project's; a file in a subfolder may mean its own. */
function nearestPath(text: string, root: string, path: string): string {
  const plain = text.startsWith("file://") ? fileURLToPath(new URL(text).href) : text.replace(/^file:/, "");
  if (isAbsolute(plain)) return plain;
  const fromRoot = resolve(root, plain);
  const fromFile = join(dirname(path), plain);
  return existsSync(fromRoot) || !existsSync(fromFile) ? fromRoot : fromFile;
}
