import type { Readable } from "node:stream";
import { escapeIdentifier, type Client } from "pg";
import { to as copyTo } from "pg-copy-streams";
import { connect, type Connection } from "./client.ts";
import { listTables, quoteName, selectRows, type Table } from "./tables.ts";

/** Where a sequence stands. */
export interface SequenceState {
  readonly schema: string;
  readonly name: string;
  /** A bigint, as text. */
  readonly lastValue: string;
  /** False while `lastValue` itself is the next one. */
  readonly isCalled: boolean;
}

/** A database as it is at one moment, whatever is written to it meanwhile. Holds a connection until it is closed. */
export interface Snapshot {
  readonly tables: readonly Table[];
  /** As the server says it: `18.4`. */
  readonly version: string;
  /**
   * A table's rows as CSV in UTF-8 with a header, as `COPY` writes it: `rowCount` is right once the stream has ended.
   * A null is empty, an empty text is `""`. One table at a time.
   */
  rows(table: Table): Readable & { readonly rowCount: number };
  countRows(table: Table): Promise<number>;
  /** Values of some columns as text, sorted; empty when there is no such table. */
  texts(table: string, columns: readonly string[]): Promise<readonly (readonly string[])[]>;
  /** Sequences know no snapshot: asked after the rows, each is at or past every value in them. */
  sequences(): Promise<readonly SequenceState[]>;
  close(): Promise<void>;
}

/** Text forms that mean the same wherever they are read. */
const portableForms = `
  SET LOCAL search_path = pg_catalog; SET LOCAL DateStyle = 'ISO, YMD'; SET LOCAL IntervalStyle = 'postgres';
  SET LOCAL bytea_output = 'hex'; SET LOCAL extra_float_digits = 1; SET LOCAL lc_monetary = 'C';
  SET LOCAL xmloption = 'content'`;

/**
 * Opens a snapshot: REPEATABLE READ, read only, and with a lock on each table that lets everybody read and write but
 * nobody change the table itself, as pg_dump takes it.
 *
 * @see https://www.postgresql.org/docs/current/transaction-iso.html#XACT-REPEATABLE-READ
 */
export async function openSnapshot(target: Connection, database: string): Promise<Snapshot> {
  const client = await connect(target, database);
  try {
    await client.query("BEGIN TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY");
    // Rows that a policy hides from this role would be missing without a word: an error is better.
    await client.query(`${portableForms}; SET LOCAL row_security = off`);
    const tables = await listTables(client);
    if (tables.length > 0) {
      await client.query(`LOCK TABLE ${tables.map(quoteName).join(", ")} IN ACCESS SHARE MODE`);
    }
    const { rows } = await client.query<{ version: string }>(
      "SELECT current_setting('server_version') AS version",
    );
    return makeSnapshot(client, tables, rows[0]?.version.split(" ")[0] ?? "");
  } catch (error) {
    await client.end().catch(() => undefined);
    throw error;
  }
}

function makeSnapshot(client: Client, tables: readonly Table[], version: string): Snapshot {
  return {
    tables,
    version,
    // A partitioned table can only be copied by a query, before PostgreSQL 18.
    rows: (table) => {
      const stream = client.query(copyTo(`COPY (${selectRows(table)}) TO STDOUT (FORMAT csv, HEADER)`));
      // One that is broken off hears of the end of its connection later, when nobody reads it any more.
      return stream.on("error", () => undefined);
    },
    countRows: async (table) => {
      const { rows } = await client.query<{ rows: string }>(
        `SELECT count(*) AS rows FROM (${selectRows(table)}) counted`,
      );
      return Number(rows[0]?.rows ?? 0);
    },
    texts: async (name, columns) => {
      const table = tables.find((one) => one.schema === "public" && one.name === name);
      if (table === undefined) return [];
      const list = columns.map((column) => `${escapeIdentifier(column)}::text`).join(", ");
      const text = `SELECT ${list} FROM ${quoteName(table)} ORDER BY ${list}`;
      return (await client.query<string[]>({ text, rowMode: "array" })).rows;
    },
    sequences: () => listSequences(client),
    close: () => client.end(),
  };
}

async function listSequences(client: Client): Promise<readonly SequenceState[]> {
  const { rows: names } = await client.query<{ schema: string; name: string }>(`
    SELECT n.nspname AS schema, c.relname AS name
    FROM pg_catalog.pg_class c JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
    WHERE c.relkind = 'S' AND n.nspname NOT LIKE 'pg\\_%'
    ORDER BY n.nspname, c.relname`);
  const states: SequenceState[] = [];
  for (const name of names) {
    const { rows } = await client.query<{ value: string; called: boolean }>(
      `SELECT last_value AS value, is_called AS called FROM ${quoteName(name)}`,
    );
    const [state] = rows;
    if (state !== undefined) states.push({ ...name, lastValue: state.value, isCalled: state.called });
  }
  return states;
}
