import { mkdir, readdir, rm, writeFile, type FileHandle } from "node:fs/promises";
import { join } from "node:path";
import { pipeline } from "node:stream/promises";
import { UserError } from "../../errors.ts";
import { hasCode } from "../../system/files.ts";
import type { Snapshot } from "../postgres/snapshot.ts";
import { tableLabel } from "../postgres/tables.ts";
import type { ObjectStorage } from "../s3/object-storage.ts";
import { openNewFile } from "./file-names.ts";
import { manifestFile, mediaFile, type Manifest, type MediaEntry } from "./manifest.ts";

/** What is written where. */
export interface Export {
  readonly snapshot: Snapshot;
  readonly objects: Pick<ObjectStorage, "objects">;
  /** Nobody writes to it meanwhile. */
  readonly bucket: string;
  /** Absolute path. */
  readonly folder: string;
  readonly about: Pick<Manifest, "project" | "stage" | "release" | "exportedAt" | "migrations">;
  /** Told of each table, and of each hundredth object. */
  readonly onProgress: (text: string) => void;
  readonly signal: AbortSignal;
}

/** Objects between two words of progress. */
const toldObjects = 100;

/**
 * Writes a stage's rows and media into an empty folder. When it does not come to its end, nothing of it is left.
 *
 * @throws {UserError} `EXPORT_FOLDER_NOT_EMPTY`, `EXPORT_FOLDER_IS_FILE`.
 * @throws The reason of the signal.
 */
export async function writeExport(request: Export): Promise<Manifest> {
  const { folder, signal } = request;
  const made = await makeFolder(folder);
  try {
    const tables = await writeTables(request);
    const media = await writeMedia(request);
    signal.throwIfAborted();
    const manifest: Manifest = {
      format: 1,
      ...request.about,
      postgres: request.snapshot.version,
      tables,
      sequences: [...(await request.snapshot.sequences())],
      media,
    };
    const text = `${JSON.stringify(manifest, null, 2)}\n`;
    await writeFile(join(folder, manifestFile), text, { flag: "wx", mode: 0o600 });
    return manifest;
  } catch (error) {
    if (made === undefined) await emptyFolder(folder);
    else await rm(made, { recursive: true, force: true });
    signal.throwIfAborted();
    throw error;
  }
}

/** Makes the folder unless it is there and empty; gives the topmost folder that was made for it. */
async function makeFolder(folder: string): Promise<string | undefined> {
  try {
    const made = await mkdir(folder, { recursive: true, mode: 0o700 });
    if ((await readdir(folder)).length > 0) throw new UserError("EXPORT_FOLDER_NOT_EMPTY", { folder });
    return made;
  } catch (error) {
    if (hasCode(error, "EEXIST", "ENOTDIR")) throw new UserError("EXPORT_FOLDER_IS_FILE", { folder });
    throw error;
  }
}

async function emptyFolder(folder: string): Promise<void> {
  for (const name of [manifestFile, mediaFile, "rows", "media"]) {
    await rm(join(folder, name), { recursive: true, force: true });
  }
}

async function writeTables({ snapshot, folder, onProgress, signal }: Export): Promise<Manifest["tables"]> {
  const written: Manifest["tables"] = [];
  await mkdir(join(folder, "rows"), { mode: 0o700 });
  for (const table of snapshot.tables) {
    // A table without columns has nothing that a file could hold.
    if (table.columns.length === 0) continue;
    signal.throwIfAborted();
    const label = tableLabel(table);
    onProgress(label);
    const { path, handle } = await openNewFile(join(folder, "rows"), label, ".csv");
    const rows = snapshot.rows(table);
    await pipeline(rows, handle.createWriteStream(), { signal });
    const { schema, name } = table;
    const columns = table.columns.map((column) => ({ ...column }));
    written.push({ schema, name, file: `rows/${path}`, columns, rows: rows.rowCount });
  }
  return written;
}

async function writeMedia(request: Export): Promise<Manifest["media"]> {
  const { objects, bucket, folder, onProgress, signal } = request;
  let [count, bytes] = [0, 0];
  await mkdir(join(folder, "media"), { mode: 0o700 });
  const { handle: list } = await openNewFile(folder, mediaFile);
  try {
    for await (const object of objects.objects(bucket)) {
      signal.throwIfAborted();
      if (count % toldObjects === 0) onProgress(`media ${count}`);
      const { path, handle } = await openNewFile(join(folder, "media"), object.key);
      await pipeline(object.read(), handle.createWriteStream(), { signal });
      const { key, sizeBytes, lastModified, headers, metadata, tags, storageClass } = object;
      await writeLine(list, {
        key,
        file: `media/${path}`,
        sizeBytes,
        lastModified: lastModified.toISOString(),
        headers,
        metadata,
        tags,
        storageClass,
      });
      count += 1;
      bytes += sizeBytes;
    }
  } finally {
    await list.close();
  }
  return { objects: count, bytes };
}

function writeLine(list: FileHandle, entry: MediaEntry): Promise<void> {
  return list.writeFile(`${JSON.stringify(entry)}\n`);
}
