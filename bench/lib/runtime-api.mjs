// The Lambda Runtime API as a measuring device: raw TCP, one invocation after the other, as little work as possible
// between an event going out and the last byte of its answer coming in. It also serves the Extensions API, which the
// Web Adapter needs.
import { randomUUID } from "node:crypto";
import { createServer } from "node:net";
import { readRequests } from "./read-requests.mjs";

const json = "Content-Type: application/json\r\n";
const accepted = `HTTP/1.1 202 Accepted\r\n${json}Content-Length: 16\r\n\r\n{"status":"OK"}\n`;
const registered = `HTTP/1.1 200 OK\r\nLambda-Extension-Identifier: 1\r\n${json}Content-Length: 2\r\n\r\n{}`;
const arn = "arn:aws:lambda:us-east-1:123456789012:function:bench";

/**
 * @returns `address` for `AWS_LAMBDA_RUNTIME_API`; `invoke(event)` sends an event, now or when a worker asks for one;
 * `asked` resolves when one asks for the first time, which ends its init phase; `fail(error)` rejects whatever is waited
 * for, since no worker is left; `close`.
 */
export async function createRuntimeApi() {
  const api = new RuntimeApi();
  await new Promise((resolve) => api.server.listen(0, "127.0.0.1", resolve));
  return {
    address: `127.0.0.1:${api.server.address().port}`,
    asked: api.asked,
    invoke: (event) => api.invoke(event),
    fail: (error) => api.fail(error),
    close: () => api.close(),
  };
}

class RuntimeApi {
  #sockets = new Set();
  #waiting = [];
  #asking = [];
  #running = new Map();
  #failure;
  #onAsked;
  #onFailed;

  constructor() {
    this.asked = new Promise((resolve, reject) => {
      this.#onAsked = resolve;
      this.#onFailed = reject;
    });
    // Not everybody waits for it.
    this.asked.catch(() => {});
    this.server = createServer({ noDelay: true }, (socket) => {
      this.#sockets.add(socket);
      socket.on("close", () => this.#sockets.delete(socket));
      // Workers are killed, and their sockets reset.
      socket.on("error", () => socket.destroy());
      readRequests(socket, (head) => this.#route(socket, head));
    });
  }

  /**
   * @returns What came of it: `totalMs` from the event's sending to the last byte, `firstByteMs` to the first byte of
   * the answer's body, `bytes` of that body, `isError`, and `text`, its first kilobyte.
   */
  invoke(event) {
    if (this.#failure !== undefined) return Promise.reject(this.#failure);
    return new Promise((resolve, reject) => {
      const payload = JSON.stringify(event);
      const invocation = { id: randomUUID(), payload, resolve, reject, bytes: 0, text: "" };
      this.#waiting.push(invocation);
      this.#send();
    });
  }

  fail(error) {
    this.#failure = error;
    this.#onFailed(error);
    for (const { reject } of [...this.#waiting, ...this.#running.values()]) reject(error);
  }

  close() {
    for (const socket of this.#sockets) socket.destroy();
    this.server.close();
  }

  #send() {
    while (this.#waiting.length > 0 && this.#asking.length > 0) {
      const socket = this.#asking.shift();
      if (socket.destroyed) continue;
      const invocation = this.#waiting.shift();
      const { id, payload } = invocation;
      this.#running.set(id, invocation);
      const message =
        `HTTP/1.1 200 OK\r\n${json}Lambda-Runtime-Aws-Request-Id: ${id}\r\n` +
        `Lambda-Runtime-Deadline-Ms: ${Date.now() + 120_000}\r\nLambda-Runtime-Invoked-Function-Arn: ${arn}\r\n` +
        `Content-Length: ${Buffer.byteLength(payload)}\r\n\r\n${payload}`;
      invocation.sentAt = performance.now();
      socket.write(message);
    }
  }

  #route(socket, head) {
    const [method, path] = head.split(" ", 2);
    if (path.endsWith("/runtime/invocation/next")) {
      this.#asking.push(socket);
      this.#onAsked();
      this.#send();
      return {};
    }
    if (path.endsWith("/extension/register")) return { onEnd: () => socket.write(registered) };
    // An extension waits here for as long as it lives.
    if (method === "GET") return {};
    const id = /\/invocation\/([^/]+)\//.exec(path)?.[1];
    const invocation = this.#running.get(id);
    if (invocation === undefined) return { onEnd: () => socket.write(accepted) };
    return this.#answer(socket, invocation, path.endsWith("/error"));
  }

  #answer(socket, invocation, isError) {
    const { id, sentAt } = invocation;
    return {
      onData: (data) => {
        invocation.firstByteAt ??= performance.now();
        invocation.bytes += data.length;
        if (invocation.text.length < 1024) invocation.text += data.subarray(0, 1024).toString("latin1");
      },
      onEnd: () => {
        const now = performance.now();
        socket.write(accepted);
        this.#running.delete(id);
        const { firstByteAt = now, bytes, text, resolve } = invocation;
        resolve({ totalMs: now - sentAt, firstByteMs: firstByteAt - sentAt, bytes, isError, text });
      },
    };
  }
}

const domain = "bench.lambda-url.us-east-1.on.aws";

/** A Function URL event (payload format 2.0) of a GET request. */
export function functionUrlEvent(path) {
  return {
    version: "2.0",
    routeKey: "$default",
    rawPath: path,
    rawQueryString: "",
    headers: {
      host: domain,
      "user-agent": "bench",
      accept: "*/*",
      "x-forwarded-proto": "https",
      "x-forwarded-port": "443",
      "x-forwarded-for": "203.0.113.9",
    },
    requestContext: {
      accountId: "anonymous",
      apiId: "bench",
      domainName: domain,
      domainPrefix: "bench",
      http: { method: "GET", path, protocol: "HTTP/1.1", sourceIp: "203.0.113.9", userAgent: "bench" },
      requestId: "00000000-0000-4000-8000-000000000000",
      routeKey: "$default",
      stage: "$default",
      time: "20/Nov/2026:12:00:00 +0000",
      timeEpoch: 1_795_176_000_000,
    },
    isBase64Encoded: false,
  };
}
