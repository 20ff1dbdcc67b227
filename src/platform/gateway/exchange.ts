import { randomUUID } from "node:crypto";
import type { Language } from "../../words/words.ts";
import type { InvocationFailure } from "../functions/failure.ts";
import type { Functions } from "../functions/functions.ts";
import type { Invocation, Receiver } from "../functions/invocation.ts";
import { limits } from "../functions/limits.ts";
import type { ObjectStorage } from "../s3/object-storage.ts";
import type { AnsweredRequest, AnswerNote } from "./answered.ts";
import { readPayload } from "./answer.ts";
import type { Door } from "./door.ts";
import type { EventFactory, WireRequest } from "./event.ts";
import type { Outlet } from "./outlet.ts";
import type { Problem } from "./problem.ts";
import { renderProblem } from "./problem-page.ts";
import { routeRequest } from "./route-request.ts";
import { doorLimits, longestSeconds, type DoorLimits } from "./limits.ts";
import { findOversize } from "./response-headers.ts";
import { sendAnswer, StreamReply, type StreamReplyTarget } from "./reply.ts";
import { outcomeOf, watchOutlet, type ServedRequest } from "./served.ts";

/** What the gateway sends requests to, and how it speaks. */
export interface GatewayOptions {
  readonly functions: Functions;
  /** Where the buckets of doors are; without it they are not looked at. */
  readonly storage?: Pick<ObjectStorage, "serve" | "handle">;
  /** Told of every request that is for the application, with its stage. */
  readonly onRequest?: (stage: string) => void;
  /** Gives who wants to be told of each response of a stage; undefined, which costs nothing, when nobody does. */
  readonly followerOf?: (stage: string) => ((answered: AnsweredRequest) => void) | undefined;
  /** Of the explanations, where the client asks for none that we have. */
  readonly language: Language;
  /** Told of what is sent by the gateway itself instead of the application. */
  readonly onProblem?: (problem: Problem, facts: ProblemFacts) => void;
  /** Told of each request that went through an alias with two versions. */
  readonly onServed?: (served: ServedRequest) => void;
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
  outlet: Outlet;
  readonly #requestId = randomUUID();
  extraHeaders: readonly string[] = [];
  #invocation: Invocation | undefined;
  #stream: StreamReply | undefined;
  #failure: InvocationFailure | undefined;
  /** Runs out when the door waits no longer for the first byte. */
  #patience: NodeJS.Timeout | undefined;
  readonly #note: AnswerNote;

  /** @param note Is told which function was asked, under which id, and what was explained in its place. */
  constructor(host: ExchangeHost, request: RequestFacts, outlet: Outlet, note: AnswerNote = {}) {
    this.#host = host;
    this.#request = request;
    this.outlet = outlet;
    this.#note = note;
  }

  /** `qualifier` is an alias or a version, the same of each of the door's functions. */
  send(body: Buffer, qualifier: string | number): void {
    const { door, events, options } = this.#host;
    const { payload, traceId } = events.create({ ...this.#request, body }, this.#requestId, Date.now());
    if (payload.length > limits.requestBytes / 3 && Buffer.byteLength(payload) > limits.requestBytes)
      return this.explain({ kind: "request-too-large", limitBytes: limits.requestBytes });
    this.extraHeaders = ["x-amzn-requestid", this.#requestId, "x-amzn-trace-id", traceId];
    const { functionName } = routeRequest(door, this.#request.method, this.#request.target);
    const drawn = options.functions.drawVersion({ functionName, qualifier });
    if (drawn !== undefined) this.#watch(drawn);
    this.#note.by = "function";
    this.#note.functionName = functionName;
    this.#note.requestId = this.#requestId;
    const target = { functionName, qualifier: drawn ?? qualifier };
    this.#beginToWait();
    this.#invocation = options.functions.invoke(
      target,
      { requestId: this.#requestId, payload, traceId },
      this,
    );
  }

  get limits(): DoorLimits {
    return doorLimits[this.#host.door.kind];
  }

  /** A door that waits less long than a function may run answers in its place; the function goes on. */
  #beginToWait(): void {
    const { name: door, firstByteSeconds: limitSeconds } = this.limits;
    if (limitSeconds >= longestSeconds) return;
    this.#patience = setTimeout(() => {
      this.abandon();
      this.explain({ kind: "late-answer", door, limitSeconds });
    }, limitSeconds * 1000);
  }

  /** Where two versions answer, each response says which one did, as Lambda's `Invoke` does, and its end is told. */
  #watch(version: number): void {
    const { door, options } = this.#host;
    this.extraHeaders = [...this.extraHeaders, "x-amz-executed-version", String(version)];
    this.outlet = watchOutlet(this.outlet, (status) => {
      const outcome = outcomeOf(this.#failure);
      if (outcome !== undefined) options.onServed?.({ stage: door.stage, version, outcome, status });
    });
  }

  /** The client is gone; the function still ends its work. */
  abandon(): void {
    clearTimeout(this.#patience);
    this.#invocation?.abandon();
  }

  onResponse(payload: Buffer): void {
    clearTimeout(this.#patience);
    const { responseBytes: limitBytes } = this.limits;
    if (payload.length > limitBytes) return this.explain({ kind: "response-too-large", limitBytes });
    const answer = readPayload(payload);
    if ("malformed" in answer) return this.explain({ kind: "malformed-response", reason: answer.malformed });
    const oversize = findOversize(answer, this.limits);
    if (oversize === undefined) sendAnswer(this, answer);
    else this.explain(oversize);
  }

  onStream(contentType: string | undefined): void {
    clearTimeout(this.#patience);
    this.#stream = new StreamReply(this, contentType);
  }

  onChunk(chunk: Buffer): boolean {
    return this.#stream?.take(chunk) ?? true;
  }

  onEnd(): void {
    this.#stream?.end();
  }

  onFailure(failure: InvocationFailure): void {
    clearTimeout(this.#patience);
    this.#failure = failure;
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
    const { accept, acceptLanguage, method, target } = this.#request;
    const { door, options } = this.#host;
    const { language } = options;
    const { limitNames } = routeRequest(door, method, target);
    const facts = {
      accept,
      acceptLanguage,
      language,
      limitNames,
      requestId: this.#requestId,
    };
    const page = renderProblem(problem, facts);
    this.#tell(problem, false);
    this.outlet.begin(page.status, page.headers);
    this.outlet.end(method === "HEAD" ? undefined : page.body);
  }

  #tell(problem: Problem, cut: boolean): void {
    this.#note.problem = problem.kind;
    const { method, target } = this.#request;
    const { door, options } = this.#host;
    const path = target.replace(/\?.*$/s, "");
    options.onProblem?.(problem, { door: door.name, requestId: this.#requestId, method, path, cut });
  }
}
