import { Readable } from "node:stream";
import {
  GetObjectCommand,
  GetObjectTaggingCommand,
  PutObjectCommand,
  S3Client,
  type GetObjectCommandOutput,
} from "@aws-sdk/client-s3";
import { OperationError } from "../../errors.ts";
import { connectPostgres } from "../../platform/postgres/postgres.ts";
import type { ObjectStorage } from "../../platform/s3/object-storage.ts";
import {
  appliedMigrations,
  checkStage,
  type MigrationTable,
  type StageCheck,
} from "../../platform/transfer/check-stage.ts";
import type { Manifest } from "../../platform/transfer/manifest.ts";
import { bringMedia, readManifest, readRows } from "../../platform/transfer/read-export.ts";
import { writeExport } from "../../platform/transfer/write-export.ts";
import type { Aws } from "./aws.ts";
import { listObjects } from "./data/buckets/list-objects.ts";
import { unlessAwsError } from "./data/aws-error.ts";

/** Where rows and uploaded files are. */
export interface TransferPlace {
  readonly aws: Aws;
  /** Address of the database, which this machine reaches; a secret. */
  readonly url: string;
  /** The bucket with the uploaded files. */
  readonly media: string;
}

interface TransferCall {
  readonly signal: AbortSignal;
  readonly onProgress: (text: string) => void;
}

/** Below it lies what only the runtime knows: uploads that nobody has saved yet. */
const ownKeys = ".monolift/";
/** Objects between two words of progress. */
const toldObjects = 100;

/**
 * Writes a stage's rows and files into a folder: the rows of one moment, and the files that there are after it. Requests go on.
 *
 * @throws {UserError} `EXPORT_FOLDER_NOT_EMPTY`, `EXPORT_FOLDER_IS_FILE`
 */
export async function exportFromAws(
  { aws, url, media }: TransferPlace,
  options: {
    readonly folder: string;
    readonly about: Pick<Manifest, "project" | "stage" | "release">;
    readonly migrations: MigrationTable;
  },
  { signal, onProgress }: TransferCall,
): Promise<Manifest> {
  const server = await connectPostgres(url);
  const snapshot = await server.openSnapshot(nameIn(url));
  try {
    const exportedAt = new Date().toISOString();
    const migrations = await appliedMigrations(snapshot, options.migrations);
    return await writeExport({
      snapshot,
      objects: objectsOf(aws, signal),
      bucket: media,
      folder: options.folder,
      about: { ...options.about, exportedAt, migrations },
      onProgress,
      signal,
    });
  } finally {
    await snapshot.close();
  }
}

/**
 * Brings an export into a stage. Files come first and take the place of those of the same name, others stay; then all rows
 * come, or none. Requests wait while rows come in.
 *
 * @param options.keep Keeps the rows that are there; not called where there are none.
 * @throws {UserError} What reading the export throws.
 * @throws {OperationError} `IMPORT_MIGRATIONS_DIFFER`, `IMPORT_TABLES_DIFFER`, `IMPORT_STAGE_HAS_DATA`, `IMPORT_ROWS_REFUSED`,
 *   `IMPORT_ROWS_MISSING`
 */
export async function importToAws<T>(
  place: TransferPlace,
  options: StageCheck & {
    readonly folder: string;
    readonly isReplacing: boolean;
    readonly keep: () => Promise<T>;
  },
  { signal, onProgress }: TransferCall,
): Promise<{ readonly manifest: Manifest; readonly kept: T | null }> {
  const { aws, url, media } = place;
  const { folder } = options;
  const manifest = await readManifest(folder);
  const rows = await countRows(place, manifest, options);
  const objects = await countObjects(place, signal);
  if (rows + objects > 0 && !options.isReplacing)
    throw new OperationError("IMPORT_STAGE_HAS_DATA", { rows, objects });
  const kept = rows === 0 ? null : await options.keep();
  const onObject = (count: number): void => {
    if (count % toldObjects === 0) onProgress(`media ${count}`);
  };
  const target = { objects: { put: putInto(aws, signal) }, bucket: media };
  await bringMedia(folder, manifest.media, target, onObject, signal);
  const server = await connectPostgres(url);
  await server.fillDatabase(nameIn(url), {
    tables: manifest.tables.map((table) => ({ ...table, read: () => readRows(folder, table) })),
    sequences: manifest.sequences,
    onTable: onProgress,
    signal,
  });
  return { manifest, kept };
}

