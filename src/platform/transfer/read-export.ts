import type { ReadStream } from "node:fs";
import { open, type FileHandle } from "node:fs/promises";
import { join, normalize } from "node:path";
import { createInterface } from "node:readline";
import { ZodError } from "zod";
import { UserError } from "../../errors.ts";
import { hasCode, readTextIfThere } from "../../system/files.ts";
import type { ObjectStorage } from "../s3/object-storage.ts";
import { manifestFile, manifestSchema, mediaEntrySchema, mediaFile, type Manifest } from "./manifest.ts";

/**
 * Reads what an export says of itself.
 *
 * @throws {UserError} `IMPORT_NO_MANIFEST`, `IMPORT_MANIFEST_UNREADABLE`.
 */
export async function readManifest(folder: string): Promise<Manifest> {
  const file = join(folder, manifestFile);
  const text = await readTextIfThere(file);
  if (text === undefined) throw new UserError("IMPORT_NO_MANIFEST", { folder });
  return parse(file, text, (value) => manifestSchema.parse(value));
}

/**
 * The rows of a table, as `COPY` takes them.
 *
 * @throws {UserError} `IMPORT_FILE_DIFFERS` where the file is missing.
 */
export async function readRows(folder: string, table: Manifest["tables"][number]): Promise<ReadStream> {
  return (await openFile(folder, table.file)).createReadStream();
}

/**
 * Puts the media of an export into an empty bucket, one after the other.
 *
 * @throws {UserError} `IMPORT_MANIFEST_UNREADABLE`; `IMPORT_FILE_DIFFERS` where a file is missing, or not as long as it was.
 * @throws The reason of the signal.
 */
export async function bringMedia(
  folder: string,
  expected: Manifest["media"],
  to: { readonly objects: Pick<ObjectStorage, "put">; readonly bucket: string },
  onObject: (count: number) => void,
  signal: AbortSignal,
): Promise<void> {
  const file = join(folder, mediaFile);
  const list = await openFile(folder, mediaFile);
  let count = 0;
  try {
    for await (const line of createInterface({ input: list.createReadStream() })) {
      signal.throwIfAborted();
      onObject(count);
      const entry = parse(file, line, (value) => mediaEntrySchema.parse(value));
      await putFile(folder, entry.file, entry.sizeBytes, (data) =>
        to.objects.put(to.bucket, { ...entry, data }),
      );
      count += 1;
    }
  } finally {
    await list.close();
  }
  if (count !== expected.objects) throw new UserError("IMPORT_FILE_DIFFERS", { file });
}

async function putFile(
  folder: string,
  file: string,
  sizeBytes: number,
  put: (data: AsyncIterable<Buffer>) => Promise<void>,
): Promise<void> {
  const handle = await openFile(folder, file);
  try {
    const { size } = await handle.stat();
    if (size !== sizeBytes) throw new UserError("IMPORT_FILE_DIFFERS", { file: join(folder, file) });
    await put(handle.createReadStream({ autoClose: false }));
  } finally {
    await handle.close();
  }
}

async function openFile(folder: string, file: string): Promise<FileHandle> {
  try {
    return await open(inside(folder, file));
  } catch (error) {
    if (!hasCode(error, "ENOENT", "ENOTDIR")) throw error;
    throw new UserError("IMPORT_FILE_DIFFERS", { file: join(folder, file) });
  }
}

/** An export may come from somebody else: it can name no file outside of its folder. */
function inside(folder: string, file: string): string {
  const path = normalize(join(folder, file));
  if (!path.startsWith(`${normalize(folder)}/`)) {
    throw new UserError("IMPORT_MANIFEST_UNREADABLE", { file: join(folder, manifestFile), reason: file });
  }
  return path;
}

function parse<T>(file: string, text: string, check: (value: unknown) => T): T {
  try {
    return check(JSON.parse(text));
  } catch (error) {
    throw new UserError("IMPORT_MANIFEST_UNREADABLE", { file, reason: reasonOf(error) }, { cause: error });
  }
}

function reasonOf(error: unknown): string {
  if (!(error instanceof ZodError)) return error instanceof Error ? error.message : String(error);
  const [first] = error.issues;
  return first === undefined ? error.message : `${first.path.join(".")}: ${first.message}`;
}
