import { randomUUID } from "node:crypto";
import type { Language } from "../../words/words.ts";
import type { InvocationFailure } from "../functions/failure.ts";
import type { Functions } from "../functions/functions.ts";
import type { Invocation, Receiver } from "../functions/invocation.ts";
import { limits } from "../functions/limits.ts";
import { readPayload } from "./answer.ts";
import type { Door } from "./door.ts";
import type { EventFactory, WireRequest } from "./event.ts";
import type { Outlet } from "./outlet.ts";
import type { Problem } from "./problem.ts";
import { renderProblem } from "./problem-page.ts";
import { sendAnswer, StreamReply, type StreamReplyTarget } from "./reply.ts";

/** What the gateway sends requests to, and how it speaks. */
export interface GatewayOptions {
  readonly functions: Functions;
  /** Of the explanations, where the client asks for none that we have. */
  readonly language: Language;
  /** Told of what is sent by the gateway itself instead of the application. */
  readonly onProblem?: (problem: Problem, facts: ProblemFacts) => void;
}

/** Where a problem happened. */
export interface ProblemFacts {
  readonly door: string;
  readonly requestId: string;
  readonly method: string;
  readonly path: string;
  /** The response had begun: the client has a part of it. */
  readonly cut: boolean;
}

/** What the exchanges of one door share. */
export interface ExchangeHost {
  readonly door: Door;
  readonly events: EventFactory;
  readonly options: GatewayOptions;
}

/** What an exchange needs to know of a request besides its body. */
export interface RequestFacts extends Omit<WireRequest, "body"> {
  readonly accept: string | undefined;
  readonly acceptLanguage: string | undefined;
}

/** One request on its way through the function and back. */
export class Exchange implements Receiver, StreamReplyTarget {
  readonly #host: ExchangeHost;
  readonly #request: RequestFacts;
  readonly outlet: Outlet;
  readonly #requestId = randomUUID();
  extraHeaders: readonly string[] = [];
  #invocation: Invocation | undefined;
  #stream: StreamReply | undefined;

  constructor(host: ExchangeHost, request: RequestFacts, outlet: Outlet) {
    this.#host = host;
    this.#request = request;
    this.outlet = outlet;
  }

  /** `qualifier` is an alias or a version of the door's function. */
  send(body: Buffer, qualifier: string | number): void {
    const { door, events, options } = this.#host;
    const { payload, traceId } = events.create({ ...this.#request, body }, this.#requestId, Date.now());
    if (payload.length > limits.requestBytes / 3 && Buffer.byteLength(payload) > limits.requestBytes)
      return this.explain({ kind: "request-too-large", limitBytes: limits.requestBytes });
    this.extraHeaders = ["x-amzn-requestid", this.#requestId, "x-amzn-trace-id", traceId];
    const target = { functionName: door.functionName, qualifier };
    this.#invocation = options.functions.invoke(
      target,
      { requestId: this.#requestId, payload, traceId },
      this,
    );
  }

  /** The client is gone; the function still ends its work. */
  abandon(): void {
    this.#invocation?.abandon();
  }

  onResponse(payload: Buffer): void {
    const answer = readPayload(payload);
    if ("malformed" in answer) this.explain({ kind: "malformed-response", reason: answer.malformed });
    else sendAnswer(this, answer);
  }

  onStream(contentType: string | undefined): void {
    this.#stream = new StreamReply(this, contentType);
  }

  onChunk(chunk: Buffer): boolean {
    return this.#stream?.take(chunk) ?? true;
  }

  onEnd(): void {
    this.#stream?.end();
  }

  onFailure(failure: InvocationFailure): void {
    if (this.#stream === undefined) this.explain(failure);
    else this.#stream.fail(failure);
  }

  get method(): string {
    return this.#request.method;
  }

  onCut(problem: Problem): void {
    this.#tell(problem, true);
  }

  onDrain(): void {
    this.#invocation?.resume();
  }

  /** Answers with a page of the gateway's own. */
  explain(problem: Problem): void {
    const { accept, acceptLanguage, method } = this.#request;
    const { door, options } = this.#host;
    const { language } = options;
    const facts = {
      accept,
      acceptLanguage,
      language,
      limitNames: door.limitNames,
      requestId: this.#requestId,
    };
    const page = renderProblem(problem, facts);
    this.#tell(problem, false);
    this.outlet.begin(page.status, page.headers);
    this.outlet.end(method === "HEAD" ? undefined : page.body);
  }

  #tell(problem: Problem, cut: boolean): void {
    const { method, target } = this.#request;
    const { door, options } = this.#host;
    const path = target.replace(/\?.*$/s, "");
    options.onProblem?.(problem, { door: door.name, requestId: this.#requestId, method, path, cut });
  }
}
