import { timingSafeEqual } from "node:crypto";
import { createServer, type IncomingMessage, type Server } from "node:http";
import { callHeader, writeError, type ProgressLine } from "./client.ts";
import { operations, type OperationName } from "./operations.ts";
import type { Platform } from "./platform.ts";

/** What an operation that takes long may use of its call. */
export interface Call {
  /** Aborted when the caller asks for it, or is gone: what has not come to its end is taken back. */
  readonly signal: AbortSignal;
  /** Says what is being done. */
  readonly tell: (text: string) => void;
}

/**
 * Listens on a loopback port for operations: `POST /<operation>` with JSON, and the key as a bearer token. `POST /abort`
 * asks another call, by its name, to end.
 *
 * @returns The server and the port that the system chose.
 */
export async function listenForOperations(
  platform: Platform,
  token: string,
): Promise<{ readonly server: Server; readonly port: number }> {
  const expected = Buffer.from(`Bearer ${token}`);
  const calls = new Map<string, AbortController>();
  const server = createServer((request, response) => {
    const given = Buffer.from(request.headers.authorization ?? "");
    if (given.length !== expected.length || !timingSafeEqual(given, expected)) {
      response.writeHead(403).end();
      return;
    }
    const id = String(request.headers[callHeader]);
    const controller = new AbortController();
    calls.set(id, controller);
    response.once("close", () => {
      calls.delete(id);
      controller.abort();
    });
    const tell = (text: string): void =>
      void response.write(writeLine({ progress: text } satisfies ProgressLine));
    void answer(platform, request, { signal: controller.signal, tell }, calls).then(({ status, body }) => {
      if (!response.headersSent) response.writeHead(status, { "content-type": "application/json" });
      response.end(body);
    });
  });
  // An operation may last as long as an application needs to start.
  server.requestTimeout = 0;
  await new Promise<void>((resolve, reject) => {
    server.once("error", reject);
    server.listen(0, "127.0.0.1", resolve);
  });
  const address = server.address();
  if (address === null || typeof address === "string") throw new TypeError("a TCP server has a port");
  return { server, port: address.port };
}

async function answer(
  platform: Platform,
  request: IncomingMessage,
  call: Call,
  calls: ReadonlyMap<string, AbortController>,
): Promise<{ status: number; body: string }> {
  try {
    const name = (request.url ?? "").slice(1);
    const input: unknown = JSON.parse(await readBody(request));
    if (name === "abort") {
      calls.get((input as { readonly id: string }).id)?.abort();
      return { status: 200, body: "{}" };
    }
    if (!isOperation(name)) return { status: 404, body: "{}" };
    // The caller is our own client, which types what it sends.
    const handler = operations[name] as (platform: Platform, input: unknown, call: Call) => Promise<unknown>;
    return { status: 200, body: writeLine(await handler(platform, input, call)) };
  } catch (error) {
    return { status: 500, body: writeLine(writeError(error)) };
  }
}

/** JSON has no line breaks of its own. */
function writeLine(value: unknown): string {
  return `${JSON.stringify(value)}\n`;
}

function isOperation(name: string): name is OperationName {
  return Object.hasOwn(operations, name);
}

async function readBody(request: IncomingMessage): Promise<string> {
  const parts: Buffer[] = [];
  for await (const part of request) parts.push(part as Buffer);
  return Buffer.concat(parts).toString("utf8");
}
