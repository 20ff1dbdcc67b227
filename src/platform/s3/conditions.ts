import { isModifiedSince, isUnchanged, namesTag } from "../http/conditions.ts";
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
  const current = { etag: object.content.etag, lastModified: object.lastModified };
  if (match !== undefined) {
    if (!namesTag(match, current.etag)) throw failed("If-Match");
  } else if (isModifiedSince(current, headers.get(`${prefix}if-unmodified-since`))) {
    throw failed("If-Unmodified-Since");
  }
  if (!isUnchanged(current, noneMatch, headers.get(`${prefix}if-modified-since`))) return;
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
  if (!namesTag(match, current.content.etag)) throw failed("If-Match");
}

function failed(condition: string): S3Error {
  return new S3Error("PreconditionFailed", { details: { Condition: condition } });
}
