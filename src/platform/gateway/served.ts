import type { InvocationFailure } from "../functions/failure.ts";
import type { Outlet } from "./outlet.ts";

/**
 * How a request ended that one of two versions behind the door's alias was given. One whose client went away first is
 * not told of.
 */
export interface ServedRequest {
  readonly stage: string;
  readonly version: number;
  /** `failed`: the invocation has no answer, or only the beginning of one. `throttled`: it never began. */
  readonly outcome: "answered" | "failed" | "throttled";
  /** What the client was answered; 502 for an answer that was broken off. */
  readonly status: number;
}

/** What became of an invocation; undefined for what is no fault of the version. */
export function outcomeOf(failure: InvocationFailure | undefined): ServedRequest["outcome"] | undefined {
  if (failure === undefined) return "answered";
  if (failure.kind === "throttled") return "throttled";
  return failure.kind === "closing" || failure.kind === "not-found" ? undefined : "failed";
}

/** Passes a response on and tells its status at its end. */
export function watchOutlet(outlet: Outlet, onEnd: (status: number) => void): Outlet {
  let status = 0;
  return {
    begin: (given, headers) => {
      status = given;
      outlet.begin(given, headers);
    },
    write: (chunk, onDrain) => outlet.write(chunk, onDrain),
    end: (chunk) => {
      outlet.end(chunk);
      onEnd(status);
    },
    breakOff: () => {
      outlet.breakOff();
      onEnd(502);
    },
  };
}
