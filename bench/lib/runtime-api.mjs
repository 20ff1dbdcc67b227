// The Lambda Runtime API as a measuring device: one worker at a time, raw TCP, as little work as possible between
// an event going out and the last byte of its answer coming in. Serves the Extensions API too, which the Web Adapter needs.
import { createServer } from "node:net";
import { randomUUID } from "node:crypto";

const endOfHead = Buffer.from("\r\n\r\n");
const accepted = 'HTTP/1.1 202 Accepted\r\nContent-Type: application/json\r\nContent-Length: 16\r\n\r\n{"status":"OK"}\n';

export async function createRuntimeApi() {
  const queue = [];
  const idle = [];
  const running = new Map();
  const sockets = new Set();

  const pump = () => {
    while (queue.length > 0 && idle.length > 0) {
      const socket = idle.shift();
      if (socket.destroyed) continue;
      const invocation = queue.shift();
      running.set(invocation.id, invocation);
      invocation.sentAt = performance.now();
      const { id, payload } = invocation;
      socket.write(
        `HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nLambda-Runtime-Aws-Request-Id: ${id}\r\n` +
          `Lambda-Runtime-Deadline-Ms: ${Date.now() + 120_000}\r\n` +
          "Lambda-Runtime-Invoked-Function-Arn: arn:aws:lambda:us-east-1:123456789012:function:bench\r\n" +
          `Content-Length: ${Buffer.byteLength(payload)}\r\n\r\n${payload}`,
      );
    }
  };

  const server = createServer({ noDelay: true }, (socket) => {
    sockets.add(socket);
    socket.on("close", () => sockets.delete(socket));
    socket.on("error", () => {});
    readRequests(socket, (head, finish) => {
      const [method, path] = head.split(" ", 2);
      if (path.endsWith("/runtime/invocation/next")) {
        idle.push(socket);
        pump();
        return undefined;
      }
      if (path.endsWith("/extension/register")) {
        return () => socket.write('HTTP/1.1 200 OK\r\nLambda-Extension-Identifier: 1\r\nContent-Type: application/json\r\nContent-Length: 2\r\n\r\n{}');
      }
      if (path.endsWith("/extension/event/next")) return method === "GET" ? undefined : finish;
      const id = /invocation\/([^/]+)\//.exec(path)?.[1];
      const invocation = running.get(id);
      const parts = [];
      return {
        onData: (part) => {
          if (invocation && invocation.firstByteAt === undefined) invocation.firstByteAt = performance.now();
          parts.push(part.length);
          if (invocation?.keep) invocation.body.push(Buffer.from(part));
        },
        onEnd: () => {
          socket.write(accepted);
          if (!invocation) return;
          running.delete(id);
          const now = performance.now();
          invocation.resolve({
            totalMs: now - invocation.queuedAt,
            invokeMs: now - invocation.sentAt,
            firstByteMs: (invocation.firstByteAt ?? now) - invocation.sentAt,
            bytes: parts.reduce((sum, one) => sum + one, 0),
            isError: path.endsWith("/error"),
            body: Buffer.concat(invocation.body).toString("latin1"),
          });
        },
      };
    });
  });
  await new Promise((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    address: `127.0.0.1:${server.address().port}`,
    invoke: (event, keep = false) =>
      new Promise((resolve) => {
        queue.push({ id: randomUUID(), payload: typeof event === "string" ? event : JSON.stringify(event), resolve, queuedAt: performance.now(), keep, body: [] });
        pump();
      }),
    close: () => {
      for (const socket of sockets) socket.destroy();
      server.close();
    },
  };
}

/** Splits a socket's bytes into requests with Content-Length or chunked bodies. */
function readRequests(socket, onRequest) {
  let rest = Buffer.alloc(0);
  let body;
  socket.on("data", (data) => {
    rest = rest.length === 0 ? data : Buffer.concat([rest, data]);
    for (;;) {
      if (body === undefined) {
        const end = rest.indexOf(endOfHead);
        if (end < 0) return;
        const head = rest.latin1Slice(0, end);
        rest = rest.subarray(end + 4);
        const handler = onRequest(head, () => {});
        const length = Number(/\r\ncontent-length: *(\d+)/i.exec(head)?.[1] ?? 0);
        const isChunked = /\r\ntransfer-encoding: *chunked/i.test(head);
        body = { left: length, isChunked, onData: handler?.onData ?? (() => {}), onEnd: typeof handler === "function" ? handler : (handler?.onEnd ?? (() => {})) };
      }
      if (!body.isChunked) {
        const part = rest.subarray(0, body.left);
        rest = rest.subarray(part.length);
        body.left -= part.length;
        if (part.length > 0) body.onData(part);
        if (body.left > 0) return;
      } else {
        const line = rest.indexOf("\r\n");
        if (line < 0) return;
        const size = Number.parseInt(rest.latin1Slice(0, line), 16);
        if (size > 0) {
          if (rest.length < line + 2 + size + 2) return;
          body.onData(rest.subarray(line + 2, line + 2 + size));
          rest = rest.subarray(line + 2 + size + 2);
          continue;
        }
        // After the last chunk come trailers, if any, and an empty line.
        const end = rest.indexOf(endOfHead, line);
        if (end < 0) return;
        rest = rest.subarray(end + 4);
      }
      const { onEnd } = body;
      body = undefined;
      onEnd();
    }
  });
}

/** A Function URL event, payload format 2.0. */
export function functionUrlEvent(path) {
  return {
    version: "2.0",
    routeKey: "$default",
    rawPath: path,
    rawQueryString: "",
    headers: { host: "bench.lambda-url.us-east-1.on.aws", "user-agent": "bench", accept: "*/*", "x-forwarded-proto": "https", "x-forwarded-port": "443", "x-forwarded-for": "203.0.113.9" },
    requestContext: {
      accountId: "anonymous",
      apiId: "bench",
      domainName: "bench.lambda-url.us-east-1.on.aws",
      domainPrefix: "bench",
      http: { method: "GET", path, protocol: "HTTP/1.1", sourceIp: "203.0.113.9", userAgent: "bench" },
      requestId: "00000000-0000-4000-8000-000000000000",
      routeKey: "$default",
      stage: "$default",
      time: "20/Nov/2026:12:00:00 +0000",
      timeEpoch: 1795176000000,
    },
    isBase64Encoded: false,
  };
}
