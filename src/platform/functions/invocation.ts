import type { InvocationFailure } from "./failure.ts";

/**
 * Who asked, as a set of callbacks: this path is taken by every request, and promises would cost it a tenth.
 * Exactly one of `onResponse`, `onEnd` and `onFailure` is called, once. No callback may throw.
 */
export interface Receiver {
  /** The whole payload of a buffered response. */
  readonly onResponse: (payload: Buffer) => void;
  /** A streamed response begins; its bytes follow. */
  readonly onStream: (contentType: string | undefined) => void;
  /** False asks to be spared until `resume` is called. */
  readonly onChunk: (chunk: Buffer) => boolean;
  readonly onEnd: () => void;
  /** Also after `onStream`: then the client has only the beginning of the response. */
  readonly onFailure: (failure: InvocationFailure) => void;
}

/** What one invocation hands to the function. */
export interface InvocationRequest {
  /** UUID. */
  readonly requestId: string;
  /** The event as JSON, within `limits.requestBytes`. */
  readonly payload: string;
  /** Value of `_X_AMZN_TRACE_ID`. */
  readonly traceId?: string;
}

/** An invocation under way. Whatever comes after its end is ignored. */
export class Invocation {
  readonly request: InvocationRequest;
  #receiver: Receiver | undefined;
  #resume: (() => void) | undefined;

  constructor(request: InvocationRequest, receiver: Receiver) {
    this.request = request;
    this.#receiver = receiver;
  }

  respond(payload: Buffer): void {
    this.#settle()?.onResponse(payload);
  }

  beginStream(contentType: string | undefined): void {
    this.#receiver?.onStream(contentType);
  }

  /** False when the client is slower than the function. */
  pass(chunk: Buffer): boolean {
    return this.#receiver?.onChunk(chunk) ?? true;
  }

  endStream(): void {
    this.#settle()?.onEnd();
  }

  fail(failure: InvocationFailure): void {
    this.#settle()?.onFailure(failure);
  }

  /** Goes on with a stream that `pass` held back. */
  resume(): void {
    this.#resume?.();
  }

  /**
   * Nobody waits for the response any more. The function still runs to its end, as it does on Lambda, since half of
   * its work may be done; what it answers is thrown away.
   */
  abandon(): void {
    this.#receiver = undefined;
    this.#resume?.();
  }

  /** Says how the sandbox that serves this is made to read on. */
  onResume(resume: () => void): void {
    this.#resume = resume;
  }

  #settle(): Receiver | undefined {
    const receiver = this.#receiver;
    this.#receiver = undefined;
    return receiver;
  }
}
