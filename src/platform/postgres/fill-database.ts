import type { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { DatabaseError, type Client } from "pg";
import { from as copyFrom } from "pg-copy-streams";
import { OperationError } from "../../errors.ts";
import { withClient, type Connection } from "./client.ts";
import type { SequenceState } from "./snapshot.ts";
import { columnList, listTables, quoteName, tableLabel, type Table } from "./tables.ts";

/** Rows that are brought to one table. */
export interface TableFilling extends Pick<Table, "schema" | "name" | "columns"> {
  /** How many there must be. */
  readonly rows: number;
  /** Gives them as `Snapshot.rows` does. */
  readonly read: () => Promise<Readable>;
}

/** What a database is to hold. */
export interface Filling {
  /** Tables that the database has, with the columns that are brought. Every other table will be empty. */
  readonly tables: readonly TableFilling[];
  readonly sequences: readonly SequenceState[];
  /** Told of each table as it begins. */
  readonly onTable: (label: string) => void;
  readonly signal: AbortSignal;
}

/**
 * Replaces all rows of a database, in one transaction. Foreign keys are taken off meanwhile and put back at the end,
 * which checks every row; triggers are silent. For this the role must own the tables, and need not be a superuser.
 * The database should be nobody else's: tables are locked until the end.
 *
 * @throws {OperationError} `IMPORT_ROWS_REFUSED` with PostgreSQL's own words; `IMPORT_ROWS_MISSING` where a table got
 *   another number of rows than was said. Nothing has changed then.
 * @throws The reason of the signal.
 */
export async function fillDatabase(target: Connection, database: string, filling: Filling): Promise<void> {
  await withClient(target, database, async (client) => {
    await client.query("BEGIN; SET LOCAL search_path = pg_catalog");
    const foreignKeys = await takeOff(client, foreignKeysQuery);
    const triggers = await takeOff(client, triggersQuery);
    const all = await listTables(client);
    if (all.length > 0) await client.query(`TRUNCATE ${all.map(quoteName).join(", ")}`);
    for (const table of filling.tables) await fillTable(client, table, filling);
    for (const { lastValue, isCalled, ...name } of filling.sequences) {
      await client.query("SELECT setval($1::regclass, $2::bigint, $3)", [
        quoteName(name),
        lastValue,
        isCalled,
      ]);
    }
    // A deferred unique constraint that still waits would forbid any change of its table.
    await asked("", () => client.query("SET CONSTRAINTS ALL IMMEDIATE"));
    for (const { undo } of triggers) await client.query(undo);
    for (const { undo, label } of foreignKeys) await asked(label, () => client.query(undo));
    await refreshViews(client);
    filling.signal.throwIfAborted();
    await client.query("COMMIT");
  });
}

/** Statements that take something off a table and put it back as it was. */
interface Removable {
  readonly label: string;
  readonly take: string;
  readonly undo: string;
}

/** A constraint of a partition that comes from its parent goes and comes with it. */
const foreignKeysQuery = `
  SELECT c.conrelid::regclass::text AS label,
    format('ALTER TABLE %s DROP CONSTRAINT %I', c.conrelid::regclass, c.conname) AS take,
    format('ALTER TABLE %s ADD CONSTRAINT %I %s', c.conrelid::regclass, c.conname, pg_get_constraintdef(c.oid)) AS undo
  FROM pg_constraint c JOIN pg_class t ON t.oid = c.conrelid JOIN pg_namespace n ON n.oid = t.relnamespace
  WHERE c.contype = 'f' AND c.conparentid = 0 AND n.nspname NOT LIKE 'pg\\_%'
  ORDER BY c.oid`;

const triggersQuery = `
  SELECT t.tgrelid::regclass::text AS label,
    format('ALTER TABLE %s DISABLE TRIGGER %I', t.tgrelid::regclass, t.tgname) AS take,
    format('ALTER TABLE %s ENABLE %s TRIGGER %I', t.tgrelid::regclass,
      CASE t.tgenabled WHEN 'A' THEN 'ALWAYS' ELSE '' END, t.tgname) AS undo
  FROM pg_trigger t JOIN pg_class c ON c.oid = t.tgrelid
  WHERE NOT t.tgisinternal AND t.tgenabled IN ('O', 'A') AND c.relkind IN ('r', 'p')
  ORDER BY t.oid`;

async function takeOff(client: Client, query: string): Promise<readonly Removable[]> {
  const { rows } = await client.query<Removable>(query);
  for (const { take } of rows) await client.query(take);
  return rows;
}

async function fillTable(
  client: Client,
  { rows, columns, read, schema, name }: TableFilling,
  { onTable, signal }: Filling,
): Promise<void> {
  signal.throwIfAborted();
  const table = tableLabel({ schema, name });
  onTable(table);
  const into = `${quoteName({ schema, name })} (${columnList(columns)})`;
  const source = await read();
  const written = client.query(copyFrom(`COPY ${into} FROM STDIN (FORMAT csv, HEADER)`));
  // One that is broken off hears of the end of its connection later, when nobody waits for it any more.
  written.on("error", () => undefined);
  await asked(table, () => pipeline(source, written, { signal }));
  if (written.rowCount !== rows) {
    throw new OperationError("IMPORT_ROWS_MISSING", { table, expected: rows, found: written.rowCount });
  }
}

/** Does what PostgreSQL may refuse because of the rows. */
async function asked(table: string, work: () => Promise<unknown>): Promise<void> {
  try {
    await work();
  } catch (error) {
    if (!(error instanceof DatabaseError)) throw error;
    const detail = [error.detail, error.where].filter((one) => one !== undefined).join("\n");
    throw new OperationError(
      "IMPORT_ROWS_REFUSED",
      { table: error.table ?? table, message: error.message },
      { cause: error, ...(detail === "" ? {} : { detail }) },
    );
  }
}

/** What was computed of the rows before. A view that needs another one was made after it. */
async function refreshViews(client: Client): Promise<void> {
  const { rows } = await client.query<{ view: string }>(
    "SELECT oid::regclass::text AS view FROM pg_class WHERE relkind = 'm' AND relispopulated ORDER BY oid",
  );
  // `regclass` writes a name as it stands in SQL.
  for (const { view } of rows) await client.query(`REFRESH MATERIALIZED VIEW ${view}`);
}
