import type { AnswerHead } from "./answer.ts";
import type { DoorLimits } from "./limits.ts";
import type { Problem } from "./problem.ts";

/** `HTTP/1.1 200 OK` and the line ends around it. */
const statusLineBytes = 19;
/** `: ` and the end of the line. */
const lineBytes = 4;

/** What is wrong with the size of a response's headers; undefined when nothing is. */
export function findOversize({ headers }: AnswerHead, limits: DoorLimits): Problem | undefined {
  let bytes = statusLineBytes + (headers.length / 2) * lineBytes;
  for (const text of headers) bytes += text.length;
  const { name: door, responseHeaderBytes: limitBytes } = limits;
  return bytes > limitBytes ? { kind: "response-headers-too-large", door, bytes, limitBytes } : undefined;
}
