import type { Language } from "../../words/words.ts";
import type { Functions } from "../functions/functions.ts";
import { limits } from "../functions/limits.ts";
import type { Door } from "./door.ts";
import { functionUrlEvent, type WireRequest } from "./event.ts";
import type { Outlet } from "./outlet.ts";
import type { Problem } from "./problem.ts";
import { renderProblem } from "./problem-page.ts";
import { replyTo } from "./reply.ts";

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

/** What an exchange needs to know of a request besides its body. */
export interface RequestFacts extends Omit<WireRequest, "body"> {
  readonly accept: string | undefined;
  readonly acceptLanguage: string | undefined;
  readonly port: number;
}

/** One request on its way through the function and back. */
export class Exchange {
  readonly #door: Door;
  readonly #requestId: string;
  readonly #outlet: Outlet;
  readonly #options: GatewayOptions;
  readonly #request: RequestFacts;
  #abandon: (() => void) | undefined;

  constructor(door: Door, requestId: string, outlet: Outlet, options: GatewayOptions, request: RequestFacts) {
    this.#door = door;
    this.#requestId = requestId;
    this.#outlet = outlet;
    this.#options = options;
    this.#request = request;
  }

  send(body: Buffer, qualifier: string | number): void {
    const { payload, traceId } = functionUrlEvent(
      { ...this.#request, body },
      { requestId: this.#requestId, urlId: this.#door.name, port: this.#request.port, now: Date.now() },
    );
    if (Buffer.byteLength(payload) > limits.requestBytes)
      return this.explain({ kind: "request-too-large", limitBytes: limits.requestBytes });
    const invocation = this.#options.functions.invoke(
      { functionName: this.#door.functionName, qualifier },
      { requestId: this.#requestId, payload, traceId },
      replyTo({
        method: this.#request.method,
        extraHeaders: ["x-amzn-requestid", this.#requestId, "x-amzn-trace-id", traceId],
        outlet: this.#outlet,
        onProblem: (problem) => this.explain(problem),
        onCut: (problem) => this.#tell(problem, true),
      }),
    );
    this.#abandon = () => invocation.abandon();
    this.#outlet.onDrain(() => invocation.resume());
  }

  /** The client is gone; the function still ends its work. */
  abandon(): void {
    this.#abandon?.();
  }

  /** Answers with a page of the gateway's own. */
  explain(problem: Problem): void {
    const page = renderProblem(problem, {
      accept: this.#request.accept,
      acceptLanguage: this.#request.acceptLanguage,
      language: this.#options.language,
      limitNames: this.#door.limitNames,
      requestId: this.#requestId,
    });
    this.#tell(problem, false);
    this.#outlet.begin(page.status, page.headers);
    this.#outlet.end(this.#request.method === "HEAD" ? undefined : page.body);
  }

  #tell(problem: Problem, cut: boolean): void {
    const { method, target } = this.#request;
    const path = target.replace(/\?.*$/s, "");
    this.#options.onProblem?.(problem, {
      door: this.#door.name,
      requestId: this.#requestId,
      method,
      path,
      cut,
    });
  }
}
