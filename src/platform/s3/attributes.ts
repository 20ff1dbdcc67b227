import { S3Error, notImplemented } from "./errors.ts";
import { limits } from "./limits.ts";
import type { Attributes } from "./store/record.ts";
import { parseTagQuery } from "./tags.ts";

type Headers = ReadonlyMap<string, string>;

const systemHeaders = [
  "cache-control",
  "content-disposition",
  "content-encoding",
  "content-language",
  "content-type",
  "expires",
];
const metadataPrefix = "x-amz-meta-";
/** Classes from which an object can be read at any time. */
const storageClasses = new Set([
  "STANDARD",
  "STANDARD_IA",
  "ONEZONE_IA",
  "INTELLIGENT_TIERING",
  "GLACIER_IR",
  "REDUCED_REDUNDANCY",
]);

/** Headers that would change what S3 does, and are not offered here: accepted in silence, they would promise something. */
const unoffered = [
  "x-amz-server-side-encryption-customer-",
  "x-amz-server-side-encryption-aws-kms-key-id",
  "x-amz-server-side-encryption-context",
  "x-amz-object-lock-",
  "x-amz-website-redirect-location",
  "x-amz-write-offset-bytes",
  "x-amz-request-payer",
  "x-amz-mfa",
  "x-amz-bypass-governance-retention",
  "x-amz-copy-source-server-side-encryption-customer-",
  "x-amz-if-match-",
];

/**
 * Reads what a client says of an object that it makes.
 *
 * @throws {S3Error} `MetadataTooLarge`, `InvalidTag`, `InvalidStorageClass`, and those of `refuseUnoffered`.
 */
export function readAttributes(headers: Headers): Attributes {
  return {
    headers: readSystemHeaders(headers),
    metadata: readMetadata(headers),
    tags: parseTagQuery(headers.get("x-amz-tagging") ?? ""),
    storageClass: readStorageClass(headers),
  };
}

/** System metadata, with the content type that S3 gives to what has none. `aws-chunked` belongs to the transfer. */
export function readSystemHeaders(headers: Headers): Attributes["headers"] {
  const found: Record<string, string> = { "content-type": "binary/octet-stream" };
  for (const name of systemHeaders) {
    const value = name === "content-encoding" ? withoutChunked(headers.get(name)) : headers.get(name);
    if (value !== undefined && value !== "") found[name] = value;
  }
  return found;
}

/** @throws {S3Error} `MetadataTooLarge` past 2 KB. */
export function readMetadata(headers: Headers): Attributes["metadata"] {
  const found: Record<string, string> = {};
  let size = 0;
  for (const [name, value] of headers) {
    if (!name.startsWith(metadataPrefix)) continue;
    const short = name.slice(metadataPrefix.length);
    found[short] = value;
    size += short.length + value.length;
  }
  if (size > limits.metadataBytes)
    throw new S3Error("MetadataTooLarge", { details: { Size: size, MaxSizeAllowed: limits.metadataBytes } });
  return found;
}

/** @throws {S3Error} `InvalidStorageClass`, `NotImplemented` for classes that must be restored before they are read. */
export function readStorageClass(headers: Headers): string {
  const storageClass = headers.get("x-amz-storage-class") ?? "STANDARD";
  if (["GLACIER", "DEEP_ARCHIVE", "OUTPOSTS", "SNOW", "EXPRESS_ONEZONE"].includes(storageClass))
    throw notImplemented(`The storage class ${storageClass}`);
  if (!storageClasses.has(storageClass)) throw new S3Error("InvalidStorageClass");
  return storageClass;
}

/**
 * Refuses headers that ask for what is not offered.
 *
 * @throws {S3Error} `AccessControlListNotSupported`: buckets are made with ACLs switched off, as on AWS since 2023;
 * `NotImplemented`; `AccessDenied` for an owner that is not this platform.
 * @see https://docs.aws.amazon.com/AmazonS3/latest/userguide/about-object-ownership.html
 */
export function refuseUnoffered(headers: Headers): void {
  for (const name of headers.keys()) {
    if (name.startsWith("x-amz-grant-")) throw new S3Error("AccessControlListNotSupported");
    if (unoffered.some((start) => name.startsWith(start))) throw notImplemented(`The header ${name}`);
  }
  const acl = headers.get("x-amz-acl");
  if (acl !== undefined && acl !== "private" && acl !== "bucket-owner-full-control")
    throw new S3Error("AccessControlListNotSupported");
  const encryption = headers.get("x-amz-server-side-encryption");
  if (encryption !== undefined && encryption !== "AES256")
    throw notImplemented(`Server-side encryption by ${encryption}`);
  for (const name of ["x-amz-expected-bucket-owner", "x-amz-source-expected-bucket-owner"])
    if (headers.has(name) && headers.get(name) !== accountId) throw new S3Error("AccessDenied");
}

/** The account that everything here belongs to. */
export const accountId = "000000000000";

/** The owner, as lists and ACLs show it. */
export const owner = { ID: "0".repeat(64), DisplayName: "local" } as const;

/** Headers that give an object's attributes back. */
export function attributeHeaders({
  headers,
  metadata,
  tags,
  storageClass,
}: Attributes): Record<string, string> {
  const found: Record<string, string> = { ...headers };
  for (const [name, value] of Object.entries(metadata)) found[metadataPrefix + name] = asHeader(value);
  const count = Object.keys(tags).length;
  if (count > 0) found["x-amz-tagging-count"] = String(count);
  if (storageClass !== "STANDARD") found["x-amz-storage-class"] = storageClass;
  return found;
}

/** Metadata beyond ASCII comes back as RFC 2047 has it, as S3 does. */
function asHeader(value: string): string {
  // oxlint-disable-next-line no-control-regex
  if (/^[\u0000-\u007f]*$/.test(value)) return value;
  return `=?UTF-8?B?${Buffer.from(value, "latin1").toString("base64")}?=`;
}

function withoutChunked(encoding: string | undefined): string | undefined {
  return encoding
    ?.split(",")
    .map((one) => one.trim())
    .filter((one) => one !== "aws-chunked")
    .join(",");
}
