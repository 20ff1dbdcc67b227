import type { InvocationFailure } from "./failure.ts";
import type { Invocation } from "./invocation.ts";
import { limits } from "./limits.ts";
import type { ResponseSink } from "./runtime-api.ts";
import { StreamFlow, type Source } from "./stream-flow.ts";

/** The sandbox whose program responds, as far as a response concerns it. */
export interface Responder {
  readonly source: Source;
  readonly streamBytesPerSecond: number;
  /** False when the invocation was given up meanwhile. */
  readonly isAnswering: (invocation: Invocation) => boolean;
  /** The response is complete. */
  readonly onComplete: () => void;
  readonly onFailure: (invocation: Invocation, failure: InvocationFailure) => void;
  /** The response has passed the size from which on it is slowed down. */
  readonly onSlowed: () => void;
}

/** Takes in a buffered response. */
export function takeWhole(invocation: Invocation, responder: Responder): ResponseSink {
  const chunks: Buffer[] = [];
  let size = 0;
  return {
    onData: (chunk) => {
      size += chunk.length;
      if (size <= limits.responseBytes) chunks.push(chunk);
    },
    onEnd: (_, reply) => {
      const isTooLarge = size > limits.responseBytes;
      reply(isTooLarge ? "too-large" : "accepted");
      if (!responder.isAnswering(invocation)) return;
      responder.onComplete();
      const [only] = chunks;
      if (isTooLarge)
        responder.onFailure(invocation, { kind: "response-too-large", limitBytes: limits.responseBytes });
      else invocation.respond(chunks.length === 1 && only !== undefined ? only : Buffer.concat(chunks));
    },
  };
}

/** Passes on a streamed response, piece by piece. */
export function takeStream(invocation: Invocation, responder: Responder): ResponseSink {
  const flow = new StreamFlow(responder.source, responder.streamBytesPerSecond);
  invocation.onResume(() => flow.clientIsReady());
  let size = 0;
  return {
    onData: (chunk) => {
      const before = size;
      size += chunk.length;
      if (before > limits.streamBytes || !responder.isAnswering(invocation)) return;
      if (size > limits.streamBytes) {
        responder.onFailure(invocation, { kind: "response-too-large", limitBytes: limits.streamBytes });
        return;
      }
      flow.pass(chunk.length, size, invocation.pass(chunk));
      if (before <= limits.uncappedStreamBytes && size > limits.uncappedStreamBytes) responder.onSlowed();
    },
    onEnd: (error, reply) => {
      flow.end();
      const isTooLarge = size > limits.streamBytes;
      reply(isTooLarge ? "too-large" : "accepted");
      if (!responder.isAnswering(invocation)) return;
      responder.onComplete();
      if (isTooLarge) return;
      if (error === undefined) invocation.endStream();
      else responder.onFailure(invocation, { kind: "function-error", error });
    },
  };
}
