import { createHash } from "node:crypto";
import { createWriteStream } from "node:fs";
import { posix } from "node:path";
import { Readable, Transform } from "node:stream";
import { pipeline } from "node:stream/promises";
import { createGzip } from "node:zlib";
import type { ArchiveEntry } from "./archive.ts";
import { explainingFullDisk } from "./temporary.ts";

/** A compressed archive, and what a container image calls it. */
export interface TarSummary {
  /** SHA-256 of the archive before it was compressed: an image's `diff_id`. */
  readonly diffId: string;
  /** SHA-256 of the file. */
  readonly digest: string;
  readonly sizeBytes: number;
  readonly unpackedBytes: number;
}

/**
 * Writes a compressed archive whose bytes follow from its entries alone: names in order with the folders above them,
 * every time the first of 1980, everything root's. The same entries give the same bytes with the same version of zlib.
 *
 * @throws {OperationError} `BUNDLE_DISK_FULL`
 * @see https://pubs.opengroup.org/onlinepubs/9799919799/utilities/pax.html#tag_20_94_13_06
 */
export async function writeTarGzip(entries: readonly ArchiveEntry[], file: string): Promise<TarSummary> {
  const [plain, packed] = [createHash("sha256"), createHash("sha256")];
  let sizeBytes = 0;
  let unpackedBytes = 0;
  const observe = (see: (chunk: Buffer) => void): Transform =>
    new Transform({
      transform(chunk: Buffer, _encoding, done) {
        see(chunk);
        done(null, chunk);
      },
    });
  await explainingFullDisk(file, () =>
    pipeline(
      Readable.from(blocksOf(entries)),
      observe((chunk) => {
        plain.update(chunk);
        unpackedBytes += chunk.length;
      }),
      createGzip({ level: 6 }),
      observe((chunk) => {
        packed.update(chunk);
        sizeBytes += chunk.length;
      }),
      createWriteStream(file, { mode: 0o644 }),
    ),
  );
  return {
    diffId: `sha256:${plain.digest("hex")}`,
    digest: `sha256:${packed.digest("hex")}`,
    sizeBytes,
    unpackedBytes,
  };
}

const blockBytes = 512;

async function* blocksOf(entries: readonly ArchiveEntry[]): AsyncGenerator<Buffer> {
  const folders = new Set<string>();
  for (const entry of entries.toSorted((a, b) => (a.path < b.path ? -1 : 1))) {
    for (const folder of foldersAbove(entry.path)) {
      if (folders.has(folder)) continue;
      folders.add(folder);
      yield* headersOf({ path: `${folder}/`, type: "5", mode: 0o755, sizeBytes: 0, target: "" });
    }
    const content = await entry.read();
    const isLink = (entry.mode & 0o170000) === 0o120000;
    yield* headersOf({
      path: entry.path,
      type: isLink ? "2" : "0",
      mode: isLink ? 0o777 : entry.mode & 0o777,
      sizeBytes: isLink ? 0 : content.length,
      target: isLink ? content.toString("utf8") : "",
    });
    if (!isLink && content.length > 0) yield padded(content);
  }
  // Two empty blocks end an archive.
  yield Buffer.alloc(2 * blockBytes);
}

function foldersAbove(path: string): readonly string[] {
  const parent = posix.dirname(path);
  return parent === "." ? [] : [...foldersAbove(parent), parent];
}

interface Header {
  readonly path: string;
  readonly type: "0" | "2" | "5" | "x";
  readonly mode: number;
  readonly sizeBytes: number;
  readonly target: string;
}

/** The first of 1980, as in a zip. */
const modifiedSeconds = 315_532_800;

/** A name that is too long for a header, or is not of ASCII, stands in an extended header before it. */
function* headersOf(header: Header): Generator<Buffer> {
  const records = [
    ...(fitsInto(header.path, 100) ? [] : [recordOf("path", header.path)]),
    ...(fitsInto(header.target, 100) ? [] : [recordOf("linkpath", header.target)]),
  ];
  if (records.length > 0) {
    const content = Buffer.concat(records);
    yield renderHeader({ path: "pax", type: "x", mode: 0o644, sizeBytes: content.length, target: "" });
    yield padded(content);
  }
  yield renderHeader(header);
}

function fitsInto(text: string, bytes: number): boolean {
  return text.length <= bytes && /^[\x20-\x7e]*$/.test(text);
}

/** `LENGTH key=value\n`, where the length counts its own digits too. */
function recordOf(key: string, value: string): Buffer {
  const rest = Buffer.from(` ${key}=${value}\n`);
  let length = rest.length;
  while (String(length).length + rest.length !== length) length = String(length).length + rest.length;
  return Buffer.concat([Buffer.from(String(length)), rest]);
}

function renderHeader({ path, type, mode, sizeBytes, target }: Header): Buffer {
  const block = Buffer.alloc(blockBytes);
  const octal = (value: number, offset: number, digits: number): void => {
    block.write(value.toString(8).padStart(digits, "0"), offset, "latin1");
  };
  block.write(path, 0, 100, "utf8");
  octal(mode, 100, 7);
  octal(0, 108, 7);
  octal(0, 116, 7);
  octal(sizeBytes, 124, 11);
  octal(modifiedSeconds, 136, 11);
  block.write(type, 156, "latin1");
  block.write(target, 157, 100, "utf8");
  block.write("ustar\u000000", 257, "latin1");
  block.fill(" ", 148, 156);
  const sum = block.reduce((total, byte) => total + byte, 0);
  block.write(`${sum.toString(8).padStart(6, "0")}\u0000 `, 148, "latin1");
  return block;
}

function padded(content: Buffer): Buffer {
  const missing = (blockBytes - (content.length % blockBytes)) % blockBytes;
  return missing === 0 ? content : Buffer.concat([content, Buffer.alloc(missing)]);
}
