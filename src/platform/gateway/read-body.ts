import type { IncomingMessage } from "node:http";

/** The whole body, or why there is none: it is too large, or the client left before its end. */
export type ReadBody = Buffer | "too-large" | "left";

const nothing = Buffer.alloc(0);

/** True when the announced length alone shows that the body is too large. */
export function announcesTooMuch(request: IncomingMessage, maxBytes: number): boolean {
  return Number(request.headers["content-length"] ?? 0) > maxBytes;
}

/** Reads a request's body into memory, up to the size that the door takes; calls back once, at once if there is none. */
export function readBody(request: IncomingMessage, maxBytes: number, onBody: (body: ReadBody) => void): void {
  const { "content-length": length, "transfer-encoding": encoding } = request.headers;
  if (encoding === undefined && (length === undefined || length === "0")) return onBody(nothing);
  const chunks: Buffer[] = [];
  let size = 0;
  let isDone = false;
  const finish = (body: ReadBody): void => {
    if (isDone) return;
    isDone = true;
    onBody(body);
  };
  request.on("data", (chunk: Buffer) => {
    size += chunk.length;
    if (size > maxBytes) finish("too-large");
    else chunks.push(chunk);
  });
  request.once("end", () => finish(Buffer.concat(chunks)));
  request.once("close", () => finish("left"));
  request.once("error", () => finish("left"));
}
