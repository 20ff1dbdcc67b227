import type { CallOptions } from "../../platform/daemon/client.ts";
import type { MigrationTable } from "../../platform/transfer/check-stage.ts";
import type { Manifest } from "../../platform/transfer/manifest.ts";
import { dataOf, doorName } from "./local-stage.ts";
import { keepWhile, type PointsOf, type RestorePoint } from "./restore-points.ts";

/**
 * Writes a stage's rows and files into a folder, all of one moment.
 *
 * @param options.folder Absolute path of a folder that is empty, or not there.
 */
export function exportStage(
  { daemon, names }: PointsOf,
  options: {
    readonly folder: string;
    readonly release: number | null;
    readonly migrations: MigrationTable;
  },
  call: CallOptions,
): Promise<Manifest> {
  const { folder, release, migrations } = options;
  const about = { ...names, release };
  return daemon.call(
    "export-data",
    { from: dataOf(names), folder, door: doorName(names), about, migrations },
    call,
  );
}

/**
 * Brings an export into a stage: all of it, or nothing.
 *
 * @returns What the export says of itself, and the point at which what was there is kept; null where there was nothing.
 */
export async function importStage(
  stage: PointsOf,
  options: {
    readonly folder: string;
    readonly about: Pick<RestorePoint, "by" | "release">;
    readonly migrations: MigrationTable;
    readonly filledByMigrations: readonly string[];
    readonly isReplacing: boolean;
  },
  call: CallOptions,
): Promise<{ readonly manifest: Manifest; readonly point: RestorePoint | null }> {
  const { about, ...request } = options;
  const { daemon, names } = stage;
  const { manifest, isKept, point } = await keepWhile(
    stage,
    { reason: "import", ...about },
    undefined,
    (keptAs) =>
      daemon.call("import-data", { ...request, to: dataOf(names), keptAs, door: doorName(names) }, call),
  );
  return { manifest, point: isKept ? point : null };
}
