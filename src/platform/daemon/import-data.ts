import { OperationError } from "../../errors.ts";
import { checkStage, type StageCheck } from "../transfer/check-stage.ts";
import type { Manifest } from "../transfer/manifest.ts";
import { bringMedia, readManifest, readRows } from "../transfer/read-export.ts";
import { dropData, freshPlace, type DataPlace, type DataPlatform } from "./data.ts";
import type { Call } from "./server.ts";
import { finishSwap, swapData } from "./swap-data.ts";

export interface ImportRequest extends StageCheck {
  /** Absolute path of what `exportData` wrote. */
  readonly folder: string;
  readonly to: DataPlace;
  /** Where what was there is kept. */
  readonly keptAs: DataPlace;
  readonly door: string;
  /** Whether rows and files that are there may be replaced. */
  readonly isReplacing: boolean;
}

/** Objects between two words of progress. */
const toldObjects = 100;

/**
 * Brings exported rows and media into a stage: they are put together beside it and then take its place, so that all of it
 * comes or nothing does.
 *
 * @returns What the export says of itself, and whether what was there is kept: not where there was nothing.
 * @throws {UserError} What reading the export throws.
 * @throws {OperationError} `IMPORT_MIGRATIONS_DIFFER`, `IMPORT_TABLES_DIFFER`, `IMPORT_STAGE_HAS_DATA`, `DATABASE_BUSY`,
 *   what filling the database throws.
 */
export async function importData(
  platform: DataPlatform,
  request: ImportRequest,
  call: Call,
): Promise<{ readonly manifest: Manifest; readonly isKept: boolean }> {
  const { to, keptAs, door } = request;
  await finishSwap(platform);
  const manifest = await readManifest(request.folder);
  const isEmpty = await isEmptyStage(platform, request, manifest);
  const fresh = freshPlace(keptAs);
  await dropData(platform, fresh);
  try {
    await makeFresh(platform, { fresh, manifest, request }, call);
    call.signal.throwIfAborted();
    await swapData(platform, { fresh, to, keptAs, door });
  } catch (error) {
    await dropData(platform, fresh);
    call.signal.throwIfAborted();
    throw error;
  }
  if (isEmpty) await dropData(platform, keptAs);
  return { manifest, isKept: !isEmpty };
}

/** Compares the stage with the export; says whether there is nothing in it that would be lost. */
async function isEmptyStage(
  { database, storage }: DataPlatform,
  { to, isReplacing, ...check }: ImportRequest,
  manifest: Manifest,
): Promise<boolean> {
  const snapshot = await (await database.server()).openSnapshot(to.database);
  try {
    const rows = await checkStage(snapshot, manifest, check);
    const { objects } = await storage.objects.usage(to.bucket);
    const isEmpty = rows + objects === 0;
    if (!isEmpty && !isReplacing) throw new OperationError("IMPORT_STAGE_HAS_DATA", { rows, objects });
    return isEmpty;
  } finally {
    await snapshot.close();
  }
}

async function makeFresh(
  { database, storage, gateway }: DataPlatform,
  made: { readonly fresh: DataPlace; readonly manifest: Manifest; readonly request: ImportRequest },
  { signal, tell }: Call,
): Promise<void> {
  const { fresh, manifest, request } = made;
  const { folder, to, door } = request;
  const server = await database.server();
  // Tables, indexes, rights and functions come from the stage itself; its rows do not stay.
  await gateway.whileHeld(door, () => server.copyDatabase(to.database, fresh.database));
  await server.fillDatabase(fresh.database, {
    tables: manifest.tables.map((table) => ({ ...table, read: () => readRows(folder, table) })),
    sequences: manifest.sequences,
    onTable: tell,
    signal,
  });
  await storage.objects.createBucket(fresh.bucket, to.bucket);
  const target = { objects: storage.objects, bucket: fresh.bucket };
  const onObject = (count: number): void => {
    if (count % toldObjects === 0) tell(`media ${count}`);
  };
  await bringMedia(folder, manifest.media, target, onObject, signal);
}
