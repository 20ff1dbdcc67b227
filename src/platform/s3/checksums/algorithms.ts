import { z } from "zod";

/**
 * The checksum algorithms of S3.
 *
 * @see https://docs.aws.amazon.com/AmazonS3/latest/userguide/checking-object-integrity.html
 */
export const checksumAlgorithms = ["CRC32", "CRC32C", "CRC64NVME", "SHA1", "SHA256"] as const;
export type ChecksumAlgorithm = (typeof checksumAlgorithms)[number];

/** Of a whole object's bytes, or of its parts' checksums (then the value ends in `-N`, the number of parts). */
export const checksumTypes = ["FULL_OBJECT", "COMPOSITE"] as const;
export type ChecksumType = (typeof checksumTypes)[number];

export const checksumSchema = z
  .object({
    algorithm: z.enum(checksumAlgorithms),
    type: z.enum(checksumTypes),
    /** Base64, big-endian; with `-N` when composite. */
    value: z.string(),
  })
  .readonly();
export type Checksum = z.infer<typeof checksumSchema>;

/** Bytes of a checksum. */
export const checksumBytes = {
  CRC32: 4,
  CRC32C: 4,
  CRC64NVME: 8,
  SHA1: 20,
  SHA256: 32,
} as const satisfies Record<ChecksumAlgorithm, number>;

/** Header that carries a checksum, for instance `x-amz-checksum-crc32c`. */
export function checksumHeader(algorithm: ChecksumAlgorithm): string {
  return `x-amz-checksum-${algorithm.toLowerCase()}`;
}

/** Element that carries a checksum, for instance `ChecksumCRC32C`. */
export function checksumElement(algorithm: ChecksumAlgorithm): string {
  return `Checksum${algorithm}`;
}
