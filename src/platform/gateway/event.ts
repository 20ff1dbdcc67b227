import { isUtf8 } from "node:buffer";

/** One HTTP request, as it came in over the wire. */
export interface WireRequest {
  readonly method: string;
  /** Request target: path and query as they were sent. */
  readonly target: string;
  /** `1.1`. */
  readonly httpVersion: string;
  /** Names and values in turn, in the order they came; Node's `rawHeaders`. */
  readonly rawHeaders: readonly string[];
  readonly sourceIp: string;
  /** Port that it came in by. */
  readonly port: number;
  readonly body: Buffer;
}

/** An event, and the trace header that goes with it. */
export interface FunctionUrlEvent {
  /** JSON. */
  readonly payload: string;
  readonly traceId: string;
}

/** Headers that the door decides on: of several that the client sent, the last one counts. */
const decidedByDoor = new Set(["x-forwarded-proto", "x-forwarded-port", "x-amzn-trace-id"]);

/**
 * Makes the events that a Lambda Function URL makes of requests: payload format 2.0, with the path still
 * percent-encoded, the query as it was sent, header names in lower case and repeated headers joined by commas.
 *
 * One is kept for each door. The JSON is put together from parts, of which only those that come from the client are
 * escaped: this is done for every request, and takes a third of the time of building and writing the whole value.
 *
 * @see https://docs.aws.amazon.com/lambda/latest/dg/urls-invocation.html#urls-payloads
 */
export class EventFactory {
  /** What is the same in all events of a door. */
  readonly #identity: string;
  #second = -1;
  #time = "";
  #secondInHex = "";

  /** `urlId` stands where AWS has the id of the Function URL. */
  constructor(urlId: string) {
    const domainName = JSON.stringify(`${urlId}.lambda-url.local.on.aws`);
    const id = JSON.stringify(urlId);
    this.#identity = `"accountId":"anonymous","apiId":${id},"domainName":${domainName},"domainPrefix":${id}`;
  }

  /**
   * @param requestId UUID; also Lambda's request id.
   * @param now Milliseconds since the Unix epoch.
   */
  create(request: WireRequest, requestId: string, now: number): FunctionUrlEvent {
    this.#setSecond(Math.floor(now / 1000));
    const { path, query } = splitTarget(request.target);
    const headers = new EventHeaders(request.rawHeaders);
    const traceId = this.#traceId(headers.get("x-amzn-trace-id"), requestId);
    const forwardedFor = headers.get("x-forwarded-for");
    headers.set(
      "x-forwarded-for",
      forwardedFor === undefined ? request.sourceIp : `${forwardedFor}, ${request.sourceIp}`,
    );
    headers.set("x-forwarded-proto", "http");
    headers.set("x-forwarded-port", String(request.port));
    headers.set("x-amzn-trace-id", traceId);
    const rawPath = quote(path);
    const payload =
      `{"version":"2.0","routeKey":"$default","rawPath":${rawPath},"rawQueryString":${quote(query)},` +
      cookiesPart(headers.get("cookie")) +
      `"headers":${headers.toJson()},${queryPart(query)}"requestContext":{${this.#identity},` +
      `"http":{"method":"${request.method}","path":${rawPath},"protocol":"HTTP/${request.httpVersion}",` +
      `"sourceIp":"${request.sourceIp}","userAgent":${quote(headers.get("user-agent") ?? "")}},` +
      `"requestId":"${requestId}","routeKey":"$default","stage":"$default","time":"${this.#time}","timeEpoch":${now}},` +
      `${bodyPart(headers, request.body)}}`;
    return { payload, traceId };
  }

  #setSecond(second: number): void {
    if (second === this.#second) return;
    this.#second = second;
    this.#time = commonLogTime(second * 1000);
    this.#secondInHex = second.toString(16).padStart(8, "0");
  }

  /** Keeps a caller's trace and begins one otherwise. */
  #traceId(given: string | undefined, requestId: string): string {
    if (given !== undefined && /^Root=1-[0-9a-f]{8}-[0-9a-f]{24}(;|$)/.test(given)) return given;
    return `Root=1-${this.#secondInHex}-${requestId.slice(0, 8)}${requestId.slice(9, 13)}${requestId.slice(24)}`;
  }
}

function cookiesPart(cookie: string | undefined): string {
  if (cookie === undefined) return "";
  return `"cookies":${JSON.stringify(cookie.split(/; ?/).filter((one) => one !== ""))},`;
}

