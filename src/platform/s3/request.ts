import type { IncomingMessage } from "node:http";
import { S3Error } from "./errors.ts";
import { limits } from "./limits.ts";

/** A request of the S3 API, read once. */
export interface S3Request {
  readonly method: string;
  /** Path as it was sent, percent-encoded, with the prefix that the API is mounted below: what clients sign. */
  readonly rawPath: string;
  /** As `rawPath`, without that prefix. */
  readonly rawResource: string;
  /** Names and values, decoded, in the order sent. A name without `=` has the value "". */
  readonly queryPairs: readonly (readonly [name: string, value: string])[];
  /** The first value of each name. */
  readonly query: ReadonlyMap<string, string>;
  /** Names in lower case; values of repeated headers joined by a comma, each trimmed. */
  readonly headers: ReadonlyMap<string, string>;
  /** Undefined for the service itself. */
  readonly bucket: string | undefined;
  /** Undefined for a bucket. */
  readonly key: string | undefined;
  readonly body: IncomingMessage;
}

/**
 * Reads the target and headers of a path-style request.
 *
 * @param basePath What precedes the bucket in the path, for instance `/_storage`; "" for nothing.
 * @throws {S3Error} `InvalidURI`, `KeyTooLongError`.
 * @see https://docs.aws.amazon.com/AmazonS3/latest/userguide/VirtualHosting.html#path-style-access
 */
export function readRequest(message: IncomingMessage, basePath: string): S3Request {
  const target = message.url ?? "/";
  const mark = target.indexOf("?");
  const rawPath = mark === -1 ? target : target.slice(0, mark);
  const queryPairs = parseQuery(mark === -1 ? "" : target.slice(mark + 1));
  const rawResource = rawPath.slice(basePath.length);
  const path = rawResource.replace(/^\//, "");
  const slash = path.indexOf("/");
  const bucket = decode(slash === -1 ? path : path.slice(0, slash));
  const key = slash === -1 ? "" : decode(path.slice(slash + 1));
  const query = new Map<string, string>();
  for (const [name, value] of queryPairs) if (!query.has(name)) query.set(name, value);
  checkKey(key);
  return {
    method: message.method ?? "GET",
    rawPath,
    rawResource,
    queryPairs,
    query,
    headers: joinHeaders(message.rawHeaders),
    bucket: bucket === "" ? undefined : bucket,
    key: key === "" ? undefined : key,
    body: message,
  };
}

/** @throws {S3Error} `KeyTooLongError` past 1,024 bytes of UTF-8. */
export function checkKey(key: string): void {
  const size = Buffer.byteLength(key);
  if (size > limits.keyBytes)
    throw new S3Error("KeyTooLongError", { details: { Size: size, MaxSizeAllowed: limits.keyBytes } });
}

function parseQuery(raw: string): readonly (readonly [string, string])[] {
  if (raw === "") return [];
  return raw
    .split("&")
    .filter((part) => part !== "")
    .map((part) => {
      const equals = part.indexOf("=");
      const [name, value] = equals === -1 ? [part, ""] : [part.slice(0, equals), part.slice(equals + 1)];
      return [decode(name.replaceAll("+", " ")), decode(value.replaceAll("+", " "))] as const;
    });
}

/**
 * Decodes percent-encoded UTF-8, in which a client may also have sent bytes as they are (Node shows them as Latin-1).
 *
 * @throws {S3Error} `InvalidURI`.
 */
export function decode(raw: string): string {
  const isPlain = /^[\x21-\x24\x26-\x7e]*$/.test(raw);
  if (isPlain) return raw;
  if (/%(?![0-9a-f]{2})/i.test(raw)) throw new S3Error("InvalidURI");
  const bytes = raw.replace(/%([0-9a-f]{2})/gi, (_, hex: string) =>
    String.fromCharCode(Number.parseInt(hex, 16)),
  );
  try {
    return new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(Buffer.from(bytes, "latin1"));
  } catch (error) {
    if (error instanceof TypeError) throw new S3Error("InvalidURI");
    throw error;
  }
}

function joinHeaders(rawHeaders: readonly string[]): ReadonlyMap<string, string> {
  const headers = new Map<string, string>();
  for (let index = 0; index < rawHeaders.length; index += 2) {
    const name = (rawHeaders[index] ?? "").toLowerCase();
    const value = (rawHeaders[index + 1] ?? "").trim();
    const former = headers.get(name);
    headers.set(name, former === undefined ? value : `${former},${value}`);
  }
  return headers;
}
