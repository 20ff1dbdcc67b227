import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { Socket } from "node:net";
import { UserError } from "../../errors.ts";
import { hasCode } from "../../system/files.ts";
import { discardRest } from "../http/discard-rest.ts";
import { tellAnswer, type AnswerNote } from "./answered.ts";
import type { Door } from "./door.ts";
import { Exchange, type GatewayOptions } from "./exchange.ts";
import { EventFactory } from "./event.ts";
import { doorLimits, type DoorLimits } from "./limits.ts";
import { HttpOutlet } from "./outlet.ts";
import { portHolder } from "./port-holder.ts";
import type { Problem } from "./problem.ts";
import { renderProblem } from "./problem-page.ts";
import { announcesTooMuch, readBody } from "./read-body.ts";
import { mayBeStatic, serveStatic } from "./static-files.ts";
import { serveUpload, storagePath } from "./uploaded-files.ts";

/** How long requests under way may take to end when the door is closed. */
const closeMs = 5_000;

/** A door that listens. `door` may be exchanged while it does, for one of the same kind. */
export class OpenDoor {
  door: Door;
  readonly #options: GatewayOptions;
  readonly #events: EventFactory;
  readonly #server: Server;
  #underWay = 0;
  /** Requests that came in while the door was held. */
  #waiting: (() => void)[] | undefined;
  #isClosing = false;

