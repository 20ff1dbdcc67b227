import { mkdir, readdir, rename, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { z } from "zod";
import { checksumAlgorithms, checksumTypes } from "../checksums/algorithms.ts";
import { S3Error } from "../errors.ts";
import { hasCode, readTextIfThere } from "../../../system/files.ts";
import { readBucket, type Bucket } from "./buckets.ts";
import { dataPath, type BucketLayout } from "./layout.ts";
import { attributesSchema, dataPieceSchema } from "./record.ts";
import { replaceFile } from "./replace-file.ts";
import { randomName, temporaryPath, type Store } from "./store.ts";
import { discardData, placeData, type WrittenData } from "./write-data.ts";

const uploadSchema = z
  .object({
    format: z.literal(1),
    key: z.string(),
    /** ISO 8601 in UTC. */
    initiated: z.string(),
    attributes: attributesSchema,
    checksumAlgorithm: z.enum(checksumAlgorithms),
    checksumType: z.enum(checksumTypes),
    /** The client named the algorithm: then it is told of it, and its parts must keep to it. */
    isChecksumWished: z.boolean(),
  })
  .readonly();

/** A multipart upload that is neither completed nor aborted. */
export interface Upload extends z.infer<typeof uploadSchema> {
  readonly uploadId: string;
}

const uploadedPartSchema = z
  .object({
    number: z.number().int(),
    /** ISO 8601 in UTC. */
    lastModified: z.string(),
    sizeBytes: z.number().int(),
    /** MD5 in hexadecimal. */
    etag: z.string(),
    /** Base64, of the upload's algorithm. */
    checksum: z.string(),
    piece: dataPieceSchema,
  })
  .readonly();
export type UploadedPart = z.infer<typeof uploadedPartSchema>;

/** Begins an upload. */
export async function createUpload(
  store: Store,
  bucket: Bucket,
  upload: Omit<Upload, "uploadId" | "format" | "initiated">,
): Promise<string> {
  const uploadId = randomName();
  const made = temporaryPath(store);
  await mkdir(join(made, "parts"), { recursive: true });
  const record = { ...upload, format: 1, initiated: store.now().toISOString() };
  await writeFile(join(made, "upload.json"), JSON.stringify(record), { mode: 0o600 });
  await rename(made, uploadFolder(bucket.layout, uploadId));
  return uploadId;
}

/** @throws {S3Error} `NoSuchUpload`, also when the upload is one of another key. */
export async function readUpload(bucket: Bucket, uploadId: string, key: string): Promise<Upload> {
  const upload = await findUpload(bucket.layout, uploadId);
  if (upload === undefined || upload.key !== key)
    throw new S3Error("NoSuchUpload", { details: { UploadId: uploadId } });
  return upload;
}

/** All uploads of a bucket, in no order. */
export async function listUploads(bucket: BucketLayout): Promise<readonly Upload[]> {
  const ids = await readdir(bucket.uploads);
  return (await Promise.all(ids.map((id) => findUpload(bucket, id)))).flatMap((upload) => upload ?? []);
}

/** The parts of an upload, by number. */
export async function listParts(bucket: BucketLayout, uploadId: string): Promise<readonly UploadedPart[]> {
  const folder = join(uploadFolder(bucket, uploadId), "parts");
  const names = await readdir(folder).catch((error: unknown) => {
    if (hasCode(error, "ENOENT")) return [];
    throw error;
  });
  const parts = await Promise.all(names.map((name) => readPart(join(folder, name))));
  return parts.flatMap((part) => part ?? []).toSorted((one, other) => one.number - other.number);
}

/** Adds a part, in the place of an earlier one of the same number. Takes the written data over, also when it throws. */
export async function addPart(
  store: Store,
  bucketName: string,
  target: {
    readonly uploadId: string;
    readonly key: string;
    readonly number: number;
    readonly checksum: string;
  },
  written: WrittenData,
): Promise<UploadedPart> {
  const { uploadId, key, number, checksum } = target;
  let discard = (): Promise<void> => discardData(written);
  try {
    return await changeUpload(store, bucketName, uploadId, async (bucket) => {
      await readUpload(bucket, uploadId, key);
      const path = join(uploadFolder(bucket.layout, uploadId), "parts", `${number}.json`);
      const before = await readPart(path);
      const piece = await placeData(bucket.layout, written);
      discard = () => store.data.remove([dataPath(bucket.layout, piece.name)]);
      const { sizeBytes, md5 } = written;
      const lastModified = store.now().toISOString();
      const part: UploadedPart = { number, lastModified, sizeBytes, etag: md5, checksum, piece };
      await replaceFile(store, path, JSON.stringify(part));
      if (before !== undefined) await store.data.remove([dataPath(bucket.layout, before.piece.name)]);
      return part;
    });
  } catch (error) {
    await discard();
    throw error;
  }
}

async function readPart(path: string): Promise<UploadedPart | undefined> {
  const text = await readTextIfThere(path);
  return text === undefined ? undefined : uploadedPartSchema.parse(JSON.parse(text));
}

/**
 * Ends an upload: its record goes, and so does the data of its parts, but for those that an object has taken over.
 *
 * @param kept Names of data files to keep.
 */
export async function removeUpload(
  store: Store,
  bucket: BucketLayout,
  uploadId: string,
  kept: ReadonlySet<string>,
): Promise<void> {
  const parts = await listParts(bucket, uploadId);
  const away = temporaryPath(store);
  await rename(uploadFolder(bucket, uploadId), away);
  const dropped = parts.filter(({ piece }) => !kept.has(piece.name));
  await store.data.remove(dropped.map(({ piece }) => dataPath(bucket, piece.name)));
  await rm(away, { recursive: true, force: true });
}

/** Runs after all earlier changes of an upload. */
export function inTurn<Result>(
  store: Store,
  bucketName: string,
  uploadId: string,
  work: () => Promise<Result>,
): Promise<Result> {
  return store.queue.run(`upload ${bucketName} ${uploadId}`, work);
}

/** Changes an upload in its turn, while its bucket stays there. @throws {S3Error} `NoSuchBucket`. */
export function changeUpload<Result>(
  store: Store,
  bucketName: string,
  uploadId: string,
  change: (bucket: Bucket) => Promise<Result>,
): Promise<Result> {
  return inTurn(store, bucketName, uploadId, () =>
    store.gate.share(bucketName, async () => change(await readBucket(store, bucketName))),
  );
}

async function findUpload(bucket: BucketLayout, uploadId: string): Promise<Upload | undefined> {
  if (!/^[0-9a-f]{32}$/.test(uploadId)) return undefined;
  const text = await readTextIfThere(join(uploadFolder(bucket, uploadId), "upload.json"));
  return text === undefined ? undefined : { ...uploadSchema.parse(JSON.parse(text)), uploadId };
}

function uploadFolder(bucket: BucketLayout, uploadId: string): string {
  return join(bucket.uploads, uploadId);
}
