import { createServer, type Server, type Socket } from "node:net";
import { parseErrorDocument, type ErrorDocument } from "./failure.ts";
import { BadRequestError, HttpReader, type BodySink, type RequestHead } from "./http-reader.ts";
import { limits } from "./limits.ts";

/** One event on its way to a sandbox. */
export interface RuntimeEvent {
  readonly requestId: string;
  /** Milliseconds since the Unix epoch. */
  readonly deadlineMs: number;
  readonly functionArn: string;
  readonly traceId: string | undefined;
  /** JSON. */
  readonly payload: string;
}

/**
 * Tells a runtime that it may ask for the next event without waiting for the answer to its last response: a round trip
 * less in each request. The API of Lambda itself does not say this, and a runtime then waits.
 */
const pipelining = "Monolift-Runtime-Pipelining: 1\r\n";

export type ResponseOutcome = "accepted" | "too-large";

/** How the response to one invocation is taken in; `undefined` from `onResponse` refuses it. */
export interface ResponseSink {
  readonly onData: (chunk: Buffer) => void;
  /**
   * `error` when the runtime ended a stream with error trailers. `reply` tells the program whether the size was within
   * the limit; called first, it lets the program go on while the response is still being passed to the client.
   */
  readonly onEnd: (error: ErrorDocument | undefined, reply: (outcome: ResponseOutcome) => void) => void;
}

/** What a sandbox's program says over the Runtime API. */
export interface RuntimeHandler {
  /** False when an invocation is still without an answer: `next` is then refused. */
  readonly onNext: () => boolean;
  readonly onResponse: (
    requestId: string,
    response: { readonly streaming: boolean; readonly contentType: string | undefined },
  ) => ResponseSink | undefined;
  /** False when there is no such invocation, or its response has begun. */
  readonly onError: (requestId: string, error: ErrorDocument) => boolean;
  readonly onInitError: (error: ErrorDocument) => void;
  /** An internal extension asks for SIGTERM before the sandbox goes. */
  readonly onExtension: () => void;
}

const runtime = "/2018-06-01/runtime/";
const invocation = `${runtime}invocation/`;
const accepted = reply(202, "Accepted", '{"status":"OK"}');
const nothing = (): void => undefined;

/**
 * The Lambda Runtime API of one sandbox, on a loopback port of its own: the port is the identity, so that a program
 * can only ever answer for itself. One event at a time; `send` may be called only after `onNext`.
 *
 * @see https://docs.aws.amazon.com/lambda/latest/dg/runtimes-api.html
 * @see https://docs.aws.amazon.com/lambda/latest/dg/runtimes-extensions-api.html
 */
export class RuntimeApi {
  readonly #handler: RuntimeHandler;
  readonly #server: Server;
  readonly #sockets = new Set<Socket>();
  #asking: Socket | undefined;
  #answering: Socket | undefined;

  private constructor(handler: RuntimeHandler) {
    this.#handler = handler;
    this.#server = createServer({ noDelay: true }, (socket) => this.#serve(socket));
  }

  static open(handler: RuntimeHandler): Promise<RuntimeApi> {
    const api = new RuntimeApi(handler);
    return new Promise((resolve, reject) => {
      api.#server.once("error", reject);
      api.#server.listen(0, "127.0.0.1", () => resolve(api));
    });
  }

  /** Value of `AWS_LAMBDA_RUNTIME_API`. */
  get address(): string {
    const address = this.#server.address();
    if (address === null || typeof address === "string")
      throw new TypeError("the Runtime API is not listening");
    return `127.0.0.1:${address.port}`;
  }

  /** Answers the `next` that waits. */
  send(event: RuntimeEvent): void {
    const socket = this.#asking;
    this.#asking = undefined;
    const { payload } = event;
    const length = Buffer.byteLength(payload);
    socket?.write(
      `HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nLambda-Runtime-Aws-Request-Id: ${event.requestId}\r\n` +
        `Lambda-Runtime-Deadline-Ms: ${event.deadlineMs}\r\nLambda-Runtime-Invoked-Function-Arn: ${event.functionArn}\r\n${pipelining}` +
        (event.traceId === undefined ? "" : `Lambda-Runtime-Trace-Id: ${event.traceId}\r\n`) +
        `Content-Length: ${length}\r\n\r\n${payload}`,
      // The same bytes, with less work, when all characters are ASCII.
      length === payload.length ? "latin1" : "utf8",
    );
  }

  /** Stops reading the response that is coming in, until `resume`: the program's writes then block. */
  pause(): void {
    this.#answering?.pause();
  }

  resume(): void {
    this.#answering?.resume();
  }

