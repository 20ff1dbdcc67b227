import { OperationError } from "../../errors.ts";
import { tableLabel } from "../postgres/tables.ts";
import type { Manifest } from "../transfer/manifest.ts";
import { bringMedia, readManifest, readRows } from "../transfer/read-export.ts";
import { dropData, freshPlace, type DataPlace, type DataPlatform } from "./data.ts";
import type { MigrationTable } from "./export-data.ts";
import type { Call } from "./server.ts";
import { finishSwap, swapData } from "./swap-data.ts";

export interface ImportRequest {
  /** Absolute path of what `exportData` wrote. */
  readonly folder: string;
  readonly to: DataPlace;
  /** Where what was there is kept. */
  readonly keptAs: DataPlace;
  readonly door: string;
  readonly migrations: MigrationTable;
  /** Whether rows and files that are there may be replaced. */
  readonly isReplacing: boolean;
  /** Tables of `public` whose rows nobody would miss: migrations fill them. */
  readonly filledByMigrations: readonly string[];
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
  const isEmpty = await checkStage(platform, request, manifest);
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
async function checkStage(
  { database, storage }: DataPlatform,
  { to, migrations, isReplacing, filledByMigrations }: ImportRequest,
  manifest: Manifest,
): Promise<boolean> {
  const snapshot = await (await database.server()).openSnapshot(to.database);
  try {
    const applied = (await snapshot.texts(migrations.table, migrations.columns)).map((names) =>
      names.join("."),
    );
    const missing = manifest.migrations.filter((name) => !applied.includes(name));
    const extra = applied.filter((name) => !manifest.migrations.includes(name));
    if (missing.length + extra.length > 0) {
      const { release } = manifest;
      throw new OperationError("IMPORT_MIGRATIONS_DIFFER", { missing, extra, release });
    }
    refuseUnknown(manifest, snapshot.tables, await snapshot.sequences());
    let rows = 0;
    for (const table of snapshot.tables) {
      const isFilled = table.schema === "public" && filledByMigrations.includes(table.name);
      if (!isFilled) rows += await snapshot.countRows(table);
    }
    const { objects } = await storage.objects.usage(to.bucket);
    const isEmpty = rows + objects === 0;
    if (!isEmpty && !isReplacing) throw new OperationError("IMPORT_STAGE_HAS_DATA", { rows, objects });
    return isEmpty;
  } finally {
    await snapshot.close();
  }
}

interface Named {
  readonly schema: string;
  readonly name: string;
}

/** @throws {OperationError} `IMPORT_TABLES_DIFFER` with tables, columns and sequences that the stage has not. */
function refuseUnknown(
  manifest: Manifest,
  tables: readonly (Named & { readonly columns: readonly { readonly name: string }[] })[],
  sequences: readonly Named[],
): void {
  const find = <T extends Named>(among: readonly T[], { schema, name }: Named): T | undefined =>
    among.find((one) => one.schema === schema && one.name === name);
  const unknown = [
    ...manifest.tables.flatMap((table) => {
      const own = find(tables, table);
      if (own === undefined) return [tableLabel(table)];
      return table.columns
        .filter(({ name }) => !own.columns.some((column) => column.name === name))
        .map(({ name }) => `${tableLabel(table)}.${name}`);
    }),
    ...manifest.sequences.filter((one) => find(sequences, one) === undefined).map(tableLabel),
  ];
  if (unknown.length > 0) throw new OperationError("IMPORT_TABLES_DIFFER", { unknown });
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