function queryPart(query: string): string {
  return query === "" ? "" : `"queryStringParameters":${JSON.stringify(parseQuery(query))},`;
}

function bodyPart(headers: EventHeaders, body: Buffer): string {
  if (body.length === 0) return '"isBase64Encoded":false';
  if (isTextBody(headers, body))
    return `"body":${JSON.stringify(body.toString("utf8"))},"isBase64Encoded":false`;
  return `"body":"${body.toString("base64")}","isBase64Encoded":true`;
}

/** Path and query of a request target; the absolute form and `*` are brought to the usual one. */
export function splitTarget(target: string): { readonly path: string; readonly query: string } {
  const origin = target.startsWith("/") ? target : target.replace(/^(\*|[a-z][a-z0-9+.-]*:\/\/[^/?#]*)/i, "");
  const escaped = hasHighBytes(origin) ? origin.replaceAll(/[\u0080-\u00ff]/g, percentEncode) : origin;
  const mark = escaped.indexOf("?");
  const path = mark < 0 ? escaped : escaped.slice(0, mark);
  return { path: path === "" ? "/" : path, query: mark < 0 ? "" : escaped.slice(mark + 1) };
}

function hasHighBytes(text: string): boolean {
  return /[\u0080-\u00ff]/.test(text);
}

function percentEncode(byte: string): string {
  return `%${byte.charCodeAt(0).toString(16).toUpperCase()}`;
}

/** The headers of one event. A list, since an object that gets names which nobody knows before is slow to make. */
class EventHeaders {
  /** In lower case. */
  readonly #names: string[] = [];
  readonly #values: string[] = [];

  constructor(rawHeaders: readonly string[]) {
    for (let index = 0; index < rawHeaders.length; index += 2) {
      const name = (rawHeaders[index] ?? "").toLowerCase();
      const value = decodeValue(rawHeaders[index + 1] ?? "");
      const former = this.get(name);
      if (former === undefined || decidedByDoor.has(name)) this.set(name, value);
      else this.set(name, former + (name === "cookie" ? "; " : ",") + value);
    }
  }

  get(name: string): string | undefined {
    const index = this.#names.indexOf(name);
    return index < 0 ? undefined : this.#values[index];
  }

  set(name: string, value: string): void {
    const index = this.#names.indexOf(name);
    if (index < 0) {
      this.#names.push(name);
      this.#values.push(value);
    } else this.#values[index] = value;
  }

  toJson(): string {
    let text = "";
    for (let index = 0; index < this.#names.length; index += 1)
      text += `${index === 0 ? "{" : ","}${quote(this.#names[index] ?? "")}:${quote(this.#values[index] ?? "")}`;
    return `${text}}`;
  }
}

/** Text as JSON. Most has nothing to escape, which is found out faster than it is escaped. */
function quote(text: string): string {
  return /^[ !#-[\]-~]*$/.test(text) ? `"${text}"` : JSON.stringify(text);
}

/** Node gives one character per byte; what is UTF-8 is meant as UTF-8. */
function decodeValue(value: string): string {
  if (!hasHighBytes(value)) return value;
  const bytes = Buffer.from(value, "latin1");
  return isUtf8(bytes) ? bytes.toString("utf8") : value;
}

function parseQuery(query: string): Readonly<Record<string, string>> {
  const parameters: Record<string, string> = {};
  for (const [name, value] of new URLSearchParams(query)) {
    const former = parameters[name];
    parameters[name] = former === undefined ? value : `${former},${value}`;
  }
  return parameters;
}

/** AWS hands over text as text and everything else, forms included, as base64. */
function isTextBody(headers: EventHeaders, body: Buffer): boolean {
  if (headers.get("content-encoding") !== undefined) return false;
  const type = headers.get("content-type")?.toLowerCase() ?? "";
  return (
    /^(text\/|application\/(json|xml|javascript)\b|application\/[^;]*\+(json|xml)\b)/.test(type) &&
    isUtf8(body)
  );
}

const months = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];

/** `12/Mar/2020:19:03:58 +0000`. */
function commonLogTime(now: number): string {
  const iso = new Date(now).toISOString();
  return `${iso.slice(8, 10)}/${months[Number(iso.slice(5, 7)) - 1] ?? ""}/${iso.slice(0, 4)}:${iso.slice(11, 19)} +0000`;
}
