import { once } from "node:events";
import { createServer, type AddressInfo } from "node:net";
import { withTemporary } from "../../bundle/temporary.ts";
import type { EntryPoints } from "../../plan/provisions.ts";
import { runCommand } from "./commands.ts";

/** A start of a function up to its first question for work. */
export interface ColdStart {
  /** From the start of the process; what Lambda calls the init phase. Milliseconds. */
  readonly initMs: number;
  /** False when the process ended, or said that it could not start, before it asked. */
  readonly isReady: boolean;
  readonly stderr: string;
}

/**
 * Starts the function as a sandbox would, on this machine's processor and disk, and ends it as soon as it asks for its first
 * event. Nothing answers it; no service is started.
 *
 * @param options.parameters Of the interpreter: `-X importtime`.
 */
export async function startCold(
  entry: EntryPoints,
  options: {
    readonly parameters?: readonly string[];
    readonly caller: Readonly<Record<string, string | undefined>>;
    readonly cache: string;
    readonly signal: AbortSignal;
  },
): Promise<ColdStart> {
  const [program = "", ...rest] = entry.serve;
  const end = new AbortController();
  const door = await listen(() => end.abort());
  const started = performance.now();
  try {
    const outcome = await withTemporary(options.cache, (folder) =>
      runCommand(
        { ...entry, command: [program, ...(options.parameters ?? []), ...rest] },
        {
          arguments: [],
          isInteractive: false,
          caller: options.caller,
          extra: { HOME: folder, TMPDIR: folder, AWS_LAMBDA_RUNTIME_API: door.address },
          signal: AbortSignal.any([options.signal, end.signal]),
        },
      ),
    );
    options.signal.throwIfAborted();
    const { askedAt } = door;
    const readyAt = askedAt();
    return {
      initMs: (readyAt ?? performance.now()) - started,
      isReady: readyAt !== undefined,
      stderr: outcome.stderr,
    };
  } finally {
    door.close();
  }
}

/**
 * As much of the Lambda Runtime API as a function sees before its first event.
 * @see https://docs.aws.amazon.com/lambda/latest/dg/runtimes-api.html
 */
async function listen(onAsked: () => void): Promise<{
  readonly address: string;
  /** When the function was ready; undefined when it never was. */
  readonly askedAt: () => number | undefined;
  readonly close: () => void;
}> {
  let asked: number | undefined;
  const server = createServer((socket) => {
    socket.on("error", () => socket.destroy());
    socket.once("data", (data) => {
      if (data.toString("latin1").startsWith("GET /2018-06-01/runtime/invocation/next "))
        asked = performance.now();
      else socket.end("HTTP/1.1 202 Accepted\r\nContent-Length: 0\r\nConnection: close\r\n\r\n");
      onAsked();
    });
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as AddressInfo;
  return { address: `127.0.0.1:${port}`, askedAt: () => asked, close: () => void server.close() };
}
