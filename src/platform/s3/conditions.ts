import { S3Error, notImplemented } from "./errors.ts";
import type { StoredObject } from "./store/record.ts";

type Headers = ReadonlyMap<string, string>;

/** What conditions are judged against. */
type Judged = Pick<StoredObject, "lastModified"> & { readonly content: { readonly etag: string } };

/**
 * Judges the conditions of a GET, HEAD or copy.
 *
 * @param prefix What precedes the names: `x-amz-copy-source-` for the source of a copy.
 * @throws {S3Error} `PreconditionFailed`; `NotModified`, which is 304 for reading and 412 for copying.
 * @see https://docs.aws.amazon.com/AmazonS3/latest/userguide/conditional-reads.html
 */
export function checkReadConditions(headers: Headers, object: Judged, prefix = ""): void {
  const match = headers.get(`${prefix}if-match`);
  const noneMatch = headers.get(`${prefix}if-none-match`);
  const modified = Math.floor(object.lastModified.getTime() / 1000) * 1000;
  if (match !== undefined) {
    if (!matches(match, object)) throw failed("If-Match");
  } else if (modified > readDate(headers.get(`${prefix}if-unmodified-since`), Number.POSITIVE_INFINITY)) {
    throw failed("If-Unmodified-Since");
  }
  const isUnchanged =
    noneMatch === undefined
      ? modified <= readDate(headers.get(`${prefix}if-modified-since`), Number.NEGATIVE_INFINITY)
      : matches(noneMatch, object);
  if (!isUnchanged) return;
  throw prefix === ""
    ? new S3Error("NotModified")
    : failed(noneMatch === undefined ? "If-Modified-Since" : "If-None-Match");
}

/**
 * Judges the conditions of a write against the current version; a delete marker is no object.
 *
 * @throws {S3Error} `PreconditionFailed`; `NoSuchKey` for `If-Match` where nothing is; `NotImplemented` for
 * `If-None-Match` with anything but `*`.
 * @see https://docs.aws.amazon.com/AmazonS3/latest/userguide/conditional-writes.html
 */
export function checkWriteConditions(headers: Headers, key: string, current: Judged | undefined): void {
  const noneMatch = headers.get("if-none-match");
  if (noneMatch !== undefined && noneMatch !== "*")
    throw notImplemented(`If-None-Match: ${noneMatch} on a write`);
  if (noneMatch === "*" && current !== undefined) throw failed("If-None-Match");
  const match = headers.get("if-match");
  if (match === undefined) return;
  if (current === undefined) throw new S3Error("NoSuchKey", { details: { Key: key } });
  if (!matches(match, current)) throw failed("If-Match");
}

function matches(tags: string, { content }: Judged): boolean {
  return tags.split(",").some((tag) => {
    const bare = tag
      .trim()
      .replace(/^W\//, "")
      .replace(/^"(.*)"$/, "$1");
    return bare === "*" || bare === content.etag;
  });
}

function failed(condition: string): S3Error {
  return new S3Error("PreconditionFailed", { details: { Condition: condition } });
}

/** A date that can't be read counts as none, as RFC 9110 wants it. */
function readDate(value: string | undefined, otherwise: number): number {
  const time = Date.parse(value ?? "");
  return Number.isNaN(time) ? otherwise : time;
}
