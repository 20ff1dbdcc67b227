import type { ServerResponse } from "node:http";
import type { Problem } from "./problem.ts";

/** Who gave a response: the function, the door from a mount's folder or a bucket, or the door's own explanation. */
export type AnsweredBy = "function" | "static" | "uploads" | "gateway";

/** A request to a door and what became of it, told once its response is out or broken off. */
export interface AnsweredRequest {
  readonly method: string;
  /** Path and query, as the client sent them. */
  readonly target: string;
  /** 0 when the client went away before there was a status. */
  readonly status: number;
  /** Milliseconds from the request's headers to the last byte of the response. */
  readonly durationMs: number;
  readonly by: AnsweredBy;
  /** Of the function that was asked; null where none was. */
  readonly functionName: string | null;
  /** Names the invocation in the function's log; null where there was none. */
  readonly requestId: string | null;
  /** What the gateway explains in the application's place. */
  readonly problem: Problem["kind"] | null;
}

/** What is found out on the way about who answers. */
export interface AnswerNote {
  by?: AnsweredBy;
  functionName?: string;
  requestId?: string;
  problem?: Problem["kind"];
}

/** Tells of a response when it has ended. The note may be filled until then. */
export function tellAnswer(
  request: { readonly method?: string | undefined; readonly url?: string | undefined },
  response: ServerResponse,
  note: AnswerNote,
  tell: (answered: AnsweredRequest) => void,
): void {
  const startedMs = performance.now();
  response.once("close", () => {
    const problem = note.problem ?? null;
    tell({
      method: request.method ?? "GET",
      target: request.url ?? "/",
      status: response.headersSent ? response.statusCode : 0,
      durationMs: performance.now() - startedMs,
      by: problem === null ? (note.by ?? "gateway") : "gateway",
      functionName: note.functionName ?? null,
      requestId: note.requestId ?? null,
      problem,
    });
  });
}
