import { UserError } from "../../errors.ts";
import { withClient, type Connection } from "./client.ts";
import { createDatabases } from "./databases.ts";
import type { Postgres } from "./server.ts";

/**
 * Uses a server that somebody else runs, for instance where no PostgreSQL programs exist for the machine. Databases
 * are made and removed in it; the role of the URL needs the right to do so (`CREATEDB`).
 *
 * @param url `postgresql://user:password@host:port/database?sslmode=require`. The database, by default `postgres`,
 *   is only connected to for work on the server. `sslmode`: `disable` (default), `require` (encrypted, whoever answers)
 *   or `verify-full` (the certificate is checked against the system's authorities).
 * @throws {UserError} `POSTGRES_URL_UNREADABLE`.
 * @throws {OperationError} `POSTGRES_UNREACHABLE`.
 */
export async function connectPostgres(url: string): Promise<Postgres> {
  const target = parseUrl(url);
  const version = await withClient(target, target.maintenanceDatabase, async (client) => {
    const { rows } = await client.query<{ version: string }>(
      "SELECT current_setting('server_version') AS version",
    );
    return rows[0]?.version.split(" ")[0] ?? "";
  });
  const { host, port, user, password } = target;
  return {
    ...createDatabases(() => target),
    host,
    port,
    user,
    password,
    pid: null,
    version,
    stop: () => Promise.resolve(),
  };
}

const tlsModes = {
  disable: undefined,
  require: { rejectUnauthorized: false },
  "verify-full": { rejectUnauthorized: true },
} as const satisfies Record<string, Connection["ssl"]>;

function parseUrl(text: string): Connection {
  if (!URL.canParse(text)) throw new UserError("POSTGRES_URL_UNREADABLE", { url: hidePassword(text) });
  const url = new URL(text);
  const mode = url.searchParams.get("sslmode") ?? "disable";
  const isPostgres = url.protocol === "postgresql:" || url.protocol === "postgres:";
  if (!isPostgres || url.hostname === "" || url.username === "" || !(mode in tlsModes)) {
    throw new UserError("POSTGRES_URL_UNREADABLE", { url: hidePassword(text) });
  }
  return {
    host: url.hostname.replace(/^\[(.*)\]$/u, "$1"),
    port: url.port === "" ? 5432 : Number(url.port),
    user: decodeURIComponent(url.username),
    password: decodeURIComponent(url.password),
    maintenanceDatabase: decodeURIComponent(url.pathname.slice(1)) || "postgres",
    ssl: tlsModes[mode as keyof typeof tlsModes],
    query: url.search,
  };
}

/** Everything between the user's name and the last `@` before the path. */
function hidePassword(text: string): string {
  return text.replace(/(:\/\/[^:@/]*):.*@/u, "$1:…@");
}
