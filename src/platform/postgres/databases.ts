import { escapeIdentifier, escapeLiteral, type Client } from "pg";
import { OperationError } from "../../errors.ts";
import { sqlStateOf, sqlStates, withClient, type Connection } from "./client.ts";
import { copyDatabase, reopenDatabases, swapDatabase } from "./copy-database.ts";
import { fillDatabase } from "./fill-database.ts";
import type { DatabaseFacts, Databases } from "./server.ts";
import { openSnapshot } from "./snapshot.ts";
import { listTables, selectRows, tableLabel, type Table } from "./tables.ts";

/** PostgreSQL cuts longer names off without an error, so that two stages would share a database. */
const longestNameBytes = 63;

/**
 * Work on the databases of a server. Every call makes a connection of its own and ends it: calls are rare, and a
 * connection that is kept would be lost whenever the server starts anew.
 *
 * @param target Asked at every call, since a server that is started anew may have moved.
 */
export function createDatabases(target: () => Connection): Databases {
  return {
    ensureDatabase: (name) => ensureDatabase(target(), name),
    dropDatabase: (name) => dropDatabase(target(), name),
    copyDatabase: (from, to) => copyDatabase(target(), from, to),
    swapDatabase: (swap) => swapDatabase(target(), swap),
    reopenDatabases: (name) => reopenDatabases(target(), name),
    listDatabases: (prefix) => listDatabases(target(), prefix),
    openSnapshot: (name) => openSnapshot(target(), name),
    fillDatabase: (name, filling) => fillDatabase(target(), name, filling),
    databaseExists: (name) =>
      withClient(target(), target().maintenanceDatabase, (client) => exists(client, name)),
    databaseUrl: (name) => databaseUrl(target(), name),
    sizeOf: (name) => sizeOf(target(), name),
    facts: (name) => readFacts(target(), name),
  };
}

async function ensureDatabase(target: Connection, name: string): Promise<"created" | "existed"> {
  checkName(name);
  return withClient(target, target.maintenanceDatabase, async (client) => {
    if (await exists(client, name)) return "existed";
    try {
      // `template1` cannot be copied while anybody is connected to it; nobody can connect to `template0`.
      await client.query(`CREATE DATABASE ${escapeIdentifier(name)} ENCODING 'UTF8' TEMPLATE template0`);
      return "created";
    } catch (error) {
      // Of two who create it at once, one is told here, or by the catalogue's own index.
      const state = sqlStateOf(error);
      if (state === sqlStates.duplicateDatabase || state === sqlStates.uniqueViolation) return "existed";
      throw asRefusal(error, target, name);
    }
  });
}

async function dropDatabase(target: Connection, name: string): Promise<boolean> {
  checkName(name);
  return withClient(target, target.maintenanceDatabase, async (client) => {
    if (!(await exists(client, name))) return false;
    try {
      await client.query(`DROP DATABASE ${escapeIdentifier(name)} WITH (FORCE)`);
      return true;
    } catch (error) {
      if (sqlStateOf(error) === sqlStates.noSuchDatabase) return false;
      throw asRefusal(error, target, name);
    }
  });
}

async function exists(client: Client, name: string): Promise<boolean> {
  const { rowCount } = await client.query("SELECT 1 FROM pg_catalog.pg_database WHERE datname = $1", [name]);
  return rowCount === 1;
}

async function sizeOf(target: Connection, name: string): Promise<number | undefined> {
  return withClient(target, target.maintenanceDatabase, async (client) => {
    const { rows } = await client.query<{ bytes: string }>(
      "SELECT pg_catalog.pg_database_size(oid) AS bytes FROM pg_catalog.pg_database WHERE datname = $1",
      [name],
    );
    return rows[0] === undefined ? undefined : Number(rows[0].bytes);
  });
}

function checkName(name: string): void {
  const bytes = Buffer.byteLength(name);
  if (bytes === 0 || bytes > longestNameBytes) {
    throw new RangeError(
      `A database name has 1 to ${longestNameBytes} bytes; ${JSON.stringify(name)} has ${bytes}`,
    );
  }
}

function asRefusal(error: unknown, target: Connection, database: string): unknown {
  const state = sqlStateOf(error);
  if (state === sqlStates.insufficientPrivilege) {
    return new OperationError("POSTGRES_NOT_ALLOWED", { user: target.user, database }, { cause: error });
  }
  if (state === sqlStates.diskFull) {
    return new OperationError(
      "POSTGRES_DISK_FULL",
      { folder: `${target.host}:${target.port}` },
      { cause: error },
    );
  }
  return error;
}

function databaseUrl(target: Connection, name: string): string {
  const { user, password, host, port, query } = target;
  const login = `${encodeURIComponent(user)}${password === "" ? "" : `:${encodeURIComponent(password)}`}`;
  const address = host.includes(":") ? `[${host}]` : host;
  return `postgresql://${login}@${address}:${port}/${encodeURIComponent(name)}${query}`;
}

async function listDatabases(
  target: Connection,
  prefix: string,
): Promise<readonly { readonly name: string; readonly bytes: number }[]> {
  return withClient(target, target.maintenanceDatabase, async (client) => {
    const { rows } = await client.query<{ name: string; bytes: string }>(
      `SELECT datname AS name, pg_catalog.pg_database_size(oid) AS bytes
       FROM pg_catalog.pg_database WHERE starts_with(datname, $1) ORDER BY datname`,
      [prefix],
    );
    return rows.map(({ name, bytes }) => ({ name, bytes: Number(bytes) }));
  });
}

async function readFacts(target: Connection, name: string): Promise<DatabaseFacts | undefined> {
  try {
    return await withClient(target, name, countFacts);
  } catch (error) {
    if (sqlStateOf(error) === sqlStates.noSuchDatabase) return undefined;
    throw error;
  }
}

/** Counts what a database holds, exactly and of one moment. */
export async function countFacts(client: Client): Promise<DatabaseFacts> {
  // One snapshot for all tables: rows that move between two of them are counted once.
  await client.query("BEGIN TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY");
  const tables = await listTables(client);
  const counted = tables.length === 0 ? [] : (await client.query<Counted>(countQuery(tables))).rows;
  const size = await client.query<{ bytes: string }>(
    "SELECT pg_catalog.pg_database_size(pg_catalog.current_database()) AS bytes",
  );
  await client.query("COMMIT");
  const counts = counted.map(({ table, rows }) => ({ table, rows: Number(rows) }));
  return {
    tables: counts,
    rows: counts.reduce((sum, { rows }) => sum + rows, 0),
    bytes: Number(size.rows[0]?.bytes ?? 0),
  };
}

/** `count(*)` is a bigint, which `pg` hands over as text. */
interface Counted {
  readonly table: string;
  readonly rows: string;
}

function countQuery(tables: readonly Table[]): string {
  return tables
    .map((table, position) => {
      const label = escapeLiteral(tableLabel(table));
      return `SELECT ${position} AS position, ${label} AS "table", count(*) AS "rows" FROM (${selectRows(table)}) counted`;
    })
    .join(" UNION ALL ")
    .concat(" ORDER BY position");
}
