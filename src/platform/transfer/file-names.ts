import { createHash } from "node:crypto";
import { mkdir, open, type FileHandle } from "node:fs/promises";
import { dirname, join } from "node:path";
import { hasCode } from "../../system/files.ts";

/** Longest name that every usual file system has, in bytes. */
const longestBytes = 255;
/** What some file systems or shells cannot have in a name, and `%`, which begins an escape. */
// oxlint-disable-next-line no-control-regex -- control characters are meant
const unfit = /[\u0000-\u001F\u007F%\\:*?"<>|]/g;

/**
 * The path of a key below a folder, by which people find it: its parts as they are, with what no name should have
 * percent-encoded. Undefined where a part could not be a name at all: empty, `.`, `..`, or too long.
 */
export function readablePath(key: string): string | undefined {
  const parts = key.split("/").map((part) => part.replaceAll(unfit, encode));
  const isFit = parts.every(
    (part) => part !== "" && part !== "." && part !== ".." && Buffer.byteLength(part) <= longestBytes,
  );
  return isFit ? parts.join("/") : undefined;
}

/** The path of a key that cannot be had otherwise. A lone `%` is no part of a readable path. */
export function digestPath(key: string): string {
  return `%/${createHash("sha256").update(key).digest("hex")}`;
}

/**
 * Opens a new file for a key: under its readable path, or under a digest where another key has that already, as `a` and
 * `a/b` do, or `Sea.jpg` and `sea.jpg` on a disk that does not tell them apart.
 *
 * @param ending Added to the name: `.csv`.
 */
export async function openNewFile(
  folder: string,
  key: string,
  ending = "",
): Promise<{ readonly path: string; readonly handle: FileHandle }> {
  const readable = readablePath(`${key}${ending}`);
  if (readable !== undefined) {
    try {
      return { path: readable, handle: await create(join(folder, readable)) };
    } catch (error) {
      if (!hasCode(error, "EEXIST", "ENOTDIR", "EISDIR", "ENAMETOOLONG", "EILSEQ")) throw error;
    }
  }
  const path = `${digestPath(key)}${ending}`;
  return { path, handle: await create(join(folder, path)) };
}

async function create(path: string): Promise<FileHandle> {
  await mkdir(dirname(path), { recursive: true, mode: 0o700 });
  return open(path, "wx", 0o600);
}

function encode(character: string): string {
  return `%${character.charCodeAt(0).toString(16).padStart(2, "0").toUpperCase()}`;
}
