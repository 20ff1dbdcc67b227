import type { AnswerHead } from "./answer.ts";
import type { Problem } from "./problem.ts";

/** What CloudFront passes on of a response without its body. @see open-door.ts for requests. */
const maxBytes = 20_480;
/** `HTTP/1.1 200 OK` and the line ends around it. */
const statusLineBytes = 19;
/** `: ` and the end of the line. */
const lineBytes = 4;

/** What is wrong with the size of a response's headers; undefined when nothing is. */
export function findOversize({ headers }: AnswerHead): Problem | undefined {
  let bytes = statusLineBytes + (headers.length / 2) * lineBytes;
  for (const text of headers) bytes += text.length;
  return bytes > maxBytes ? { kind: "response-headers-too-large", bytes, limitBytes: maxBytes } : undefined;
}
