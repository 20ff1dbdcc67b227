import { selectRange, unsatisfiedRange, type ByteRange } from "../http/range.ts";
import { S3Error } from "./errors.ts";

/**
 * The one range that a client asks for; undefined for the whole.
 *
 * @throws {S3Error} `InvalidRange` when the range begins after the end.
 */
export function readRange(header: string | undefined, sizeBytes: number): ByteRange | undefined {
  const range = selectRange(header, sizeBytes);
  if (range === "unsatisfiable")
    throw new S3Error("InvalidRange", {
      details: { RangeRequested: header ?? "", ActualObjectSize: sizeBytes },
      headers: { "content-range": unsatisfiedRange(sizeBytes) },
    });
  return range;
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
