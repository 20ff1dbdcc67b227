import type { Platform } from "./platform.ts";

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

/**
 * Copies a database and a bucket as they are at this moment. A database that is there is left as it is, and nothing is
 * copied.
 */
export async function copyData(
  { database, storage, gateway }: Platform,
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

/** Puts a copy in the place of what is there, which is kept as a copy itself. */
export async function replaceData(
  { database, storage, gateway }: Platform,
  { from, to, door, keptAs }: CopyRequest & { readonly keptAs: DataPlace },
): Promise<void> {
  const server = await database.server();
  await gateway.whileHeld(door, async () => {
    await storage.copy(to.bucket, keptAs.bucket);
    await server.replaceDatabase({ from: from.database, name: to.database, keptAs: keptAs.database });
    await storage.copy(from.bucket, to.bucket);
  });
}

/** Removes a copy. */
export async function dropData({ database, storage }: Platform, place: DataPlace): Promise<void> {
  await (await database.server()).dropDatabase(place.database);
  await storage.remove(place.bucket);
}
