import type { Swap } from "./copy-database.ts";
import type { Filling } from "./fill-database.ts";
import type { Snapshot } from "./snapshot.ts";

/** What a database holds. Row counts are exact and of one moment. */
export interface DatabaseFacts {
  /** Sorted by name. Tables outside the schema `public` are written `schema.table`; a partitioned table counts once. */
  readonly tables: readonly { readonly table: string; readonly rows: number }[];
  /** Sum over the tables. */
  readonly rows: number;
  /** Size on disk, indexes included. */
  readonly bytes: number;
}

/** The databases of one PostgreSQL server. Names are at most 63 bytes of UTF-8, and may hold any character. */
export interface Databases {
  /**
   * Makes a database when there is none: UTF-8, in the collation of the server. Idempotent, also when two callers
   * ask at one time.
   *
   * @throws {OperationError} `POSTGRES_NOT_ALLOWED` when the role of an outside server may not create databases,
   *   `POSTGRES_UNREACHABLE` when the server does not answer, `POSTGRES_DISK_FULL`.
   */
  ensureDatabase(name: string): Promise<"created" | "existed">;
  /** Removes a database and everything in it, ending its sessions. Says whether there was one. */
  dropDatabase(name: string): Promise<boolean>;
  databaseExists(name: string): Promise<boolean>;
  /**
   * Makes a database with all that another holds at this moment, whose sessions end for it.
   *
   * @throws {OperationError} `DATABASE_BUSY` when something runs in the source for longer than 10 s.
   */
  copyDatabase(from: string, to: string): Promise<void>;
  /**
   * Gives a database's name to another one, in one step; what was in it is kept under a third name.
   *
   * @throws {OperationError} `DATABASE_BUSY`.
   */
  swapDatabase(swap: Swap): Promise<void>;
  /** Lets sessions into a database and its copies (`NAME~…`) again, which a killed process may have left closed. */
  reopenDatabases(name: string): Promise<void>;
  /** Databases whose name begins so, with their size on disk, by name. */
  listDatabases(prefix: string): Promise<readonly { readonly name: string; readonly bytes: number }[]>;
  /** A database as it is at this moment, for reading. The caller closes it. */
  openSnapshot(name: string): Promise<Snapshot>;
  /**
   * Replaces all rows of a database, in one transaction.
   *
   * @throws {OperationError} `IMPORT_ROWS_REFUSED`, `IMPORT_ROWS_MISSING`.
   */
  fillDatabase(name: string, filling: Filling): Promise<void>;
  /** `postgresql://user:password@host:port/name`, with what needs it percent-encoded. Holds the password. */
  databaseUrl(name: string): string;
  /** Size on disk, indexes included; `undefined` when there is no such database. */
  sizeOf(name: string): Promise<number | undefined>;
  /** @returns `undefined` when there is no such database. */
  facts(name: string): Promise<DatabaseFacts | undefined>;
}

/** A PostgreSQL server that databases can be made in: one of our own, or one that somebody else runs. */
export interface Postgres extends Databases {
  readonly host: string;
  readonly port: number;
  readonly user: string;
  readonly password: string;
  /** Of the server's first process; changes when it is started anew after a crash, null when the server is not ours. */
  readonly pid: number | null;
  /** As the server says it: `18.4`. */
  readonly version: string;
  /**
   * Ends a server of our own: sessions are closed, what was committed is kept. Of an outside server it ends nothing.
   * Resolves once the process is gone; calling it again waits for the same end.
   */
  stop(): Promise<void>;
}
