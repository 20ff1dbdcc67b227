import { spawn } from "node:child_process";
import { randomUUID } from "node:crypto";
import { closeSync, mkdirSync, openSync } from "node:fs";
import { request } from "node:http";
import { createInterface } from "node:readline";
import { join } from "node:path";
import { z } from "zod";
import { MonoliftError, OperationError } from "../../errors.ts";
import { readTextIfThere } from "../../system/files.ts";
import { parseJson } from "../../system/json.ts";
import { packageFolder } from "../../system/package.ts";
import { isAlive } from "../../system/processes.ts";
import type { ErrorCode } from "../../words/words.ts";
import { daemonFolder } from "./folder.ts";
import type { OperationName, Operations } from "./operations.ts";

/** Written by the background process once it answers. */
export const addressSchema = z.object({
  pid: z.number().int(),
  port: z.number().int(),
  /** Sent as a bearer token: other users of this machine can reach the port, but not read the file. */
  token: z.string(),
  /** Version of Monolift that the process runs. */
  version: z.string(),
  startedAt: z.string(),
});
export type DaemonAddress = z.infer<typeof addressSchema>;

/** A project's background process, as the verbs see it. */
export interface Daemon {
  readonly address: DaemonAddress;
  /**
   * Calls one operation.
   *
   * @throws {OperationError} What the operation reports; `DAEMON_GONE` when the process ended meanwhile.
   * @throws The reason of the signal, once the operation has taken back what it did.
   */
  call<N extends OperationName>(
    operation: N,
    input: Operations[N]["input"],
    options?: CallOptions,
  ): Promise<Operations[N]["output"]>;
}

/** For operations that take long. */
export interface CallOptions {
  /** Aborted, it asks the operation to end where it can. The call still waits for it: it may have got through. */
  readonly signal?: AbortSignal;
  readonly onProgress?: (text: string) => void;
}

/** The background process of the project whose state lies in `root`, or undefined when none is running. */
export async function findDaemon(root: string): Promise<Daemon | undefined> {
  const text = await readTextIfThere(daemonFolder(root).address);
  if (text === undefined) return undefined;
  const parsed = addressSchema.safeParse(parseJson(text));
  if (!parsed.success || !isAlive(parsed.data.pid)) return undefined;
  const daemon = createClient(parsed.data);
  // The process id may have been given to somebody else after a crash: only our own process knows the token.
  return (await daemon.call("ping", {}).catch(() => undefined)) === undefined ? undefined : daemon;
}

/**
 * The background process of a project, started when there is none.
 *
 * @throws {OperationError} `DAEMON_FAILED` with the last lines of its log when it does not come up.
 */
export async function ensureDaemon(
  root: string,
  options: {
    readonly cache: string;
    readonly language: string;
    readonly environment: Readonly<Record<string, string | undefined>>;
  },
): Promise<Daemon> {
  const running = await findDaemon(root);
  if (running !== undefined) return running;
  // Two commands may start it at one time: the second one gives way, and both use the first.
  const failure = await startDaemon(root, options).then(
    () => undefined,
    (error: unknown) => error,
  );
  const started = await findDaemon(root);
  if (started === undefined && failure !== undefined) throw failure;
  if (started === undefined) throw new OperationError("DAEMON_FAILED", { log: daemonFolder(root).log });
  return started;
}

/** Starts the process and waits for its word on descriptor 3: `ready`, or an error as JSON. */
async function startDaemon(root: string, options: Parameters<typeof ensureDaemon>[1]): Promise<void> {
  const folder = daemonFolder(root);
  mkdirSync(root, { recursive: true, mode: 0o700 });
  const log = openSync(folder.log, "a", 0o600);
  const main = join(packageFolder(), "dist/platform/daemon/main.js");
  const child = spawn(process.execPath, [main, root, options.cache, options.language], {
    detached: true,
    cwd: root,
    env: daemonEnvironment(options.environment),
    stdio: ["ignore", log, log, "pipe"],
  });
  closeSync(log);
  const word = await new Promise<string>((resolve, reject) => {
    let said = "";
    child.once("error", reject);
    const pipe = child.stdio[3];
    pipe?.on("data", (chunk: Buffer) => (said += chunk.toString("utf8")));
    pipe?.once("close", () => resolve(said));
  });
  child.unref();
  if (word.trim() === "ready") return;
  const failure = failureSchema.safeParse(parseJson(word));
  if (failure.success) throw asError(failure.data.error);
  throw new OperationError("DAEMON_FAILED", { log: folder.log });
}