  private constructor(door: Door, options: GatewayOptions) {
    this.door = door;
    this.#options = options;
    this.#events = new EventFactory(door.name);
    this.#server = createServer(
      // No limit for a whole request: an upload to the bucket may take as long as its line is slow.
      { maxHeaderSize: this.limits.requestHeaderBytes, keepAliveTimeout: 65_000, requestTimeout: 0 },
      (request, response) => this.#receive(request, response),
    );
    this.#server.on("checkContinue", (request: IncomingMessage, response: ServerResponse) => {
      if (!announcesTooMuch(request, this.limits.requestBytes)) response.writeContinue();
      this.#receive(request, response);
    });
    this.#server.on("clientError", (error, socket) => this.#refuse(error, socket as Socket));
  }

  /** @throws {UserError} `PORT_TAKEN`. */
  static async open(door: Door, options: GatewayOptions): Promise<OpenDoor> {
    const opened = new OpenDoor(door, options);
    try {
      await opened.#listen();
    } catch (error) {
      if (!hasCode(error, "EADDRINUSE", "EACCES")) throw error;
      throw new UserError(
        "PORT_TAKEN",
        { port: door.port, holder: await portHolder(door.port) },
        { cause: error },
      );
    }
    return opened;
  }

  get port(): number {
    const address = this.#server.address();
    if (address === null || typeof address === "string") throw new TypeError("the door is not open");
    return address.port;
  }

  get limits(): DoorLimits {
    return doorLimits[this.door.kind];
  }

  /** Lets requests that come in from now on wait, until `release`. */
  hold(): void {
    this.#waiting ??= [];
  }

  release(): void {
    const waiting = this.#waiting ?? [];
    this.#waiting = undefined;
    for (const goOn of waiting) goOn();
  }

  /** Ends as soon as the last response under way is out. */
  close(): Promise<void> {
    return new Promise((resolve) => {
      const limit = setTimeout(() => this.#server.closeAllConnections(), closeMs);
      this.#server.close(() => {
        clearTimeout(limit);
        resolve();
      });
      this.#isClosing = true;
      this.#closeUnused();
    });
  }

  #closeUnused(): void {
    if (this.#underWay === 0) this.#server.closeAllConnections();
  }

  #listen(): Promise<void> {
    return new Promise((resolve, reject) => {
      this.#server.once("error", reject);
      this.#server.listen(this.door.port, "127.0.0.1", resolve);
    });
  }

  #receive(request: IncomingMessage, response: ServerResponse): void {
    if (this.#waiting !== undefined) return void this.#waiting.push(() => this.#receive(request, response));
    this.#underWay += 1;
    response.once("close", () => {
      this.#underWay -= 1;
      if (this.#isClosing) this.#closeUnused();
    });
    const target = request.url ?? "/";
    const { storage, followerOf } = this.#options;
    const note: AnswerNote = {};
    const follower = followerOf?.(this.door.stage);
    if (follower !== undefined) tellAnswer(request, response, note, follower);
    if (storage !== undefined && target.startsWith(`${storagePath}/`)) {
      note.by = "uploads";
      void storage.handle(request, response, { basePath: storagePath });
    } else if (mayBeStatic(this.door.mounts, target) || mayBeStatic(this.door.buckets, target))
      void this.#tryStatic(request, response, note);
    else this.#pass(request, response, note);
  }

  async #tryStatic(request: IncomingMessage, response: ServerResponse, note: AnswerNote): Promise<void> {
    try {
      note.by = "static";
      if (await serveStatic(this.door.mounts, request, response)) return;
      note.by = "uploads";
      if (await serveUpload(this.door.buckets, this.#options.storage, request, response)) return;
    } catch {
      // A file that the disk does not give after all: the function may answer, unless the client has a part of it.
      if (response.headersSent) return void response.destroy();
    }
    this.#pass(request, response, note);
  }

  #pass(request: IncomingMessage, response: ServerResponse, note: AnswerNote): void {
    this.#options.onRequest?.(this.door.stage);
    const { headers, socket } = request;
    const host = { door: this.door, events: this.#events, options: this.#options };
    const facts = {
      method: request.method ?? "GET",
      target: request.url ?? "/",
      httpVersion: request.httpVersion,
      rawHeaders: request.rawHeaders,
      sourceIp: socket.remoteAddress ?? "127.0.0.1",
      port: socket.localPort ?? this.door.port,
      accept: headers.accept,
      acceptLanguage: headers["accept-language"],
    };
    const exchange = new Exchange(host, facts, new HttpOutlet(response), note);
    if (headers.upgrade !== undefined && /\bwebsocket\b/i.test(headers.upgrade))
      return exchange.explain({ kind: "websocket" });
    const { name, urlBytes, requestBytes } = this.limits;
    const refuseBody = (): void =>
      refuse(exchange, request, response, { kind: "request-too-large", limitBytes: requestBytes });
    if (lengthOfUrl(request) > urlBytes)
      return refuse(exchange, request, response, { kind: "url-too-long", door: name, limitBytes: urlBytes });
    if (announcesTooMuch(request, requestBytes)) return refuseBody();
    readBody(request, requestBytes, (body) => {
      if (body === "left") return;
      if (body === "too-large") return refuseBody();
      exchange.send(body, this.door.alias);
      response.once("close", () => {
        if (!response.writableFinished) exchange.abandon();
      });
    });
  }

  /** What is no HTTP never becomes a request: the answer is written straight to the socket. */
  #refuse(error: Error, socket: Socket): void {
    if (!socket.writable || hasCode(error, "ECONNRESET")) return void socket.destroy();
    const { name, requestHeaderBytes } = this.limits;
    const problem: Problem = hasCode(error, "HPE_HEADER_OVERFLOW")
      ? { kind: "headers-too-large", door: name, limitBytes: requestHeaderBytes }
      : hasCode(error, "ERR_HTTP_REQUEST_TIMEOUT")
        ? { kind: "request-timed-out" }
        : { kind: "bad-request" };
    const { language } = this.#options;
    const page = renderProblem(problem, {
      accept: "text/html",
      acceptLanguage: undefined,
      language,
      limitNames: this.door.limitNames,
      requestId: undefined,
    });
    const headers = page.headers.map((text, index) => (index % 2 === 0 ? `\r\n${text}: ` : text)).join("");
    socket.end(`HTTP/1.1 ${page.status} ${problem.kind}${headers}\r\nconnection: close\r\n\r\n${page.body}`);
  }
}

/** Length of the URL that the client asked for, as it would put it together. */
function lengthOfUrl({ url = "", headers }: IncomingMessage): number {
  return `http://${headers.host ?? ""}`.length + url.length;
}

function refuse(
  exchange: Exchange,
  request: IncomingMessage,
  response: ServerResponse,
  problem: Problem,
): void {
  response.shouldKeepAlive = false;
  exchange.explain(problem);
  discardRest(request);
}
