import { timingSafeEqual } from "node:crypto";
import { createServer, type IncomingMessage, type Server } from "node:http";
import { writeError } from "./client.ts";
import { operations, type OperationName } from "./operations.ts";
import type { Platform } from "./platform.ts";

/**
 * Listens on a loopback port for operations: `POST /<operation>` with JSON, and the key as a bearer token.
 *
 * @returns The server and the port that the system chose.
 */
export async function listenForOperations(
  platform: Platform,
  token: string,
): Promise<{ readonly server: Server; readonly port: number }> {
  const expected = Buffer.from(`Bearer ${token}`);
  const server = createServer((request, response) => {
    const given = Buffer.from(request.headers.authorization ?? "");
    if (given.length !== expected.length || !timingSafeEqual(given, expected)) {
      response.writeHead(403).end();
      return;
    }
    void answer(platform, request).then(({ status, body }) => {
      response.writeHead(status, { "content-type": "application/json" }).end(body);
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
): Promise<{ status: number; body: string }> {
  try {
    const name = (request.url ?? "").slice(1);
    if (!isOperation(name)) return { status: 404, body: "{}" };
    const input: unknown = JSON.parse(await readBody(request));
    // The caller is our own client, which types what it sends.
    const handler = operations[name] as (platform: Platform, input: unknown) => Promise<unknown>;
    return { status: 200, body: JSON.stringify(await handler(platform, input)) };
  } catch (error) {
    return { status: 500, body: JSON.stringify(writeError(error)) };
  }
}

function isOperation(name: string): name is OperationName {
  return Object.hasOwn(operations, name);
}

async function readBody(request: IncomingMessage): Promise<string> {
  const parts: Buffer[] = [];
  for await (const part of request) parts.push(part as Buffer);
  return Buffer.concat(parts).toString("utf8");
}