  close(): void {
    this.#server.close();
    for (const socket of this.#sockets) socket.destroy();
  }

  #serve(socket: Socket): void {
    this.#sockets.add(socket);
    const reader = new HttpReader((head) => this.#route(socket, head));
    socket.on("data", (chunk) => {
      // What one piece of a pipelined connection is answered with goes out together.
      socket.cork();
      try {
        reader.feed(chunk);
      } catch (error) {
        if (!(error instanceof BadRequestError)) throw error;
        socket.end(reply(400, "Bad Request", errorBody("InvalidRequest", "Not an HTTP/1.1 request")));
      } finally {
        socket.uncork();
      }
    });
    // A program that dies resets its connections; its exit is what counts, and is seen elsewhere.
    socket.on("error", () => socket.destroy());
    socket.on("close", () => {
      this.#sockets.delete(socket);
      if (this.#asking === socket) this.#asking = undefined;
      if (this.#answering === socket) this.#answering = undefined;
    });
  }

  #route(socket: Socket, head: RequestHead): BodySink {
    const { method, path } = head;
    if (method === "GET" && path === `${invocation}next`) return this.#next(socket);
    if (method === "POST" && path.startsWith(invocation)) {
      const slash = path.indexOf("/", invocation.length);
      const requestId = path.slice(invocation.length, slash < 0 ? undefined : slash);
      const what = slash < 0 ? "" : path.slice(slash + 1);
      if (what === "response") return this.#response(socket, head, requestId);
      if (what === "error")
        return collect((body) =>
          this.#handler.onError(requestId, parseErrorDocument(body, errorTypeHeader(head)))
            ? accepted
            : unknownRequest,
        )(socket);
    }
    if (method === "POST" && path === `${runtime}init/error`)
      return collect((body) => {
        this.#handler.onInitError(parseErrorDocument(body, errorTypeHeader(head)));
        return accepted;
      })(socket);
    return this.#extension(socket, head);
  }

  #next(socket: Socket): BodySink {
    return {
      onData: nothing,
      onEnd: () => {
        this.#asking = socket;
        if (this.#handler.onNext()) return;
        this.#asking = undefined;
        socket.write(
          reply(403, "Forbidden", errorBody("InvalidStateTransition", "The invocation has no response yet")),
        );
      },
    };
  }

  #response(socket: Socket, head: RequestHead, requestId: string): BodySink {
    const sink = this.#handler.onResponse(requestId, {
      streaming: head.headers.get("lambda-runtime-function-response-mode")?.toLowerCase() === "streaming",
      contentType: head.headers.get("content-type"),
    });
    if (sink === undefined) return { onData: nothing, onEnd: () => void socket.write(unknownRequest) };
    this.#answering = socket;
    return {
      onData: sink.onData,
      onEnd: (trailers) => {
        this.#answering = undefined;
        // The client may be slow with the last piece; the program is done with it and asks for the next event.
        socket.resume();
        sink.onEnd(
          errorInTrailers(trailers),
          (outcome) => void socket.write(outcome === "accepted" ? accepted : tooLarge),
        );
      },
    };
  }

  #extension(socket: Socket, head: RequestHead): BodySink {
    if (head.method === "POST" && head.path === "/2020-01-01/extension/register")
      return collect(() => {
        this.#handler.onExtension();
        const identifier = "Lambda-Extension-Identifier: 00000000-0000-4000-8000-000000000001\r\n";
        return reply(200, "OK", '{"functionName":"","functionVersion":"","handler":""}', identifier);
      })(socket);
    // No lifecycle events are sent to extensions: this blocks until the sandbox goes, as it does on Lambda.
    if (head.method === "GET" && head.path === "/2020-01-01/extension/event/next")
      return { onData: nothing, onEnd: nothing };
    return collect(() => reply(404, "Not Found", errorBody("NotFound", `${head.method} ${head.path}`)))(
      socket,
    );
  }
}

const unknownRequest = reply(400, "Bad Request", errorBody("InvalidRequestID", "Invalid request ID"));
const tooLarge = reply(
  413,
  "Payload Too Large",
  errorBody(
    "RequestEntityTooLarge",
    `Exceeded maximum allowed payload size (${limits.responseBytes} bytes).`,
  ),
);

/** Takes a small body whole; one over 1 MB is cut, since it only holds an error. */
function collect(answer: (body: string) => string): (socket: Socket) => BodySink {
  return (socket) => {
    const chunks: Buffer[] = [];
    let size = 0;
    return {
      onData: (chunk) => {
        size += chunk.length;
        if (size <= 1024 * 1024) chunks.push(chunk);
      },
      onEnd: () => void socket.write(answer(Buffer.concat(chunks).toString("utf8"))),
    };
  };
}

function errorTypeHeader(head: RequestHead): string | undefined {
  const type = head.headers.get("lambda-runtime-function-error-type");
  if (type === undefined) return undefined;
  return /^(Runtime|Function)\.[A-Z][A-Za-z]+$/.test(type) ? type : "Runtime.Unknown";
}

function errorInTrailers(trailers: ReadonlyMap<string, string>): ErrorDocument | undefined {
  const type = trailers.get("lambda-runtime-function-error-type");
  if (type === undefined) return undefined;
  const body = trailers.get("lambda-runtime-function-error-body") ?? "";
  return parseErrorDocument(Buffer.from(body, "base64").toString("utf8"), type);
}

function errorBody(errorType: string, errorMessage: string): string {
  return JSON.stringify({ errorType, errorMessage });
}

function reply(status: number, reason: string, body: string, headers = ""): string {
  return (
    `HTTP/1.1 ${status} ${reason}\r\nContent-Type: application/json\r\n${headers}` +
    `Content-Length: ${Buffer.byteLength(body)}\r\n\r\n${body}`
  );
}
