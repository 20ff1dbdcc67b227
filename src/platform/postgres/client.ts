import { Client, DatabaseError, type ClientConfig } from "pg";
import { OperationError } from "../../errors.ts";

/** How a server is reached. */
export interface Connection {
  readonly host: string;
  readonly port: number;
  readonly user: string;
  readonly password: string;
  /** Connected to for work on the server itself. */
  readonly maintenanceDatabase: string;
  readonly ssl: ClientConfig["ssl"];
  /** Added to every URL: `?sslmode=require`, or empty. */
  readonly query: string;
}

/**
 * Runs `work` with a connection and closes it.
 *
 * @throws {OperationError} `POSTGRES_UNREACHABLE` when there is no connection to be had.
 */
export async function withClient<T>(
  target: Connection,
  database: string,
  work: (client: Client) => Promise<T>,
): Promise<T> {
  const client = await connect(target, database);
  try {
    return await work(client);
  } finally {
    await client.end().catch(() => undefined);
  }
}

/**
 * Makes a connection, which the caller ends.
 *
 * @throws {OperationError} `POSTGRES_UNREACHABLE` when there is none to be had.
 */
export async function connect(target: Connection, database: string): Promise<Client> {
  const { host, port, user, password, ssl } = target;
  const client = new Client({
    host,
    port,
    user,
    password,
    database,
    ...(ssl === undefined ? { ssl: false } : { ssl }),
    connectionTimeoutMillis: 10_000,
    application_name: "monolift",
    // Variables such as PGOPTIONS of the caller's shell have no say here.
    options: "",
  });
  // A server that ends between two queries is reported by the next one; unheard, the event would end this process.
  client.on("error", () => undefined);
  try {
    await client.connect();
    return client;
  } catch (error) {
    await client.end().catch(() => undefined);
    throw asUnreachable(error, target);
  }
}

/** SQLSTATE of a server's refusal, or undefined. */
export function sqlStateOf(error: unknown): string | undefined {
  if (error instanceof DatabaseError) return error.code;
  return error instanceof Error && error.cause !== undefined ? sqlStateOf(error.cause) : undefined;
}

function asUnreachable(error: unknown, target: Connection): unknown {
  if (sqlStateOf(error) === sqlStates.noSuchDatabase) return error;
  const reason = error instanceof Error && error.message !== "" ? error.message : readCode(error);
  return new OperationError(
    "POSTGRES_UNREACHABLE",
    { host: target.host, port: target.port, reason },
    { cause: error },
  );
}

/** A refused connection to a name with two addresses is an `AggregateError` with an empty message. */
function readCode(error: unknown): string {
  return error instanceof Error && "code" in error ? String(error.code) : String(error);
}

/** @see https://www.postgresql.org/docs/current/errcodes-appendix.html */
export const sqlStates = {
  noSuchDatabase: "3D000",
  duplicateDatabase: "42P04",
  uniqueViolation: "23505",
  insufficientPrivilege: "42501",
  diskFull: "53100",
  objectInUse: "55006",
} as const;
