import { open, realpath, type FileHandle } from "node:fs/promises";
import type { IncomingMessage, ServerResponse } from "node:http";
import { join, sep } from "node:path";
import { pipeline } from "node:stream/promises";
import { hasCode } from "../../system/files.ts";
import { hasClientLeft } from "../http/client-left.ts";
import { isUnchanged, type Validators } from "../http/conditions.ts";
import { contentTypeOf } from "../http/content-type.ts";
import { contentRange, selectRange, unsatisfiedRange, type ByteRange } from "../http/range.ts";
import { splitTarget } from "./event.ts";
import type { StaticMount } from "./door.ts";

/** One variant of a file, opened. */
interface Found extends Validators {
  readonly handle: FileHandle;
  readonly size: number;
  readonly encoding: string | undefined;
  /** There are other encodings of the same file. */
  readonly varies: boolean;
}

/** Compressed siblings of `app.js` are `app.js.br` and `app.js.gz`, as WhiteNoise and others write them. */
const encodings = [
  ["br", ".br"],
  ["gzip", ".gz"],
] as const;

/**
 * Answers from the mounts, as CloudFront does from S3 before the function is asked.
 * GET and HEAD only; names that begin with a dot, folders and missing files are left to the function.
 *
 * @returns False when no mount has the file: nothing has been written then.
 */
export async function serveStatic(
  mounts: readonly StaticMount[],
  request: IncomingMessage,
  response: ServerResponse,
): Promise<boolean> {
  if (request.method !== "GET" && request.method !== "HEAD") return false;
  const { path } = splitTarget(request.url ?? "/");
  for (const mount of mounts) {
    if (!path.startsWith(mount.urlPrefix)) continue;
    const name = safeName(path.slice(mount.urlPrefix.length));
    if (name === undefined) continue;
    for (const folder of mount.folders) {
      const found = await find(folder, name, request);
      if (found === undefined) continue;
      await send(found, headersOf(mount, name, found), request, response);
      return true;
    }
  }
  return false;
}

/** True when a request may be for a file of a mount, so that the disk has to be asked. */
export function mayBeStatic(mounts: readonly Pick<StaticMount, "urlPrefix">[], target: string): boolean {
  return mounts.some((mount) => target.startsWith(mount.urlPrefix));
}

/** The decoded name, when every part of it names something inside the folder. */
export function safeName(encoded: string): string | undefined {
  try {
    const name = decodeURIComponent(encoded);
    const isSafe = name
      .split("/")
      .every((part) => part !== "" && !part.startsWith(".") && !part.includes("\0"));
    return isSafe ? name : undefined;
  } catch {
    // Not percent-encoding: no file is named so.
    return undefined;
  }
}

async function find(folder: string, name: string, request: IncomingMessage): Promise<Found | undefined> {
  const path = join(folder, name);
  const plain = await openInside(folder, path);
  if (plain === undefined) return undefined;
  const accepted = request.headers.range === undefined ? acceptedEncodings(request) : [];
  let varies = false;
  for (const [encoding, suffix] of encodings) {
    const packed = await openInside(folder, path + suffix);
    if (packed === undefined) continue;
    varies = true;
    if (!accepted.includes(encoding)) {
      await packed.handle.close();
      continue;
    }
    await plain.handle.close();
    return { ...packed, encoding, varies };
  }
  return { ...plain, varies };
}

/** Opens a regular file that really lies in the folder, wherever links lead. */
async function openInside(folder: string, path: string): Promise<Found | undefined> {
  let handle: FileHandle | undefined;
  try {
    const [root, real] = await Promise.all([realpath(folder), realpath(path)]);
    if (!real.startsWith(root + sep)) return undefined;
    handle = await open(real, "r");
    const stat = await handle.stat();
    if (!stat.isFile()) {
      await handle.close();
      return undefined;
    }
    // Two releases may hold files of one size and one (normalised) time: inode and change time tell them apart.
    const etag = `${stat.size.toString(36)}-${Math.round(stat.ctimeMs).toString(36)}-${stat.ino.toString(36)}`;
    const lastModified = new Date(Math.floor(Math.max(stat.mtimeMs, stat.ctimeMs) / 1000) * 1000);
    return { handle, size: stat.size, etag, lastModified, encoding: undefined, varies: false };
  } catch (error) {
    await handle?.close();
    if (hasCode(error, "ENOENT", "ENOTDIR", "EACCES", "ENAMETOOLONG", "ELOOP", "EISDIR")) return undefined;
    throw error;
  }
}

function acceptedEncodings(request: IncomingMessage): readonly string[] {
  const header = request.headers["accept-encoding"] ?? "";
  return header.split(",").flatMap((part) => {
    const [name = "", quality = ""] = part
      .trim()
      .toLowerCase()
      .split(/\s*;\s*/);
    return Number(/^q=([\d.]+)$/.exec(quality)?.[1] ?? 1) > 0 ? [name] : [];
  });
}

function headersOf(mount: StaticMount, name: string, found: Found): Record<string, string> {
  return {
    "content-type": contentTypeOf(name),
    "x-content-type-options": "nosniff",
    "cache-control": cacheControl(mount, name),
    etag: `"${found.etag}"`,
    "last-modified": found.lastModified.toUTCString(),
    "accept-ranges": "bytes",
    ...(found.encoding === undefined ? {} : { "content-encoding": found.encoding }),
    ...(found.varies ? { vary: "Accept-Encoding" } : {}),
  };
}

function cacheControl(mount: StaticMount, name: string): string {
  return mount.hashed.includes(name)
    ? "public, max-age=31536000, immutable"
    : "public, max-age=0, must-revalidate";
}

async function send(
  found: Found,
  headers: Record<string, string>,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  try {
    const { "if-none-match": noneMatch, "if-modified-since": modifiedSince } = request.headers;
    if (isUnchanged(found, noneMatch, modifiedSince)) {
      const { "content-type": _, "content-encoding": __, "accept-ranges": ___, ...kept } = headers;
      response.writeHead(304, kept).end();
      return;
    }
    const range = rangeOf(found, request);
    if (range === "unsatisfiable") {
      response.writeHead(416, { "content-range": unsatisfiedRange(found.size) }).end();
      return;
    }
    const { first, last } = range ?? { first: 0, last: found.size - 1 };
    response.writeHead(range === undefined ? 200 : 206, {
      ...headers,
      "content-length": String(last - first + 1),
      ...(range === undefined ? {} : { "content-range": contentRange(range, found.size) }),
    });
    if (request.method === "HEAD" || found.size === 0) {
      response.end();
      return;
    }
    await pipeline(found.handle.createReadStream({ start: first, end: last, autoClose: false }), response);
  } catch (error) {
    if (!hasClientLeft(error)) throw error;
  } finally {
    await found.handle.close();
  }
}

/** A part is only of use to a client that has the rest of the same file. */
function rangeOf(found: Found, request: IncomingMessage): ByteRange | "unsatisfiable" | undefined {
  const { range, "if-range": condition } = request.headers;
  const isSame =
    condition === undefined ||
    condition === `"${found.etag}"` ||
    Date.parse(String(condition)) === found.lastModified.getTime();
  return isSame ? selectRange(range, found.size) : undefined;
}
