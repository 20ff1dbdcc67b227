import { appliedMigrations, type MigrationTable } from "../transfer/check-stage.ts";
import type { Manifest } from "../transfer/manifest.ts";
import { writeExport } from "../transfer/write-export.ts";
import type { DataPlace, DataPlatform } from "./data.ts";
import type { Call } from "./server.ts";

export interface ExportRequest {
  readonly from: DataPlace;
  /** Absolute path of a folder that is empty, or not there. */
  readonly folder: string;
  readonly door: string;
  readonly about: Pick<Manifest, "project" | "stage" | "release">;
  readonly migrations: MigrationTable;
}

/** Where the files of an export wait to be written: it is there as long as one is under way. */
export function exportBucketOf({ bucket }: Pick<DataPlace, "bucket">): string {
  return `${bucket}.export`;
}

/**
 * Writes a stage's rows and media as files, all of one moment: new requests wait while it is chosen, and go on while
 * it is written.
 *
 * @throws {UserError} `EXPORT_FOLDER_NOT_EMPTY`, `EXPORT_FOLDER_IS_FILE`.
 */
export async function exportData(
  { database, storage, gateway }: DataPlatform,
  { from, folder, door, about, migrations }: ExportRequest,
  { signal, tell }: Call,
): Promise<Manifest> {
  const server = await database.server();
  const bucket = exportBucketOf(from);
  try {
    const { snapshot, exportedAt } = await gateway.whileHeld(door, async () => {
      await storage.copy(from.bucket, bucket);
      return { snapshot: await server.openSnapshot(from.database), exportedAt: new Date().toISOString() };
    });
    try {
      return await writeExport({
        snapshot,
        objects: storage.objects,
        bucket,
        folder,
        about: { ...about, exportedAt, migrations: await appliedMigrations(snapshot, migrations) },
        onProgress: tell,
        signal,
      });
    } finally {
      await snapshot.close();
    }
  } finally {
    await storage.remove(bucket);
  }
}
