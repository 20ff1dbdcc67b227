/**
 * What a runtime posts to `/init/error` and `/error`.
 * @see https://docs.aws.amazon.com/lambda/latest/dg/runtimes-api.html#runtimes-api-initerror
 */
export interface ErrorDocument {
  readonly errorType: string;
  readonly errorMessage: string;
  /** Innermost frame last, as the runtime sent it. */
  readonly stackTrace: readonly string[];
}

/** Why a sandbox did not get through its init phase. */
export type InitFailure =
  /** The runtime said so itself: the application could not be loaded. */
  | { readonly kind: "init-error"; readonly error: ErrorDocument; readonly output: readonly string[] }
  /** The process ended before it asked for a first event; `output` holds its last lines. */
  | { readonly kind: "init-exited"; readonly exit: string; readonly output: readonly string[] }
  | { readonly kind: "init-timed-out"; readonly limitSeconds: number; readonly output: readonly string[] }
  | { readonly kind: "init-out-of-memory"; readonly memoryMb: number; readonly output: readonly string[] };

/** Why an invocation has no answer, or only the beginning of one. */
export type InvocationFailure =
  | InitFailure
  /** Every sandbox that the function may have is busy: Lambda's `TooManyRequestsException`. */
  | { readonly kind: "throttled"; readonly concurrency: number }
  | { readonly kind: "timed-out"; readonly timeoutSeconds: number }
  | { readonly kind: "out-of-memory"; readonly memoryMb: number }
  /** The process ended in the middle of a request; `exit` is `exit status 1` or `signal: killed`. */
  | { readonly kind: "exited"; readonly exit: string }
  /** The runtime posted to `/error`, or ended a stream with an error in its trailers. */
  | { readonly kind: "function-error"; readonly error: ErrorDocument }
  | { readonly kind: "response-too-large"; readonly limitBytes: number }
  /** No such function, version or alias. */
  | { readonly kind: "not-found"; readonly functionName: string; readonly qualifier: string }
  /** The platform is being shut down, or the version was removed. */
  | { readonly kind: "closing" };

/** The name that Lambda gives to a failure, as in the header `x-amzn-errortype` and in logs. */
export function errorTypeOf(failure: InvocationFailure): string {
  return failure.kind === "init-error" || failure.kind === "function-error"
    ? failure.error.errorType
    : errorTypes[failure.kind];
}

const errorTypes = {
  "init-exited": "Runtime.ExitError",
  "init-timed-out": "Sandbox.Timedout",
  "init-out-of-memory": "Runtime.OutOfMemory",
  throttled: "TooManyRequestsException",
  "timed-out": "Sandbox.Timedout",
  "out-of-memory": "Runtime.OutOfMemory",
  exited: "Runtime.ExitError",
  "response-too-large": "Function.ResponseSizeTooLarge",
  "not-found": "ResourceNotFoundException",
  closing: "ServiceException",
} as const satisfies Record<Exclude<InvocationFailure["kind"], "init-error" | "function-error">, string>;

/** Lambda's own English sentence for a failure, as it stands in the logs. */
export function describeFailure(failure: InvocationFailure): string {
  const describe = descriptions[failure.kind] as (failure: InvocationFailure) => string;
  return describe(failure);
}

type FailureOf<K extends InvocationFailure["kind"]> = Extract<InvocationFailure, { readonly kind: K }>;

const descriptions: { readonly [K in InvocationFailure["kind"]]: (failure: FailureOf<K>) => string } = {
  "init-error": ({ error }) => describeDocument(error),
  "function-error": ({ error }) => describeDocument(error),
  "init-exited": ({ exit }) => `Error: Runtime exited with error: ${exit} Runtime.ExitError`,
  exited: ({ exit }) => `Error: Runtime exited with error: ${exit} Runtime.ExitError`,
  "init-timed-out": ({ limitSeconds }) =>
    `INIT_REPORT Phase: init Status: timeout after ${limitSeconds.toFixed(2)} seconds`,
  "init-out-of-memory": ({ memoryMb }) => describeOutOfMemory(memoryMb),
  "out-of-memory": ({ memoryMb }) => describeOutOfMemory(memoryMb),
  "timed-out": ({ timeoutSeconds }) => `Task timed out after ${timeoutSeconds.toFixed(2)} seconds`,
  throttled: ({ concurrency }) => `Rate Exceeded: all ${concurrency} sandboxes are busy`,
  "response-too-large": ({ limitBytes }) =>
    `Response payload size exceeded maximum allowed payload size (${limitBytes} bytes).`,
  "not-found": ({ functionName, qualifier }) => `Function not found: ${functionName}:${qualifier}`,
  closing: () => "The function is being shut down",
};

function describeDocument(error: ErrorDocument): string {
  return [`${error.errorType}: ${error.errorMessage}`, ...error.stackTrace].join("\n");
}

function describeOutOfMemory(memoryMb: number): string {
  return `Error: Runtime exited with error: signal: killed Runtime.OutOfMemory (over ${memoryMb} MB)`;
}

/** Reads an error document leniently: what a failing runtime sends is not always what it should be. */
export function parseErrorDocument(body: string, errorType: string | undefined): ErrorDocument {
  let document: Readonly<Record<string, unknown>> = {};
  try {
    const parsed: unknown = JSON.parse(body);
    if (typeof parsed === "object" && parsed !== null) document = { ...parsed };
  } catch {
    document = { errorMessage: body };
  }
  const { errorType: type, errorMessage: message, stackTrace: trace } = document;
  return {
    errorType: errorType ?? (typeof type === "string" ? type : "Runtime.Unknown"),
    errorMessage: typeof message === "string" ? message : "",
    stackTrace: Array.isArray(trace)
      ? trace.map((frame) => (Array.isArray(frame) ? frame.join(" ") : String(frame)))
      : [],
  };
}
