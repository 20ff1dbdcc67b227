import { OperationError } from "../../errors.ts";
import type { Snapshot } from "../postgres/snapshot.ts";
import { tableLabel } from "../postgres/tables.ts";
import type { Manifest } from "./manifest.ts";

/** The table in which the framework writes down which migrations were applied, and the columns that name one. */
export interface MigrationTable {
  readonly table: string;
  readonly columns: readonly string[];
}

/** What an export is compared with. */
export interface StageCheck {
  readonly migrations: MigrationTable;
  /** Tables of `public` whose rows nobody would miss: migrations fill them. */
  readonly filledByMigrations: readonly string[];
}

/** The migrations that a database has seen, as `app.name`, sorted. */
export async function appliedMigrations(
  snapshot: Snapshot,
  { table, columns }: MigrationTable,
): Promise<string[]> {
  return (await snapshot.texts(table, columns)).map((names) => names.join("."));
}

/**
 * Compares a stage's database with an export that is to be brought into it.
 *
 * @returns How many rows would be lost.
 * @throws {OperationError} `IMPORT_MIGRATIONS_DIFFER`; `IMPORT_TABLES_DIFFER` with tables, columns and sequences that the
 *   stage has not.
 */
export async function checkStage(
  snapshot: Snapshot,
  manifest: Manifest,
  { migrations, filledByMigrations }: StageCheck,
): Promise<number> {
  const applied = await appliedMigrations(snapshot, migrations);
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
  return rows;
}

interface Named {
  readonly schema: string;
  readonly name: string;
}

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