/** What the process needs of the user's environment; nothing of it reaches a sandbox. */
function daemonEnvironment(environment: Readonly<Record<string, string | undefined>>): NodeJS.ProcessEnv {
  const names = [
    "PATH",
    "HOME",
    "LANG",
    "LC_ALL",
    "TMPDIR",
    "XDG_STATE_HOME",
    "XDG_CACHE_HOME",
    "XDG_CONFIG_HOME",
    "MONOLIFT_POSTGRES_URL",
  ];
  return Object.fromEntries(
    names.flatMap((name) => (environment[name] === undefined ? [] : [[name, environment[name]]])),
  );
}

/** Header with the name of a call, by which it can be aborted. */
export const callHeader = "x-monolift-call";

/** A line before the answer: what a long operation is doing. */
const progressSchema = z.strictObject({ progress: z.string() });
export type ProgressLine = z.infer<typeof progressSchema>;

const failureSchema = z.object({
  error: z.object({
    code: z.string(),
    facts: z.unknown(),
    detail: z.string().optional(),
    message: z.string(),
  }),
});

/** An error as it travels between the two processes. */
export function writeError(error: unknown): z.infer<typeof failureSchema> {
  if (error instanceof MonoliftError) {
    const { code, facts, detail, message } = error;
    return { error: { code, facts, message, ...(detail === undefined ? {} : { detail }) } };
  }
  const message = error instanceof Error ? (error.stack ?? error.message) : String(error);
  return { error: { code: "BUG", facts: {}, message } };
}

function asError(error: z.infer<typeof failureSchema>["error"]): Error {
  if (error.code === "BUG") return new Error(error.message);
  const context = error.detail === undefined ? {} : { detail: error.detail };
  return new OperationError(error.code as ErrorCode, error.facts as never, context);
}

function createClient(address: DaemonAddress): Daemon {
  return {
    address,
    call: (operation, input, options) => callOperation(address, operation, input, options),
  };
}

async function callOperation<N extends OperationName>(
  address: DaemonAddress,
  operation: N,
  input: Operations[N]["input"],
  { signal, onProgress }: CallOptions = {},
): Promise<Operations[N]["output"]> {
  signal?.throwIfAborted();
  const id = randomUUID();
  const abort = (): void => void post(address, "abort", { id }, { id: randomUUID() }).catch(() => undefined);
  signal?.addEventListener("abort", abort, { once: true });
  try {
    return (await post(address, operation, input, { id, onProgress })) as Operations[N]["output"];
  } catch (error) {
    signal?.throwIfAborted();
    throw error;
  } finally {
    signal?.removeEventListener("abort", abort);
  }
}

/** Sends one call. The answer is a line of JSON; lines of progress may come before it. */
function post(
  address: DaemonAddress,
  operation: string,
  input: unknown,
  { id, onProgress }: { readonly id: string; readonly onProgress?: CallOptions["onProgress"] },
): Promise<unknown> {
  const body = JSON.stringify(input);
  return new Promise((resolve, reject) => {
    const gone = (cause?: unknown): void =>
      reject(new OperationError("DAEMON_GONE", { operation }, { cause }));
    const call = request(
      {
        host: "127.0.0.1",
        port: address.port,
        path: `/${operation}`,
        method: "POST",
        agent: false,
        headers: {
          authorization: `Bearer ${address.token}`,
          "content-type": "application/json",
          "content-length": Buffer.byteLength(body),
          [callHeader]: id,
        },
      },
      (response) => {
        let last = "";
        const lines = createInterface({ input: response });
        lines.on("line", (line) => {
          const progress = progressSchema.safeParse(parseJson(line));
          if (progress.success) onProgress?.(progress.data.progress);
          else last = line;
        });
        lines.on("close", () => {
          const answer = parseJson(last);
          const failure = failureSchema.safeParse(answer);
          if (failure.success) reject(asError(failure.data.error));
          else if (response.statusCode === 200 && response.complete && answer !== undefined) resolve(answer);
          else gone();
        });
        response.on("error", gone);
      },
    );
    call.on("error", gone);
    call.end(body);
  });
}
