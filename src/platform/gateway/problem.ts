import { errorTypeOf, type InvocationFailure } from "../functions/failure.ts";

/** Everything that the gateway answers itself instead of the application. */
export type Problem =
  | InvocationFailure
  /** A body that the door takes no more of, or an event that Lambda does not. */
  | { readonly kind: "request-too-large"; readonly limitBytes: number }
  | { readonly kind: "late-answer"; readonly door: string; readonly limitSeconds: number }
  | { readonly kind: "malformed-response"; readonly reason: string }
  | { readonly kind: "headers-too-large"; readonly door: string; readonly limitBytes: number }
  | { readonly kind: "url-too-long"; readonly door: string; readonly limitBytes: number }
  | {
      readonly kind: "response-headers-too-large";
      readonly door: string;
      readonly bytes: number;
      readonly limitBytes: number;
    }
  | { readonly kind: "bad-request" }
  | { readonly kind: "request-timed-out" }
  | { readonly kind: "websocket" };

/** Who says no: the application's code, a limit that AWS has too, or the door itself. */
export type Speaker = "application" | "limit" | "door";

interface ProblemClass {
  readonly status: number;
  readonly speaker: Speaker;
}

/**
 * Statuses as the client of a Function URL sees them. A timeout is 504 here, for it says the most; API Gateway and
 * CloudFront in front of a function answer 504 too, a bare Function URL 502. The statuses for sizes of URL and headers
 * are CloudFront's, whatever the door.
 */
const classes: Readonly<Record<Problem["kind"], ProblemClass>> = {
  "init-error": { status: 502, speaker: "application" },
  "init-exited": { status: 502, speaker: "application" },
  "init-timed-out": { status: 502, speaker: "limit" },
  "init-out-of-memory": { status: 502, speaker: "limit" },
  throttled: { status: 429, speaker: "limit" },
  "timed-out": { status: 504, speaker: "limit" },
  "out-of-memory": { status: 502, speaker: "limit" },
  exited: { status: 502, speaker: "application" },
  "function-error": { status: 502, speaker: "application" },
  "response-too-large": { status: 502, speaker: "limit" },
  "not-found": { status: 503, speaker: "door" },
  closing: { status: 503, speaker: "door" },
  "request-too-large": { status: 413, speaker: "limit" },
  "late-answer": { status: 504, speaker: "limit" },
  "malformed-response": { status: 502, speaker: "application" },
  "headers-too-large": { status: 413, speaker: "limit" },
  "url-too-long": { status: 413, speaker: "limit" },
  "response-headers-too-large": { status: 502, speaker: "limit" },
  "bad-request": { status: 400, speaker: "door" },
  "request-timed-out": { status: 408, speaker: "door" },
  websocket: { status: 501, speaker: "limit" },
};

/** HTTP status of a problem, and who speaks. */
export function classOf(problem: Problem): ProblemClass {
  return classes[problem.kind];
}

/** Value of the header `x-amzn-errortype`. */
export function problemType(problem: Problem): string {
  switch (problem.kind) {
    case "request-too-large":
      return "RequestEntityTooLargeException";
    case "malformed-response":
    case "response-headers-too-large":
    case "late-answer":
      return "InternalServerErrorException";
    case "headers-too-large":
    case "url-too-long":
    case "bad-request":
    case "request-timed-out":
    case "websocket":
      return "BadRequestException";
    default:
      return errorTypeOf(problem);
  }
}
