import { readPrelude, type Answer, type AnswerHead } from "./answer.ts";
import type { DoorLimits } from "./limits.ts";
import type { Outlet } from "./outlet.ts";
import type { Problem } from "./problem.ts";
import { findOversize } from "./response-headers.ts";

/** How one function's answer becomes an HTTP response. */
export interface ReplyTarget {
  readonly method: string;
  /** Headers that go with every response: the request's ids. */
  readonly extraHeaders: readonly string[];
  readonly outlet: Outlet;
}

/** What a streamed reply tells besides. */
export interface StreamReplyTarget extends ReplyTarget {
  readonly limits: DoorLimits;
  /** Answers in the function's place; nothing has been sent yet. */
  readonly explain: (problem: Problem) => void;
  /** The response ended in the middle: too late for a page. */
  readonly onCut: (problem: Problem) => void;
  /** The client has taken what `take` answered false for. */
  readonly onDrain: () => void;
}

/** These never have a body, whatever the function sends; neither has an answer to HEAD. */
const bodyless = new Set([204, 205, 304]);
const integration = "application/vnd.awslambda.http-integration-response";
const nothing: Buffer = Buffer.alloc(0);

/** Sends a whole answer, with its length. */
export function sendAnswer({ method, extraHeaders, outlet }: ReplyTarget, answer: Answer): void {
  const { status, headers, body } = answer;
  if (mayHaveBody(method, status)) {
    const length = String(Buffer.byteLength(body));
    outlet.begin(status, [...without("content-length", headers), "content-length", length, ...extraHeaders]);
    outlet.end(body);
  } else {
    outlet.begin(status, [...bodylessHeaders(method, answer), ...extraHeaders]);
    outlet.end();
  }
}

/**
 * A streamed response. The first piece of the body waits for the end of the turn, so that a short response goes out
 * in one packet and with its length.
 */
export class StreamReply {
  readonly #target: StreamReplyTarget;
  #state: "prelude" | "held" | "open" | "done" = "prelude";
  #soFar = nothing;
  #head: AnswerHead = { status: 200, headers: [] };
  #held = nothing;
  /** Bytes that the application's own Content-Length still promises. */
  #promised: number | undefined;

  constructor(target: StreamReplyTarget, contentType: string | undefined) {
    this.#target = target;
    // Without a prelude, everything is body.
    if (contentType?.toLowerCase().startsWith(integration) !== true)
      this.#hold(
        { status: 200, headers: ["content-type", contentType ?? "application/octet-stream"] },
        nothing,
      );
  }

  /** False when the client is slower. */
  take(chunk: Buffer): boolean {
    if (this.#state === "prelude") return this.#readPrelude(chunk);
    if (this.#state === "held") this.#open();
    return this.#pass(chunk);
  }

  end(): void {
    if (this.#state === "prelude") {
      const reason = "the stream ended before its status and headers";
      return this.#problem({ kind: "malformed-response", reason });
    }
    if (this.#state === "held") {
      this.#state = "done";
      return sendAnswer(this.#target, { ...this.#head, body: this.#held });
    }
    if (this.#state !== "open") return;
    this.#state = "done";
    if (this.#promised === undefined || this.#promised === 0) this.#target.outlet.end();
    else this.#cut({ kind: "malformed-response", reason: `${this.#promised} bytes are missing at its end` });
  }

  fail(problem: Problem): void {
    if (this.#state === "done") return;
    if (this.#state !== "open") return this.#problem(problem);
    this.#state = "done";
    this.#cut(problem);
  }

  #readPrelude(chunk: Buffer): boolean {
    this.#soFar = this.#soFar.length === 0 ? chunk : Buffer.concat([this.#soFar, chunk]);
    const prelude = readPrelude(this.#soFar);
    if (prelude.state === "malformed") this.#problem({ kind: "malformed-response", reason: prelude.reason });
    if (prelude.state === "complete") this.#begin(prelude.head, prelude.rest);
    return true;
  }

  #begin(head: AnswerHead, rest: Buffer): void {
    const oversize = findOversize(head, this.#target.limits);
    if (oversize === undefined) this.#hold(head, rest);
    else this.#problem(oversize);
  }

  #hold(head: AnswerHead, rest: Buffer): void {
    this.#state = "held";
    this.#head = head;
    this.#held = rest;
    this.#soFar = nothing;
    process.nextTick(() => {
      if (this.#state === "held") this.#open();
    });
  }

  #open(): void {
    const { outlet, extraHeaders, method } = this.#target;
    this.#state = "open";
    const hasBody = mayHaveBody(method, this.#head.status);
    const headers = hasBody ? this.#head.headers : bodylessHeaders(method, this.#head);
    const length = hasBody ? valueOf("content-length", headers) : undefined;
    this.#promised = length === undefined ? undefined : Number(length);
    outlet.begin(this.#head.status, [...headers, ...extraHeaders]);
    if (this.#held.length > 0) this.#pass(this.#held);
    this.#held = nothing;
  }

  #pass(chunk: Buffer): boolean {
    const { outlet, method } = this.#target;
    if (this.#state !== "open" || !mayHaveBody(method, this.#head.status)) return true;
    const goOn = (): void => this.#target.onDrain();
    if (this.#promised === undefined) return outlet.write(chunk, goOn);
    if (chunk.length <= this.#promised) {
      this.#promised -= chunk.length;
      return outlet.write(chunk, goOn);
    }
    this.#state = "done";
    this.#cut({ kind: "malformed-response", reason: "it is longer than its Content-Length" });
    return true;
  }

  #problem(problem: Problem): void {
    this.#state = "done";
    this.#target.explain(problem);
  }

  #cut(problem: Problem): void {
    this.#target.onCut(problem);
    this.#target.outlet.breakOff();
  }
}

function mayHaveBody(method: string, status: number): boolean {
  return method !== "HEAD" && !bodyless.has(status);
}

/** An answer to HEAD keeps the length of what GET would send; the others have none. */
function bodylessHeaders(method: string, { status, headers }: AnswerHead): readonly string[] {
  return method === "HEAD" && !bodyless.has(status) ? headers : without("content-length", headers);
}

function valueOf(name: string, headers: readonly string[]): string | undefined {
  for (let index = 0; index < headers.length; index += 2)
    if (headers[index]?.length === name.length && headers[index]?.toLowerCase() === name)
      return headers[index + 1];
  return undefined;
}

function without(name: string, headers: readonly string[]): readonly string[] {
  if (valueOf(name, headers) === undefined) return headers;
  return headers.filter((_, index) => headers[index - (index % 2)]?.toLowerCase() !== name);
}
