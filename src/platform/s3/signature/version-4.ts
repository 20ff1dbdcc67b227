import { createHash, createHmac, timingSafeEqual } from "node:crypto";

/** Day, region and service that a signature is good for. */
export interface CredentialScope {
  /** `YYYYMMDD` in UTC. */
  readonly date: string;
  readonly region: string;
  readonly service: string;
}

/** What is signed of a request. */
export interface SignedParts {
  readonly method: string;
  /** Percent-encoded, as sent: S3 alone of AWS's services encodes it once and never normalises it. */
  readonly rawPath: string;
  readonly queryPairs: readonly (readonly [name: string, value: string])[];
  /** In lower case, in order; each must have a value in `headers`. */
  readonly signedHeaders: readonly string[];
  readonly headers: ReadonlyMap<string, string>;
  /** The payload's SHA-256 in hexadecimal, or one of the words that stand for it, such as `UNSIGNED-PAYLOAD`. */
  readonly payloadHash: string;
}

export const algorithm = "AWS4-HMAC-SHA256";

/**
 * The canonical form of a request.
 *
 * @see https://docs.aws.amazon.com/AmazonS3/latest/API/sig-v4-header-based-auth.html
 */
export function canonicalRequest(parts: SignedParts): string {
  const query = parts.queryPairs
    .map(([name, value]) => [uriEncode(name), uriEncode(value)] as const)
    .toSorted(([name, value], [otherName, otherValue]) =>
      name < otherName || (name === otherName && value < otherValue) ? -1 : 1,
    )
    .map(([name, value]) => `${name}=${value}`);
  const headers = parts.signedHeaders.map(
    (name) => `${name}:${(parts.headers.get(name) ?? "").trim().replace(/ +/g, " ")}\n`,
  );
  return [
    parts.method,
    parts.rawPath,
    query.join("&"),
    headers.join(""),
    parts.signedHeaders.join(";"),
    parts.payloadHash,
  ].join("\n");
}

/** What the key signs: the algorithm, the time (`YYYYMMDDTHHMMSSZ`), the scope, and the canonical request's hash. */
export function stringToSign(timestamp: string, scope: CredentialScope, canonical: string): string {
  // A header's value is bytes that Node shows as Latin-1, so that these bytes are hashed again.
  return [algorithm, timestamp, scopeText(scope), sha256(Buffer.from(canonical, "latin1"))].join("\n");
}

export function scopeText({ date, region, service }: CredentialScope): string {
  return `${date}/${region}/${service}/aws4_request`;
}

export function signingKey(secretAccessKey: string, { date, region, service }: CredentialScope): Buffer {
  return [date, region, service, "aws4_request"].reduce<Buffer>(
    (key, part) => hmac(key, part),
    Buffer.from(`AWS4${secretAccessKey}`),
  );
}

/** The signature in hexadecimal. */
export function sign(key: Buffer, text: string): string {
  return hmac(key, text).toString("hex");
}

/** Compares in a time that says nothing of where they differ. */
export function isSameText(one: string, other: string): boolean {
  const [first, second] = [Buffer.from(one), Buffer.from(other)];
  return first.length === second.length && timingSafeEqual(first, second);
}

export function sha256(data: string | Uint8Array): string {
  return createHash("sha256").update(data).digest("hex");
}

/** Percent-encodes all but the unreserved characters of RFC 3986, in upper-case hexadecimal. */
export function uriEncode(text: string): string {
  return encodeURIComponent(text).replace(
    /[!'()*]/g,
    (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`,
  );
}

/** `YYYYMMDDTHHMMSSZ`. */
export function timestampOf(date: Date): string {
  return date.toISOString().replace(/[-:]|\.\d{3}/g, "");
}

/** Milliseconds since the Unix epoch; undefined unless it is `YYYYMMDDTHHMMSSZ`. */
export function parseTimestamp(text: string): number | undefined {
  if (!/^\d{8}T\d{6}Z$/.test(text)) return undefined;
  const time = Date.parse(text.replace(/^(....)(..)(..)T(..)(..)(..)Z$/, "$1-$2-$3T$4:$5:$6Z"));
  return Number.isNaN(time) ? undefined : time;
}

function hmac(key: Buffer, text: string): Buffer {
  return createHmac("sha256", key).update(text).digest();
}
