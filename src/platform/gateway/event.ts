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
  readonly body: Buffer;
}

/** What the platform adds to a request. */
export interface EventContext {
  /** UUID; also Lambda's request id. */
  readonly requestId: string;
  /** Stands where AWS has the id of the Function URL. */
  readonly urlId: string;
  readonly port: number;
  /** Milliseconds since the Unix epoch. */
  readonly now: number;
}

/** An event, and the trace header that goes with it. */
export interface FunctionUrlEvent {
  readonly payload: string;
  readonly traceId: string;
}

/** Headers that the door decides on, whatever the client sent. */
const decidedByDoor = new Set([
  "x-forwarded-for",
  "x-forwarded-proto",
  "x-forwarded-port",
  "x-amzn-trace-id",
]);

/**
 * Makes the event that a Lambda Function URL makes of a request: payload format 2.0, with the path still
 * percent-encoded, the query as it was sent, header names in lower case and repeated headers joined by commas.
 *
 * @see https://docs.aws.amazon.com/lambda/latest/dg/urls-invocation.html#urls-payloads
 */
export function functionUrlEvent(request: WireRequest, context: EventContext): FunctionUrlEvent {
  const { path, query } = splitTarget(request.target);
  const headers = joinHeaders(request.rawHeaders);
  const traceId = traceIdOf(headers["x-amzn-trace-id"], context);
  const forwardedFor = headers["x-forwarded-for"];
  headers["x-forwarded-for"] =
    forwardedFor === undefined ? request.sourceIp : `${forwardedFor}, ${request.sourceIp}`;
  headers["x-forwarded-proto"] = "http";
  headers["x-forwarded-port"] = String(context.port);
  headers["x-amzn-trace-id"] = traceId;
  const { cookie } = headers;
  const domainName = `${context.urlId}.lambda-url.local.on.aws`;
  const isText = isTextBody(headers, request.body);
  const event = {
    version: "2.0",
    routeKey: "$default",
    rawPath: path,
    rawQueryString: query,
    ...(cookie === undefined ? {} : { cookies: cookie.split(/; ?/).filter((one) => one !== "") }),
    headers,
    ...(query === "" ? {} : { queryStringParameters: parseQuery(query) }),
    requestContext: {
      accountId: "anonymous",
      apiId: context.urlId,
      domainName,
      domainPrefix: context.urlId,
      http: {
        method: request.method,
        path,
        protocol: `HTTP/${request.httpVersion}`,
        sourceIp: request.sourceIp,
        userAgent: headers["user-agent"] ?? "",
      },
      requestId: context.requestId,
      routeKey: "$default",
      stage: "$default",
      time: commonLogTime(context.now),
      timeEpoch: context.now,
    },
    ...(request.body.length === 0 ? {} : { body: request.body.toString(isText ? "utf8" : "base64") }),
    isBase64Encoded: request.body.length > 0 && !isText,
  };
  return { payload: JSON.stringify(event), traceId };
}

/** Path and query of a request target; the absolute form and `*` are brought to the usual one. */
export function splitTarget(target: string): { readonly path: string; readonly query: string } {
  const origin = target.startsWith("/") ? target : target.replace(/^(\*|[a-z][a-z0-9+.-]*:\/\/[^/?#]*)/i, "");
  const escaped = origin.replaceAll(
    /[\u0080-\u00ff]/g,
    (byte) => `%${byte.charCodeAt(0).toString(16).toUpperCase()}`,
  );
  const mark = escaped.indexOf("?");
  const path = mark < 0 ? escaped : escaped.slice(0, mark);
  return { path: path === "" ? "/" : path, query: mark < 0 ? "" : escaped.slice(mark + 1) };
}

function joinHeaders(rawHeaders: readonly string[]): Record<string, string> {
  const headers: Record<string, string> = {};
  for (let index = 0; index + 1 < rawHeaders.length; index += 2) {
    const name = (rawHeaders[index] ?? "").toLowerCase();
    const value = decodeValue(rawHeaders[index + 1] ?? "");
    const former = headers[name];
    if (former === undefined || (name !== "x-forwarded-for" && decidedByDoor.has(name)))
      headers[name] = value;
    else headers[name] = former + (name === "cookie" ? "; " : ",") + value;
  }
  return headers;
}

/** Node gives one character per byte; what is UTF-8 is meant as UTF-8. */
function decodeValue(value: string): string {
  if (!/[\u0080-\u00ff]/.test(value)) return value;
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
function isTextBody(headers: Readonly<Record<string, string>>, body: Buffer): boolean {
  if (headers["content-encoding"] !== undefined) return false;
  const type = headers["content-type"]?.toLowerCase() ?? "";
  return (
    /^(text\/|application\/(json|xml|javascript)\b|application\/[^;]*\+(json|xml)\b)/.test(type) &&
    isUtf8(body)
  );
}

/** Keeps a caller's trace and begins one otherwise. */
function traceIdOf(given: string | undefined, { requestId, now }: EventContext): string {
  if (given !== undefined && /^Root=1-[0-9a-f]{8}-[0-9a-f]{24}(;|$)/.test(given)) return given;
  const seconds = Math.floor(now / 1000)
    .toString(16)
    .padStart(8, "0");
  return `Root=1-${seconds}-${requestId.replaceAll("-", "").slice(0, 24)}`;
}

const months = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];

/** `12/Mar/2020:19:03:58 +0000`. */
function commonLogTime(now: number): string {
  const iso = new Date(now).toISOString();
  return `${iso.slice(8, 10)}/${months[Number(iso.slice(5, 7)) - 1] ?? ""}/${iso.slice(0, 4)}:${iso.slice(11, 19)} +0000`;
}
