import type { IncomingMessage } from "node:http";
import { limits } from "../functions/limits.ts";

/** The whole body, or why there is none: it is too large, or the client left before its end. */
export type ReadBody = Buffer | "too-large" | "left";

const nothing = Buffer.alloc(0);
/** What is still taken in of a body that is too large, so that the client gets to read why. */
const discardMs = 3_000;

/** True when the announced length alone shows that the body is too large. */
export function announcesTooMuch(request: IncomingMessage): boolean {
  return Number(request.headers["content-length"] ?? 0) > limits.requestBytes;
}

/** Reads a request's body into memory, up to the size that an event may have. */
export function readBody(request: IncomingMessage): Promise<ReadBody> | Buffer {
  const { "content-length": length, "transfer-encoding": encoding } = request.headers;
  if (encoding === undefined && (length === undefined || length === "0")) return nothing;
  return new Promise((resolve) => {
    const chunks: Buffer[] = [];
    let size = 0;
    request.on("data", (chunk: Buffer) => {
      size += chunk.length;
      if (size > limits.requestBytes) resolve("too-large");
      else chunks.push(chunk);
    });
    request.once("end", () => resolve(Buffer.concat(chunks)));
    request.once("close", () => resolve("left"));
    request.once("error", () => resolve("left"));
  });
}

/**
 * Goes on reading what nobody wants, for a moment: a connection that is closed on a client in the middle of its
 * sending is reset, and the client would see that instead of the answer.
 */
export function discardRest(request: IncomingMessage): void {
  const { socket } = request;
  const timer = setTimeout(() => socket.destroy(), discardMs);
  timer.unref();
  request.resume();
  request.once("end", () => clearTimeout(timer));
  request.once("close", () => clearTimeout(timer));
}