async function countRows({ url }: TransferPlace, manifest: Manifest, check: StageCheck): Promise<number> {
  const server = await connectPostgres(url);
  const snapshot = await server.openSnapshot(nameIn(url));
  try {
    return await checkStage(snapshot, manifest, check);
  } finally {
    await snapshot.close();
  }
}

async function countObjects({ aws, media }: TransferPlace, signal: AbortSignal): Promise<number> {
  let objects = 0;
  for await (const { key } of listObjects(aws, media, "", { signal }))
    if (!key.startsWith(ownKeys)) objects += 1;
  return objects;
}

function nameIn(url: string): string {
  return decodeURIComponent(new URL(url).pathname.slice(1));
}

/** What S3 keeps of an object besides its bytes, by the names of its headers. */
const headerNames = {
  "content-type": "ContentType",
  "cache-control": "CacheControl",
  "content-disposition": "ContentDisposition",
  "content-encoding": "ContentEncoding",
  "content-language": "ContentLanguage",
} as const;

function objectsOf(aws: Aws, signal: AbortSignal): Pick<ObjectStorage, "objects"> {
  const s3 = aws.client(S3Client);
  return {
    objects: async function* objects(bucket) {
      for await (const { key, etag, lastModified } of listObjects(aws, bucket, "", { signal })) {
        if (key.startsWith(ownKeys)) continue;
        const asked = { Bucket: bucket, ExpectedBucketOwner: aws.account, Key: key };
        const options = { abortSignal: signal };
        // What was deleted since it was listed is no part of the export.
        const found = await unlessAwsError(s3.send(new GetObjectCommand(asked), options), "NoSuchKey");
        if (found === undefined) continue;
        const { TagSet = [] } = await s3.send(new GetObjectTaggingCommand(asked), options);
        yield {
          key,
          etag,
          lastModified,
          sizeBytes: found.ContentLength ?? 0,
          headers: headersOf(found),
          metadata: { ...found.Metadata },
          tags: Object.fromEntries(TagSet.map(({ Key = "", Value = "" }) => [Key, Value])),
          storageClass: found.StorageClass ?? "STANDARD",
          read: () => readBody(found),
        };
      }
    },
  };
}

function headersOf(found: GetObjectCommandOutput): Record<string, string> {
  return Object.fromEntries(
    Object.entries(headerNames).flatMap(([header, name]) => {
      const value = found[name];
      return value === undefined ? [] : [[header, value]];
    }),
  );
}

async function* readBody({ Body }: GetObjectCommandOutput): AsyncGenerator<Buffer> {
  if (!(Body instanceof Readable)) throw new TypeError("an object has a body that Node can read");
  for await (const part of Body) yield Buffer.from(part as Uint8Array);
}

function putInto(aws: Aws, signal: AbortSignal): ObjectStorage["put"] {
  return async (bucket, { key, data, headers = {}, metadata = {}, tags = {}, sizeBytes }) => {
    const known = Object.entries(headerNames).flatMap(([header, name]) => {
      const value = headers[header];
      return value === undefined ? [] : [[name, value] as const];
    });
    const command = new PutObjectCommand({
      Bucket: bucket,
      ExpectedBucketOwner: aws.account,
      Key: key,
      Body: Readable.from(data),
      ContentLength: sizeBytes,
      ...Object.fromEntries(known),
      Metadata: { ...metadata },
      ...(Object.keys(tags).length === 0 ? {} : { Tagging: new URLSearchParams(tags).toString() }),
    });
    await aws.client(S3Client).send(command, { abortSignal: signal });
  };
}
