import { isUtf8 } from "node:buffer";

/** Status and headers of a function's response, ready for the wire. */
export interface AnswerHead {
  readonly status: number;
  /** Names and values in turn. */
  readonly headers: readonly string[];
}

export interface Answer extends AnswerHead {
  /** Text where it can be: Node sends it in one piece with the head, which saves a copy and a system call. */
  readonly body: Buffer | string;
}

/** The function's payload does not describe an HTTP response; `reason` says in English what is wrong with it. */
export interface Malformed {
  readonly malformed: string;
}

/** Between the JSON prelude of a streamed response and its body. */
const delimiter = Buffer.alloc(8);
/** API Gateway wants the prelude in the first 16 KB; there is no reason to wait much longer for it. */
const maxPreludeBytes = 64 * 1024;

/** These concern one connection only, so each hop decides on its own. */
const hopByHop = new Set([
  "connection",
  "keep-alive",
  "proxy-authenticate",
  "proxy-connection",
  "te",
  "trailer",
  "transfer-encoding",
  "upgrade",
]);

/**
 * Reads the payload of a buffered response: an object with `statusCode`, or any other JSON, which is then the body of
 * a 200 as it stands.
 *
 * @see https://docs.aws.amazon.com/lambda/latest/dg/urls-invocation.html#urls-response-payload
 */
export function readPayload(payload: Buffer): Answer | Malformed {
  const text = payload.toString("utf8");
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return { malformed: `the payload is not JSON: ${excerpt(text)}` };
  }
  if (typeof value !== "object" || value === null || !("statusCode" in value))
    return { status: 200, headers: ["content-type", "application/json"], body: payload };
  const head = readHead(value);
  if ("malformed" in head) return head;
  const body = "body" in value ? value.body : undefined;
  if (body === undefined || body === null) return { ...head, body: "" };
  if (typeof body !== "string") return { malformed: `"body" is ${typeof body} and not text` };
  const { status, headers } = withType(head, "application/json");
  if ("isBase64Encoded" in value && value.isBase64Encoded === true)
    return { status, headers, body: Buffer.from(body, "base64") };
  // Together with text, Node would send the head as UTF-8 too, and a header is bytes.
  return { status, headers, body: headers.every(isAscii) ? body : Buffer.from(body, "utf8") };
}

/** What has been read of the beginning of a stream. */
export type Prelude =
  | { readonly state: "incomplete" }
  | { readonly state: "malformed"; readonly reason: string }
  | { readonly state: "complete"; readonly head: AnswerHead; readonly rest: Buffer };

/** Looks for the prelude of a streamed response in what has come so far. */
export function readPrelude(soFar: Buffer): Prelude {
  const end = soFar.indexOf(delimiter);
  if (end < 0) {
    if (soFar.length < maxPreludeBytes) return { state: "incomplete" };
    return { state: "malformed", reason: "the stream does not begin with status and headers" };
  }
  try {
    const value: unknown = JSON.parse(soFar.toString("utf8", 0, end));
    const head = readHead(typeof value === "object" && value !== null ? value : {});
    if ("malformed" in head) return { state: "malformed", reason: head.malformed };
    return {
      state: "complete",
      head: withType(head, "application/octet-stream"),
      rest: soFar.subarray(end + 8),
    };
  } catch {
    return {
      state: "malformed",
      reason: `the stream begins with ${excerpt(soFar.toString("utf8", 0, end))}`,
    };
  }
}

function readHead(value: object): AnswerHead | Malformed {
  const { statusCode = 200, headers, cookies } = value as Readonly<Record<string, unknown>>;
  const status = Number(statusCode);
  if (!Number.isInteger(status) || status < 200 || status > 599)
    return { malformed: `"statusCode" is ${excerpt(JSON.stringify(statusCode))}` };
  const list: string[] = [];
  const bad =
    (typeof headers === "object" && headers !== null ? addHeaders(list, headers) : undefined) ??
    addCookies(list, cookies);
  return bad === undefined
    ? { status, headers: list }
    : { malformed: `the header ${excerpt(bad)} cannot be sent over HTTP` };
}

/** Appends names and values; gives the name of the first one that HTTP has no place for. */
function addHeaders(list: string[], headers: object): string | undefined {
  for (const [name, given] of Object.entries(headers)) {
    if (given === null || hopByHop.has(name.toLowerCase())) continue;
    if (!isName(name)) return name;
    for (const one of Array.isArray(given) ? given : [given])
      if (!addHeader(list, name, String(one))) return name;
  }
  return undefined;
}

/** Names that were looked at before: an application has few. */
const goodNames = new Set<string>();
const maxGoodNames = 1000;

function isName(name: string): boolean {
  if (goodNames.has(name)) return true;
  if (!/^[!#$%&'*+.^_`|~0-9A-Za-z-]+$/.test(name)) return false;
  if (goodNames.size < maxGoodNames) goodNames.add(name);
  return true;
}

function addCookies(list: string[], cookies: unknown): string | undefined {
  if (!Array.isArray(cookies)) return undefined;
  return cookies.every((cookie) => addHeader(list, "set-cookie", String(cookie))) ? undefined : "set-cookie";
}

/** A header goes over the wire one byte per character: what does not fit in one is sent as UTF-8. */
function addHeader(list: string[], name: string, value: string): boolean {
  if (/^[\t -~]*$/.test(value)) list.push(name, value);
  else if (!/^[\t\u0020-\u007e\u0080-\uffff]*$/.test(value)) return false;
  else list.push(name, /[\u0100-\uffff]/.test(value) ? Buffer.from(value, "utf8").toString("latin1") : value);
  return true;
}

function withType(head: AnswerHead, type: string): AnswerHead {
  const hasType = head.headers.some(
    (name, index) => index % 2 === 0 && name.toLowerCase() === "content-type",
  );
  return hasType ? head : { ...head, headers: [...head.headers, "content-type", type] };
}

function isAscii(text: string): boolean {
  return !/[\u0080-\uffff]/.test(text);
}

function excerpt(text: string): string {
  const line = text.slice(0, 80).replaceAll(/\s+/g, " ");
  return isUtf8(Buffer.from(line)) ? `"${line}"` : "unreadable bytes";
}
