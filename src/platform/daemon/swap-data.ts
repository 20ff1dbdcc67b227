import { rm } from "node:fs/promises";
import { z } from "zod";
import { readTextIfThere, writeAtomically } from "../../system/files.ts";
import type { DataPlace, DataPlatform } from "./data.ts";

const placeSchema = z.object({ database: z.string(), bucket: z.string() }).readonly();
const swapSchema = z
  .object({
    /** Complete, and nobody's: takes the place of `to`. */
    fresh: placeSchema,
    to: placeSchema,
    /** Where what was in `to` is afterwards. */
    keptAs: placeSchema,
  })
  .readonly();
export type DataSwap = z.infer<typeof swapSchema>;

/**
 * Gives a stage other data; what it had is kept. A database and a bucket cannot change in one step, so it is written down
 * first what is to become of both: whoever opens them next finishes it.
 *
 * @throws {OperationError} `DATABASE_BUSY`. Nothing has changed then.
 */
export async function swapData(
  platform: DataPlatform,
  { door, ...swap }: DataSwap & { readonly door: string },
): Promise<void> {
  const { folder, database, gateway } = platform;
  const server = await database.server();
  await gateway.whileHeld(door, async () => {
    await writeAtomically(folder.swap, JSON.stringify(swap));
    try {
      const { fresh, to, keptAs } = swap;
      await server.swapDatabase({ fresh: fresh.database, name: to.database, keptAs: keptAs.database });
    } finally {
      await finishSwap(platform);
    }
  });
}

/** Finishes what is written down: the buckets change if the databases have. */
export async function finishSwap({ folder, database, storage }: DataPlatform): Promise<void> {
  const text = await readTextIfThere(folder.swap);
  if (text === undefined) return;
  const { fresh, to, keptAs } = swapSchema.parse(JSON.parse(text));
  const { objects } = storage;
  const hasChanged = !(await (await database.server()).databaseExists(fresh.database));
  if (hasChanged && (await objects.hasBucket(fresh.bucket))) {
    if (await objects.hasBucket(to.bucket)) await objects.renameBucket(to.bucket, keptAs.bucket);
    await objects.renameBucket(fresh.bucket, to.bucket);
  }
  await rm(folder.swap, { force: true });
}

/**
 * Puts in order what a process that was killed in the middle of a copy, a restore or an import has left of a stage's data.
 * Called before the stage is served.
 */
export async function tidyData(platform: DataPlatform, place: DataPlace): Promise<void> {
  const { database, storage } = platform;
  await finishSwap(platform);
  const server = await database.server();
  await server.reopenDatabases(place.database);
  for (const { name } of await server.listDatabases(`${place.database}~`)) {
    if (name.endsWith("~")) await server.dropDatabase(name);
  }
  for (const name of await storage.objects.listBuckets()) {
    if (name.startsWith(`${place.bucket}.`) && /\.(new|export)$/.test(name)) await storage.remove(name);
  }
}
