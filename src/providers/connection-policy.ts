import { UserError } from "../errors.ts";
import { notice, type Notice } from "../words/words.ts";
import type { DatabaseState } from "./provider.ts";

/** Who uses a database, and which one it is. */
export interface ConnectionNeeds {
  readonly engine: "neon" | "aurora" | "url";
  readonly state: Pick<DatabaseState, "maxConnections" | "sleeps">;
  /** Requests at one time that each function may serve, as the file wants it: one number for each that connects. */
  readonly concurrencies: readonly number[];
  readonly interface: "wsgi" | "asgi";
}

/** How functions connect to a database. */
export interface ConnectionPolicy {
  /**
   * `persistent`: a sandbox keeps its connection from request to request, and checks it before each. `per-request`: each
   * request opens one and closes it.
   */
  readonly mode: "persistent" | "per-request";
  /** After which time the server is to close a session that does nothing; null for never. */
  readonly idleSessionTimeoutSeconds: number | null;
  /** The most requests at one time that each function may serve; null where the file's wish may stand. */
  readonly cap: number | null;
  readonly notices: readonly Notice[];
}

/** Connections that are left to migrations, commands and people. */
const reserved = 5;
/**
 * Aurora pauses five minutes after the last session has ended, and a frozen sandbox never ends its own. The next request
 * finds the session closed and opens another, which costs less than one for each request of a busy minute.
 */
const idleSeconds = 60;

/**
 * Decides how functions connect.
 *
 * A sandbox serves one request at a time, so as many connections are in use as requests; while a release takes over, kept
 * connections of the old one's frozen sandboxes count beside them. Under ASGI a connection belongs to the request's own
 * thread and would be left behind with it, so that Django advises against keeping any.
 *
 * Neon sleeps when nobody has asked anything for five minutes, whether or not there are sessions; it needs no time limit.
 *
 * @throws {UserError} `DATABASE_TOO_SMALL` when there is not one connection for each function.
 * @see https://docs.djangoproject.com/en/stable/ref/databases/#persistent-database-connections
 * @see https://neon.com/docs/introduction/compute-lifecycle
 * @see https://docs.aws.amazon.com/AmazonRDS/latest/AuroraUserGuide/aurora-serverless-v2-auto-pause.html
 */
export function connectionPolicy(needs: ConnectionNeeds): ConnectionPolicy {
  const { engine, state, concurrencies } = needs;
  const connections = state.maxConnections;
  const inUse = sumWithin(concurrencies, Infinity);
  const kept = 2 * inUse;
  const room = connections === null ? Infinity : connections - reserved;
  const wantsKept = needs.interface === "wsgi";
  if (wantsKept && kept <= room) {
    const idle = engine === "aurora" && state.sleeps ? idleSeconds : null;
    return { mode: "persistent", idleSessionTimeoutSeconds: idle, cap: null, notices: [] };
  }
  const brief = { mode: "per-request", idleSessionTimeoutSeconds: null } as const;
  if (connections === null || inUse <= room) {
    const reason =
      wantsKept && connections !== null
        ? [notice("DATABASE_CONNECTIONS_BRIEF", { connections, needed: kept })]
        : [];
    return { ...brief, cap: null, notices: reason };
  }
  const functions = concurrencies.length;
  if (functions > room) throw new UserError("DATABASE_TOO_SMALL", { connections, functions });
  const wanted = Math.max(...concurrencies);
  let cap = Math.floor(room / functions);
  // A function that wants less leaves more to the others.
  while (sumWithin(concurrencies, cap + 1) <= room) cap += 1;
  const said = notice("DATABASE_CONCURRENCY_CAPPED", { wanted, cap, connections });
  return { ...brief, cap, notices: [said] };
}

/** Requests at one time of all functions together, with none of them above a cap. */
function sumWithin(concurrencies: readonly number[], cap: number): number {
  return concurrencies.reduce((sum, one) => sum + Math.min(one, cap), 0);
}
