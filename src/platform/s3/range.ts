import { S3Error } from "./errors.ts";
import type { ByteRange } from "./store/open-object.ts";

/**
 * The one range that a client asks for; undefined for the whole. Several ranges, and what is no range, are answered with
 * the whole object, as S3 does.
 *
 * @throws {S3Error} `InvalidRange` when the range begins after the end.
 * @see https://www.rfc-editor.org/rfc/rfc9110#name-range-requests
 */
export function readRange(header: string | undefined, sizeBytes: number): ByteRange | undefined {
  const [, from = "", to = ""] = /^bytes=(\d*)-(\d*)$/.exec(header?.trim() ?? "") ?? [];
  if (from === "" && to === "") return undefined;
  if (from !== "" && to !== "" && Number(from) > Number(to)) return undefined;
  const first = from === "" ? Math.max(0, sizeBytes - Number(to)) : Number(from);
  const last = from === "" || to === "" ? sizeBytes - 1 : Math.min(Number(to), sizeBytes - 1);
  if (first >= sizeBytes || (from === "" && to === "0"))
    throw new S3Error("InvalidRange", {
      details: { RangeRequested: header ?? "", ActualObjectSize: sizeBytes },
      headers: { "content-range": `bytes */${sizeBytes}` },
    });
  return { first, last };
}

/**
 * The range that a part is copied from: both ends must be given, and lie inside.
 *
 * @throws {S3Error} `InvalidArgument`, `InvalidRequest`.
 */
export function readCopyRange(header: string | undefined, sizeBytes: number): ByteRange | undefined {
  if (header === undefined) return undefined;
  const [, from, to] = /^bytes=(\d+)-(\d+)$/.exec(header) ?? [];
  if (from === undefined || to === undefined || Number(from) > Number(to))
    throw new S3Error("InvalidArgument", {
      message:
        "The x-amz-copy-source-range value must be of the form bytes=first-last where first and last are the zero-based offsets of the first and last bytes to copy",
      details: { ArgumentName: "x-amz-copy-source-range", ArgumentValue: header },
    });
  if (Number(to) >= sizeBytes)
    throw new S3Error("InvalidArgument", {
      message: `Range specified is not valid for source object of size: ${sizeBytes}`,
      details: { ArgumentName: "x-amz-copy-source-range", ArgumentValue: header },
    });
  return { first: Number(from), last: Number(to) };
}
