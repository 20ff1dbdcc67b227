import type { IncomingMessage } from "node:http";

/** What is still taken in of a body that nobody wants, so that the client gets to read why. */
const discardMs = 3_000;

/**
 * Goes on reading what nobody wants, for a moment: a connection that is closed on a client in the middle of its
 * sending is reset, and the client would see that instead of the answer.
 */
export function discardRest(request: IncomingMessage): void {
  const { socket } = request;
  const timer = setTimeout(() => socket.destroy(), discardMs);
  timer.unref();
  request.resume();
  request.once("end", () => clearTimeout(timer));
  request.once("close", () => clearTimeout(timer));
}
