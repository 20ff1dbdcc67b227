import type { Platform } from "./platform.ts";
import { finishSwap, swapData } from "./swap-data.ts";

/** What work on data needs of the platform. */
export type DataPlatform = Pick<Platform, "database" | "storage"> & {
  readonly folder: Pick<Platform["folder"], "swap">;
  readonly gateway: Pick<Platform["gateway"], "whileHeld">;
};

/** What holds the data of a stage, or a copy of it. */
export interface DataPlace {
  readonly database: string;
  readonly bucket: string;
}

/** What is copied where. */
export interface CopyRequest {
  readonly from: DataPlace;
  readonly to: DataPlace;
  /** Door whose new requests wait meanwhile: PostgreSQL copies a database only while nobody is in it. */
  readonly door: string;
}

/** What a place holds. */
export interface DataFacts {
  readonly tables: number;
  readonly rows: number;
  readonly databaseBytes: number;
  readonly objects: number;
  readonly mediaBytes: number;
}

/**
 * Copies a database and a bucket as they are at this moment. A database that is there is left as it is, and nothing is
 * copied.
 */
export async function copyData(
  { database, storage, gateway }: DataPlatform,
  { from, to, door }: CopyRequest,
): Promise<{ readonly isCopied: boolean }> {
  const server = await database.server();
  if (await server.databaseExists(to.database)) return { isCopied: false };
  await gateway.whileHeld(door, async () => {
    // The database last: while it is not there, a copy that was interrupted is begun again.
    await storage.copy(from.bucket, to.bucket);
    await server.copyDatabase(from.database, to.database);
  });
  return { isCopied: true };
}

/** Puts a copy of `from` in the place of what is there, which is kept itself. Where it fails, nothing has changed. */
export async function replaceData(
  platform: DataPlatform,
  { from, to, door, keptAs }: CopyRequest & { readonly keptAs: DataPlace },
): Promise<void> {
  const fresh = freshPlace(keptAs);
  await finishSwap(platform);
  await dropData(platform, fresh);
  try {
    await copyData(platform, { from, to: fresh, door });
    await swapData(platform, { fresh, to, keptAs, door });
  } catch (error) {
    await dropData(platform, fresh);
    throw error;
  }
}

/** Where data are made that will take a stage's place. */
export function freshPlace(keptAs: DataPlace): DataPlace {
  return { database: `${keptAs.database}~`, bucket: `${keptAs.bucket}.new` };
}

/** Removes a copy. */
export async function dropData({ database, storage }: DataPlatform, place: DataPlace): Promise<void> {
  await (await database.server()).dropDatabase(place.database);
  await storage.remove(place.bucket);
}

/** Counts what a place holds; null when there is no such database. */
export async function readFacts(
  { database, storage }: DataPlatform,
  { database: name, bucket }: DataPlace,
): Promise<DataFacts | null> {
  const facts = await (await database.server()).facts(name);
  if (facts === undefined) return null;
  const media = await readMedia({ storage }, { bucket });
  return { tables: facts.tables.length, rows: facts.rows, databaseBytes: facts.bytes, ...media };
}

/** Counts the files of a place; a bucket that is not there is empty. */
export async function readMedia(
  { storage }: Pick<DataPlatform, "storage">,
  { bucket }: Pick<DataPlace, "bucket">,
): Promise<Pick<DataFacts, "objects" | "mediaBytes">> {
  const hasBucket = await storage.objects.hasBucket(bucket);
  const { objects, bytes } = hasBucket ? await storage.objects.usage(bucket) : { objects: 0, bytes: 0 };
  return { objects, mediaBytes: bytes };
}

/** The databases and buckets of a stage that are there: its own, and copies of them, whole or not. */
export async function listData(
  { database, storage }: DataPlatform,
  of: DataPlace,
): Promise<{
  readonly databases: readonly { readonly name: string; readonly bytes: number }[];
  readonly buckets: readonly string[];
}> {
  const databases = await (await database.server()).listDatabases(of.database);
  return {
    databases: databases.filter(({ name }) => name === of.database || name.startsWith(`${of.database}~`)),
    buckets: await listBuckets({ storage }, of),
  };
}

/** The buckets of a stage that are there: its own, and copies of it, whole or not. */
export async function listBuckets(
  { storage }: Pick<DataPlatform, "storage">,
  { bucket }: Pick<DataPlace, "bucket">,
): Promise<readonly string[]> {
  const buckets = await storage.objects.listBuckets();
  return buckets.filter((name) => name === bucket || name.startsWith(`${bucket}.`));
}
