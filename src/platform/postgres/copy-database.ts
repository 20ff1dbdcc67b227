import { setTimeout as sleep } from "node:timers/promises";
import { escapeIdentifier, type Client } from "pg";
import { OperationError } from "../../errors.ts";
import { sqlStateOf, sqlStates, withClient, type Connection } from "./client.ts";

/** How long transactions that run in the source may take to end. */
const patienceMs = 10_000;
const lookMs = 20;
/** From here on the files are copied (or, where the file system can, shared) instead of logged page by page. */
const largeBytes = 100 * 1024 * 1024;

/**
 * Makes a database with all that another holds at this moment. PostgreSQL copies only a database to which nobody is
 * connected: for the time of the copy (50 ms for a small one) it takes no new sessions, idle ones are ended, and what
 * runs may end. Sessions that were ended come back by themselves where the application checks its connections.
 *
 * @throws {OperationError} `DATABASE_BUSY` when something runs in the source for longer than 10 s.
 * @see https://www.postgresql.org/docs/current/manage-ag-templatedbs.html
 */
export async function copyDatabase(target: Connection, from: string, to: string): Promise<void> {
  await withClient(target, target.maintenanceDatabase, async (client) => {
    await whileAlone(client, from, async () => {
      const strategy = (await sizeOf(client, from)) > largeBytes ? "FILE_COPY" : "WAL_LOG";
      const [source, copy] = [escapeIdentifier(from), escapeIdentifier(to)];
      await client.query(`CREATE DATABASE ${copy} TEMPLATE ${source} STRATEGY ${strategy}`);
    });
  });
}

/** Which database takes the place of which. */
export interface Swap {
  /** Nobody else's; is gone afterwards, having taken `name`. */
  readonly fresh: string;
  readonly name: string;
  /** What was in `name` has this name afterwards. */
  readonly keptAs: string;
}

/**
 * Gives a database's name to another one. Both names change in one step, so that there is no moment in which a database
 * is missing; sessions of the old one end.
 *
 * @throws {OperationError} `DATABASE_BUSY`. Everything is as it was then.
 */
export async function swapDatabase(target: Connection, { fresh, name, keptAs }: Swap): Promise<void> {
  await withClient(target, target.maintenanceDatabase, async (client) => {
    await whileAlone(client, name, async () => {
      const rename = (before: string, after: string): Promise<unknown> =>
        client.query(`ALTER DATABASE ${escapeIdentifier(before)} RENAME TO ${escapeIdentifier(after)}`);
      await client.query("BEGIN");
      try {
        await rename(name, keptAs);
        await rename(fresh, name);
        await client.query(`ALTER DATABASE ${escapeIdentifier(keptAs)} ALLOW_CONNECTIONS true`);
        await client.query("COMMIT");
      } catch (error) {
        await client.query("ROLLBACK");
        throw error;
      }
    });
  });
}

/**
 * Lets sessions into a database and its copies (`NAME~…`) again: a process that was killed in the middle of a copy has
 * left it closed.
 */
export async function reopenDatabases(target: Connection, name: string): Promise<void> {
  await withClient(target, target.maintenanceDatabase, async (client) => {
    const { rows } = await client.query<{ closed: string }>(
      `SELECT datname AS closed FROM pg_catalog.pg_database
       WHERE NOT datallowconn AND (datname = $1 OR starts_with(datname, $1 || '~'))`,
      [name],
    );
    for (const { closed } of rows) {
      await client.query(`ALTER DATABASE ${escapeIdentifier(closed)} ALLOW_CONNECTIONS true`);
    }
  });
}

/** Does something while nobody is connected to a database, and nobody can be. */
async function whileAlone(client: Client, database: string, work: () => Promise<void>): Promise<void> {
  const name = escapeIdentifier(database);
  await client.query(`ALTER DATABASE ${name} ALLOW_CONNECTIONS false`);
  try {
    await endSessions(client, database);
    await work();
  } catch (error) {
    if (sqlStateOf(error) === sqlStates.objectInUse) throw new OperationError("DATABASE_BUSY", { database });
    throw error;
  } finally {
    await client.query(`ALTER DATABASE ${name} ALLOW_CONNECTIONS true`);
  }
}

async function endSessions(client: Client, database: string): Promise<void> {
  const giveUpAt = performance.now() + patienceMs;
  for (;;) {
    // An idle session is ended at once; one with a transaction is let go on.
    const { rows } = await client.query<{ state: string | null }>(
      `SELECT state, CASE WHEN state = 'idle' THEN pg_terminate_backend(pid) END
       FROM pg_stat_activity WHERE datname = $1 AND backend_type = 'client backend'`,
      [database],
    );
    if (rows.length === 0) return;
    if (performance.now() > giveUpAt) throw new OperationError("DATABASE_BUSY", { database });
    await sleep(lookMs);
  }
}

async function sizeOf(client: Client, database: string): Promise<number> {
  const { rows } = await client.query<{ bytes: string }>("SELECT pg_database_size($1) AS bytes", [database]);
  return Number(rows[0]?.bytes ?? 0);
}
