import { Client, type ClientConfig } from "pg";
import { UserError } from "../errors.ts";
import { countFacts, type DatabaseFacts } from "../platform/postgres/postgres.ts";
import type { DatabaseState, StageDatabase } from "./provider.ts";

/** A database that somebody else owns, at a known address. */
export interface UrlDatabaseOptions {
  readonly stage: string;
  /** The stage's secret `DATABASE_URL`; undefined where it was never set. */
  readonly url: string | undefined;
  /** Whether only the stage's network reaches it: then it is not tried from here. */
  readonly isPrivate: boolean;
}

/** What the oldest Django that still had security fixes asked for when this was written (4.2). */
const leastVersion = 12;
const patienceMs = 15_000;

/**
 * A database that is there already. It is looked at, and nothing is ever made in it nor removed.
 *
 * `ensure` throws {UserError} `DATABASE_URL_MISSING`, `DATABASE_URL_UNREADABLE`, `DATABASE_URL_UNREACHABLE` and
 * `DATABASE_TOO_OLD`; `describe` only tells what it can.
 */
export function openUrlDatabase({ stage, url, isPrivate }: UrlDatabaseOptions): StageDatabase {
  const look = async (): Promise<DatabaseState> => {
    if (url === undefined || url === "") throw new UserError("DATABASE_URL_MISSING", { stage });
    const address = parseAddress(stage, url);
    return isPrivate ? unknownState(url) : stateOf(url, address);
  };
  return {
    ensure: look,
    describe: async () => {
      if (url === undefined || url === "") return undefined;
      try {
        return await look();
      } catch (error) {
        if (error instanceof UserError) return unknownState(url);
        throw error;
      }
    },
    remove: () => Promise.resolve(),
  };
}

/** Whatever the project's own settings name: nothing is laid over them, and nothing is known of it here. */
export function openSettingsDatabase(): StageDatabase {
  const state = unknownState("");
  return {
    ensure: () => Promise.resolve(state),
    describe: () => Promise.resolve(state),
    remove: () => Promise.resolve(),
  };
}

function unknownState(url: string): DatabaseState {
  return { url, isNew: false, maxConnections: null, sleeps: false, sizeBytes: null };
}

interface Address {
  readonly host: string;
  readonly port: number;
  readonly user: string;
  readonly password: string;
  readonly database: string;
  /** libpq's word; `prefer` where the address has none. */
  readonly tls: string;
}

const schemes: ReadonlySet<string> = new Set(["postgres:", "postgresql:", "pgsql:", "postgis:"]);

/** The reasons never quote the address: it holds a password. */
function parseAddress(stage: string, text: string): Address {
  const refuse = (reason: string): UserError => new UserError("DATABASE_URL_UNREADABLE", { stage, reason });
  if (!URL.canParse(text))
    throw refuse("it is no URL; a password with special characters has to be encoded.");
  const url = new URL(text);
  if (!schemes.has(url.protocol))
    throw refuse(`it begins with "${url.protocol}" and not with "postgresql:".`);
  if (url.hostname === "") throw refuse("it names no host.");
  const database = decodeURIComponent(url.pathname.slice(1));
  if (database === "") throw refuse("it does not end with the name of a database.");
  return {
    host: url.hostname.replace(/^\[(.*)\]$/u, "$1"),
    port: url.port === "" ? 5432 : Number(url.port),
    user: decodeURIComponent(url.username),
    password: decodeURIComponent(url.password),
    database,
    tls: url.searchParams.get("sslmode") ?? "prefer",
  };
}

/**
 * Counts what a database somewhere holds.
 *
 * @param url A secret; it stands in no error.
 * @throws {UserError} `DATABASE_URL_UNREADABLE`, `DATABASE_URL_UNREACHABLE`
 */
export function readOutsideFacts(stage: string, url: string): Promise<DatabaseFacts> {
  return withAddress(parseAddress(stage, url), countFacts);
}

interface Facts {
  readonly version: string;
  readonly version_number: number;
  readonly connections: number;
  readonly bytes: string;
  readonly tables: string;
}

async function stateOf(url: string, address: Address): Promise<DatabaseState> {
  const { version, version_number: number, connections, bytes, tables } = await readFacts(address);
  if (Math.floor(number / 10_000) < leastVersion) {
    throw new UserError("DATABASE_TOO_OLD", { host: address.host, version, least: leastVersion });
  }
  return {
    url,
    isNew: Number(tables) === 0,
    maxConnections: connections,
    sleeps: false,
    sizeBytes: Number(bytes),
  };
}

/** Limits of the server, of the database and of the role: the least of them counts; -1 stands for none. */
const question = `
  SELECT split_part(current_setting('server_version'), ' ', 1) AS version,
         current_setting('server_version_num')::int AS version_number,
         least(
           current_setting('max_connections')::int - current_setting('superuser_reserved_connections')::int,
           (SELECT nullif(datconnlimit, -1) FROM pg_catalog.pg_database WHERE datname = current_database()),
           (SELECT nullif(rolconnlimit, -1) FROM pg_catalog.pg_roles WHERE rolname = current_user)
         ) AS connections,
         pg_catalog.pg_database_size(current_database()) AS bytes,
         (SELECT count(*) FROM pg_catalog.pg_class AS one
          JOIN pg_catalog.pg_namespace AS place ON place.oid = one.relnamespace
          WHERE one.relkind IN ('r', 'p') AND place.nspname NOT LIKE 'pg\\_%'
            AND place.nspname <> 'information_schema') AS tables`;

function readFacts(address: Address): Promise<Facts> {
  return withAddress(address, async (client) => {
    const { rows } = await client.query<Facts>(question);
    const [facts] = rows;
    if (facts === undefined) throw new TypeError("a SELECT without FROM has one row");
    return facts;
  });
}

async function withAddress<T>(address: Address, work: (client: Client) => Promise<T>): Promise<T> {
  const { host, port } = address;
  try {
    const client = await connect(address);
    try {
      return await work(client);
    } finally {
      await client.end();
    }
  } catch (error) {
    throw new UserError(
      "DATABASE_URL_UNREACHABLE",
      { host, port, reason: reasonOf(error) },
      { cause: error },
    );
  }
}

/** With TLS where the server has it, as libpq connects when nothing is said of it. */
async function connect(address: Address): Promise<Client> {
  const { tls } = address;
  if (tls === "disable") return connectWith(address, false);
  const isVerified = tls.startsWith("verify-");
  try {
    return await connectWith(address, { rejectUnauthorized: isVerified });
  } catch (error) {
    const hasNoTls = error instanceof Error && error.message.includes("does not support SSL");
    if (!hasNoTls || (tls !== "prefer" && tls !== "allow")) throw error;
    return connectWith(address, false);
  }
}

async function connectWith(place: Address, ssl: ClientConfig["ssl"]): Promise<Client> {
  const client = new Client({
    host: place.host,
    port: place.port,
    user: place.user,
    password: place.password,
    database: place.database,
    ssl,
    application_name: "monolift",
    connectionTimeoutMillis: patienceMs,
    query_timeout: patienceMs,
    // Variables such as PGOPTIONS of the caller's shell have no say here.
    options: "",
  });
  client.on("error", () => undefined);
  await client.connect();
  return client;
}

/** A refused connection to a name with two addresses is an `AggregateError` with an empty message. */
function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  if (error.message !== "") return error.message;
  return "code" in error ? String(error.code) : error.name;
}
