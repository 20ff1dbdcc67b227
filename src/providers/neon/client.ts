import { setTimeout as sleep } from "node:timers/promises";
import { parseJson } from "../../system/json.ts";
import { neonOperations, type NeonOperation, type NeonOperations } from "./api-types.ts";
import { explainRefusal, NeonFailure } from "./failures.ts";
import type { NeonKey } from "./key.ts";

/** Time as the client sees it; a test has its own. */
export interface NeonClock {
  /** Milliseconds since some moment. */
  readonly now: () => number;
  readonly sleep: (milliseconds: number) => Promise<void>;
}

/** A way to Neon's API. */
export interface NeonClient {
  /**
   * Asks for one operation. What Neon calls safe is repeated with growing pauses for two minutes: 423 (it works on the
   * project), 429 (too many requests), 503; and for reading also 5xx and lost connections.
   *
   * @throws {UserError} `NEON_LIMIT`.
   * @throws {NeonFailure} `NEON_KEY_REFUSED`, `NEON_NOT_ALLOWED`, `NEON_REFUSED`, `NEON_BUSY`, `NEON_TOO_MANY_REQUESTS`;
   *   `NEON_UNREACHABLE`, after which what was asked for may have happened all the same.
   */
  readonly call: <K extends NeonOperation>(
    operation: K,
    input: NeonOperations[K]["input"],
  ) => Promise<NeonOperations[K]["answer"]>;
  readonly clock: NeonClock;
}

export interface NeonClientOptions {
  /** Its value stands in no error and no log. */
  readonly key: NeonKey;
  readonly endpoint?: string | undefined;
  readonly clock?: NeonClock | undefined;
}

/** How long something that Neon does not take yet is asked for again. */
const patienceMs = 120_000;
const firstPauseMs = 500;
const longestPauseMs = 5000;
const answerTimeoutMs = 60_000;
/** Neon has done nothing: these may be repeated whatever was asked. @see https://api-docs.neon.tech/reference/getting-started-with-neon-api */
const untouched: ReadonlySet<number> = new Set([423, 429, 503]);

const machineClock: NeonClock = {
  now: () => performance.now(),
  sleep: (milliseconds) => sleep(milliseconds),
};

/** Makes a client; nothing is asked yet. */
export function createNeonClient({
  key,
  endpoint = "https://console.neon.tech/api/v2",
  clock = machineClock,
}: NeonClientOptions): NeonClient {
  return {
    clock,
    call: async (operation, input) => {
      const request = writeRequest(operation, input, endpoint, key);
      const { method } = neonOperations[operation];
      const givenUpAt = clock.now() + patienceMs;
      for (let pauseMs = firstPauseMs; ; pauseMs = Math.min(pauseMs * 2, longestPauseMs)) {
        const reply = await ask(operation, request, key);
        if (reply.isAnswer) return reply.body as NeonOperations[typeof operation]["answer"];
        const waitMs = Math.max(pauseMs, reply.retryAfterMs);
        const isRepeatable = untouched.has(reply.status ?? 0) || (method === "GET" && reply.isFault);
        if (!isRepeatable) throw reply.error;
        if (clock.now() + waitMs > givenUpAt) throw giveUp(operation, reply);
        await clock.sleep(waitMs);
      }
    },
  };
}

interface Request {
  readonly url: string;
  readonly method: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string | null;
}

/** Shape that every input has, whatever its operation. */
interface AnyInput {
  readonly path?: Readonly<Record<string, string>>;
  readonly query?: Readonly<Record<string, string | number | boolean | undefined>>;
  readonly body?: unknown;
}

function writeRequest(operation: NeonOperation, input: AnyInput, endpoint: string, key: NeonKey): Request {
  const { method, path } = neonOperations[operation];
  const filled = path.replaceAll(/\{(\w+)\}/g, (_, name: string) =>
    encodeURIComponent(input.path?.[name] ?? ""),
  );
  const query = new URLSearchParams();
  for (const [name, value] of Object.entries(input.query ?? {})) {
    if (value !== undefined) query.set(name, String(value));
  }
  const body = input.body === undefined ? null : JSON.stringify(input.body);
  return {
    url: `${endpoint}${filled}${query.size === 0 ? "" : `?${query.toString()}`}`,
    method,
    body,
    headers: {
      accept: "application/json",
      authorization: `Bearer ${key.value}`,
      "user-agent": "monolift",
      ...(body === null ? {} : { "content-type": "application/json" }),
    },
  };
}

type Reply =
  | { readonly isAnswer: true; readonly body: unknown }
  | {
      readonly isAnswer: false;
      readonly status: number | null;
      /** Neon failed, or could not be reached. */
      readonly isFault: boolean;
      readonly retryAfterMs: number;
      readonly error: Error;
    };

async function ask(
  operation: NeonOperation,
  { url, ...request }: Request,
  { from, file }: NeonKey,
): Promise<Reply> {
  try {
    const response = await fetch(url, { ...request, signal: AbortSignal.timeout(answerTimeoutMs) });
    const text = await response.text();
    const body = parseJson(text);
    if (response.ok && (body !== undefined || text === "")) return { isAnswer: true, body };
    return {
      isAnswer: false,
      status: response.status,
      isFault: response.ok || response.status >= 500,
      retryAfterMs: readRetryAfter(response.headers.get("retry-after")),
      error:
        response.status === 401
          ? new NeonFailure("NEON_KEY_REFUSED", { from, file }, 401)
          : explainRefusal(operation, response.status, body),
    };
  } catch (error) {
    const failure = new NeonFailure("NEON_UNREACHABLE", { operation, reason: reasonOf(error) }, null, {
      cause: error,
    });
    return { isAnswer: false, status: null, isFault: true, retryAfterMs: 0, error: failure };
  }
}

function giveUp(operation: NeonOperation, reply: Reply & { readonly isAnswer: false }): Error {
  const seconds = Math.round(patienceMs / 1000);
  if (reply.status === 423) return new NeonFailure("NEON_BUSY", { operation, seconds }, 423);
  if (reply.status === 429) {
    const asked = Math.max(seconds, Math.round(reply.retryAfterMs / 1000));
    return new NeonFailure("NEON_TOO_MANY_REQUESTS", { seconds: asked }, 429);
  }
  return reply.error;
}

/** Seconds, or the date until which to wait. @see https://www.rfc-editor.org/rfc/rfc9110#field.retry-after */
function readRetryAfter(header: string | null): number {
  if (header === null) return 0;
  if (/^\d+$/.test(header)) return Number(header) * 1000;
  const until = Date.parse(header);
  return Number.isNaN(until) ? 0 : Math.max(0, until - Date.now());
}

/** `fetch` says only that it failed; why is in its cause, which names no header. */
function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  return error.cause instanceof Error && error.cause.message !== "" ? error.cause.message : error.message;
}
