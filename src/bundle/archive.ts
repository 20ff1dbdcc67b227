import { open, readFile, readdir, readlink, stat, type FileHandle } from "node:fs/promises";
import { join, relative } from "node:path";
import { promisify } from "node:util";
import { crc32, deflateRaw } from "node:zlib";
import type { Bundle } from "./bundle.ts";
import { keepTranslations } from "./translations.ts";
import { explainingFullDisk } from "./temporary.ts";

/** One entry of an archive. */
export interface ArchiveEntry {
  /** With `/` between, relative to the top of the archive. */
  readonly path: string;
  /** The kind and permissions of Unix: 0o100644, 0o100755, or 0o120777 for a link, whose content is its target. */
  readonly mode: number;
  /** Of the content; one that is rewritten as it is read may be shorter. */
  readonly sizeBytes: number;
  readonly read: () => Promise<Buffer>;
}

/** Sizes of an archive. */
export interface ArchiveSize {
  readonly files: number;
  readonly zipBytes: number;
  readonly unpackedBytes: number;
}

/**
 * The parts of a bundle as entries: `app/`, `packages/` and `python/`. What is linked (secrets) is not among them.
 *
 * @param languages Languages that the application can answer in, as the facts say them; null when it may be any.
 *   Translations of others in `packages/` are not carried; the application's own files all are.
 */
export async function entriesOfBundle(
  bundle: Bundle,
  languages: readonly string[] | null,
): Promise<readonly ArchiveEntry[]> {
  const linked = new Set(bundle.linked.map(({ path }) => path));
  const code = await entriesIn(bundle.code.path, "app");
  const packages = await entriesIn(bundle.dependencies.path, "packages");
  return [
    ...code.filter(({ path }) => !linked.has(path.slice("app/".length))),
    ...(languages === null ? packages : keepTranslations(packages, languages)),
    ...(await entriesIn(bundle.runtime.path, "python")),
  ];
}

async function entriesIn(folder: string, prefix: string): Promise<readonly ArchiveEntry[]> {
  const found: ArchiveEntry[] = [];
  for (const entry of await readdir(folder, { withFileTypes: true, recursive: true })) {
    const full = join(entry.parentPath, entry.name);
    const path = `${prefix}/${relative(folder, full)}`;
    if (entry.isSymbolicLink()) {
      const target = Buffer.from(await readlink(full));
      found.push({ path, mode: 0o120777, sizeBytes: target.length, read: () => Promise.resolve(target) });
    } else if (entry.isFile()) {
      found.push(await entryOfFile(full, path));
    }
  }
  return found;
}

/** A file as an entry, under a path of its own. */
export async function entryOfFile(file: string, path: string): Promise<ArchiveEntry> {
  const { mode, size } = await stat(file);
  const isExecutable = (mode & 0o100) !== 0;
  return {
    path,
    mode: isExecutable ? 0o100755 : 0o100644,
    sizeBytes: size,
    read: () => readFile(file),
  };
}

interface Packed {
  readonly name: Buffer;
  readonly mode: number;
  readonly method: number;
  readonly crc: number;
  readonly data: Buffer;
  readonly size: number;
}

const deflate = promisify(deflateRaw);

/** How many files are compressed at a time: as many as Node's thread pool has threads, by default. */
const together = 4;

/**
 * Writes a zip whose bytes follow from its entries alone: names in order, every time the first of 1980 (the oldest that
 * the format knows), permissions of Unix. Byte code must be of the unchecked kind to survive such times.
 * The same entries give the same bytes with the same version of zlib; a digest is better taken of the contents.
 *
 * @throws {OperationError} `BUNDLE_DISK_FULL`
 * @see https://pkware.cachefly.net/webdocs/casestudies/APPNOTE.TXT
 */
export async function writeZip(entries: readonly ArchiveEntry[], file: string): Promise<ArchiveSize> {
  const sorted = entries.toSorted((a, b) => (a.path < b.path ? -1 : 1));
  if (sorted.length > 65_535)
    throw new RangeError(`${sorted.length} files do not fit into a zip of the plain format`);
  return explainingFullDisk(file, async () => {
    const handle = await open(file, "w", 0o644);
    try {
      return await writeEntries(sorted, handle);
    } finally {
      await handle.close();
    }
  });
}

async function writeEntries(entries: readonly ArchiveEntry[], handle: FileHandle): Promise<ArchiveSize> {
  const central: Buffer[] = [];
  let offset = 0;
  let unpackedBytes = 0;
  for (let start = 0; start < entries.length; start += together) {
    for (const packed of await Promise.all(entries.slice(start, start + together).map(pack))) {
      const header = renderLocal(packed);
      await handle.write(Buffer.concat([header, packed.data]));
      central.push(renderCentral(packed, offset));
      offset += header.length + packed.data.length;
      unpackedBytes += packed.size;
      if (offset > 0xffff_ffff) throw new RangeError("a zip of the plain format ends at 4 GiB");
    }
  }
  const directory = Buffer.concat(central);
  await handle.write(Buffer.concat([directory, renderEnd(entries.length, directory.length, offset)]));
  return { files: entries.length, zipBytes: offset + directory.length + 22, unpackedBytes };
}

async function pack({ path, mode, read }: ArchiveEntry): Promise<Packed> {
  const content = await read();
  const packed = await deflate(content, { level: 6 });
  const isSmaller = packed.length < content.length;
  return {
    name: Buffer.from(path),
    mode,
    method: isSmaller ? 8 : 0,
    crc: crc32(content),
    data: isSmaller ? packed : content,
    size: content.length,
  };
}

/** Bit 11: names are UTF-8. */
const flags = 0x0800;
/** 1980-01-01 in the format's own notation. */
const firstDay = 0x0021;

function renderLocal({ name, method, crc, data, size }: Packed): Buffer {
  const header = Buffer.alloc(30);
  header.writeUInt32LE(0x04034b50, 0);
  header.writeUInt16LE(20, 4);
  header.writeUInt16LE(flags, 6);
  header.writeUInt16LE(method, 8);
  header.writeUInt16LE(firstDay, 12);
  header.writeUInt32LE(crc, 14);
  header.writeUInt32LE(data.length, 18);
  header.writeUInt32LE(size, 22);
  header.writeUInt16LE(name.length, 26);
  return Buffer.concat([header, name]);
}

function renderCentral({ name, mode, method, crc, data, size }: Packed, offset: number): Buffer {
  const header = Buffer.alloc(46);
  header.writeUInt32LE(0x02014b50, 0);
  // Made on Unix (3), so that the permissions count.
  header.writeUInt16LE((3 << 8) | 20, 4);
  header.writeUInt16LE(20, 6);
  header.writeUInt16LE(flags, 8);
  header.writeUInt16LE(method, 10);
  header.writeUInt16LE(firstDay, 14);
  header.writeUInt32LE(crc, 16);
  header.writeUInt32LE(data.length, 20);
  header.writeUInt32LE(size, 24);
  header.writeUInt16LE(name.length, 28);
  header.writeUInt32LE((mode << 16) >>> 0, 38);
  header.writeUInt32LE(offset, 42);
  return Buffer.concat([header, name]);
}

function renderEnd(count: number, directoryBytes: number, offset: number): Buffer {
  const end = Buffer.alloc(22);
  end.writeUInt32LE(0x06054b50, 0);
  end.writeUInt16LE(count, 8);
  end.writeUInt16LE(count, 10);
  end.writeUInt32LE(directoryBytes, 12);
  end.writeUInt32LE(offset, 16);
  return end;
}
