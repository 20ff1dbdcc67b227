import type { Body } from "./body.ts";
import { checksumHeader, type ChecksumAlgorithm } from "./checksums/algorithms.ts";
import { checkChecksumValue, type ExpectedChecksums } from "./checksums/expected.ts";
import { S3Error } from "./errors.ts";
import type { Store } from "./store/store.ts";
import { discardData, writeData, type WrittenData } from "./store/write-data.ts";

/** Algorithm of what comes with no checksum. */
export const defaultAlgorithm = "CRC64NVME" satisfies ChecksumAlgorithm;

/** Data that has come whole, as the client meant it. */
export interface ReceivedData {
  readonly written: WrittenData;
  /** Base64, of the algorithm that was asked for. */
  readonly checksum: string;
}

/**
 * Writes a body to disk and checks it against what the client said of it.
 *
 * @param algorithm Of the checksum to keep.
 * @throws {S3Error} `BadDigest`, `InvalidRequest`, and what reading the body throws. Nothing is left on disk then.
 */
export async function receiveData(
  store: Store,
  body: Body,
  expected: ExpectedChecksums,
  algorithm: ChecksumAlgorithm,
): Promise<ReceivedData> {
  const written = await writeData(store, body.chunks, [algorithm, expected.algorithm ?? algorithm]);
  try {
    checkDigests(written, body, expected);
  } catch (error) {
    await discardData(written);
    throw error;
  }
  return { written, checksum: written.checksums.get(algorithm) ?? "" };
}

/** Compares what was computed with what the client said, in headers or trailers. */
export function checkDigests(
  computed: Pick<WrittenData, "md5" | "checksums">,
  body: Pick<Body, "trailers">,
  expected: ExpectedChecksums,
): void {
  if (expected.md5 !== undefined && expected.md5 !== computed.md5)
    throw new S3Error("BadDigest", {
      details: {
        ExpectedDigest: Buffer.from(expected.md5, "hex").toString("base64"),
        CalculatedDigest: Buffer.from(computed.md5, "hex").toString("base64"),
      },
    });
  const { algorithm } = expected;
  if (algorithm === undefined) return;
  const value = expected.value ?? body.trailers.get(checksumHeader(algorithm));
  if (value === undefined) {
    if (!expected.isTrailing) return;
    throw new S3Error("InvalidRequest", {
      message: `The trailing header ${checksumHeader(algorithm)} is missing from the body.`,
    });
  }
  checkChecksumValue(algorithm, value);
  if (value !== computed.checksums.get(algorithm))
    throw new S3Error("BadDigest", {
      message: `The ${algorithm} you specified did not match the calculated checksum.`,
    });
}
