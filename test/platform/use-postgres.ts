import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Client } from "pg";
import { afterAll, beforeAll } from "vitest";
import { startPostgres, type Postgres } from "../../src/platform/postgres/postgres.ts";

interface UsedPostgres {
  readonly postgres: () => Postgres;
  /** A session in a database of it. That the server may end it is no failure. */
  readonly connect: (database: string) => Promise<Client>;
  /** The rows that a statement gives, in a session of its own. */
  readonly query: (database: string, text: string) => Promise<readonly unknown[]>;
}

/** One server for all tests of a file; it ends with the file. */
export function usePostgres(): UsedPostgres {
  let folder = "";
  let server: Postgres | undefined;
  const postgres = (): Postgres => {
    if (server === undefined) throw new Error("PostgreSQL is there while tests run");
    return server;
  };
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), "postgres-"));
    server = await startPostgres({
      binaries: join(folder, "binaries"),
      dataFolder: join(folder, "data"),
      logFile: join(folder, "log"),
      signal: new AbortController().signal,
    });
  });
  afterAll(async () => {
    await server?.stop();
    await rm(folder, { recursive: true, force: true });
  });
  const connect = (database: string): Promise<Client> => connectTo(postgres().databaseUrl(database));
  const query: UsedPostgres["query"] = async (database, text) => {
    const client = await connect(database);
    try {
      return (await client.query(text)).rows;
    } finally {
      await client.end();
    }
  };
  return { postgres, connect, query };
}

async function connectTo(address: string): Promise<Client> {
  // Taken apart here as libpq does it: `pg` itself leaves some percent-encoded characters of a name as they are.
  const url = new URL(address);
  const client = new Client({
    host: url.hostname,
    port: Number(url.port),
    user: decodeURIComponent(url.username),
    password: decodeURIComponent(url.password),
    database: decodeURIComponent(url.pathname.slice(1)),
  });
  client.on("error", () => undefined);
  await client.connect();
  return client;
}
