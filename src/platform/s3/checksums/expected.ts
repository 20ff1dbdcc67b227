import { S3Error } from "../errors.ts";
import type { S3Request } from "../request.ts";
import {
  checksumAlgorithms,
  checksumBytes,
  checksumHeader,
  checksumTypes,
  type ChecksumAlgorithm,
  type ChecksumType,
} from "./algorithms.ts";

/** What a client says of a body that it sends. */
export interface ExpectedChecksums {
  /** MD5 in hexadecimal, of `Content-MD5`. */
  readonly md5: string | undefined;
  /** The algorithm to compute; undefined leaves the choice to S3. */
  readonly algorithm: ChecksumAlgorithm | undefined;
  /** Base64; undefined when it comes in a trailer or not at all. */
  readonly value: string | undefined;
  /** It comes in a trailer. */
  readonly isTrailing: boolean;
}

/**
 * Reads the checksum headers of a request with a body.
 *
 * @throws {S3Error} `InvalidDigest`, `InvalidRequest`.
 */
export function readExpectedChecksums({ headers }: Pick<S3Request, "headers">): ExpectedChecksums {
  const md5 = headers.get("content-md5");
  if (md5 !== undefined && Buffer.from(md5, "base64").length !== 16) throw new S3Error("InvalidDigest");
  const given = checksumAlgorithms.filter((algorithm) => headers.has(checksumHeader(algorithm)));
  if (given.length > 1)
    throw new S3Error("InvalidRequest", {
      message: "Expecting a single x-amz-checksum- header. Multiple checksum Types are not allowed.",
    });
  const trailing = readTrailingAlgorithm(headers.get("x-amz-trailer"));
  const named = readAlgorithm(
    headers.get("x-amz-sdk-checksum-algorithm") ?? headers.get("x-amz-checksum-algorithm"),
  );
  const algorithm = given[0] ?? trailing ?? named;
  if (named !== undefined && algorithm !== named)
    throw new S3Error("InvalidRequest", {
      message: "Value for x-amz-sdk-checksum-algorithm header is invalid.",
    });
  const value = given[0] === undefined ? undefined : headers.get(checksumHeader(given[0]));
  if (value !== undefined && given[0] !== undefined) checkChecksumValue(given[0], value);
  return {
    md5: md5 === undefined ? undefined : Buffer.from(md5, "base64").toString("hex"),
    algorithm,
    value,
    isTrailing: trailing !== undefined,
  };
}

/** @throws {S3Error} `InvalidRequest` unless the value is base64 of the right length. */
export function checkChecksumValue(algorithm: ChecksumAlgorithm, value: string): void {
  if (Buffer.from(value, "base64").length !== checksumBytes[algorithm])
    throw new S3Error("InvalidRequest", {
      message: `Value for ${checksumHeader(algorithm)} header is invalid.`,
    });
}

/** @throws {S3Error} `InvalidRequest` for a name that S3 does not know. */
export function readAlgorithm(name: string | undefined): ChecksumAlgorithm | undefined {
  if (name === undefined) return undefined;
  const found = checksumAlgorithms.find((algorithm) => algorithm === name.toUpperCase());
  if (found === undefined)
    throw new S3Error("InvalidRequest", {
      message:
        "Checksum algorithm provided is unsupported. Please try again with any of the valid types: [CRC32, CRC32C, CRC64NVME, SHA1, SHA256]",
    });
  return found;
}

/** @throws {S3Error} `InvalidRequest` for a name that S3 does not know. */
export function readChecksumType(name: string | undefined): ChecksumType | undefined {
  if (name === undefined) return undefined;
  const found = checksumTypes.find((type) => type === name.toUpperCase());
  if (found === undefined)
    throw new S3Error("InvalidRequest", { message: "Value for x-amz-checksum-type header is invalid." });
  return found;
}

function readTrailingAlgorithm(trailer: string | undefined): ChecksumAlgorithm | undefined {
  if (trailer === undefined) return undefined;
  const found = checksumAlgorithms.find(
    (algorithm) => checksumHeader(algorithm) === trailer.trim().toLowerCase(),
  );
  if (found === undefined)
    throw new S3Error("InvalidRequest", {
      message: "The value specified in the x-amz-trailer header is not supported",
    });
  return found;
}
