import { createHash } from "node:crypto";
import type { Checksum, ChecksumAlgorithm, ChecksumType } from "./algorithms.ts";
import type { ChecksumCalculator } from "./calculator.ts";

/** Checksum and size of one part, in order. */
export interface PartChecksum {
  /** Base64. */
  readonly value: string;
  readonly sizeBytes: number;
}

/** Reflected polynomial and width of the checksums that can be combined. */
const polynomials = {
  CRC32: { polynomial: 0xedb88320n, bits: 32 },
  CRC32C: { polynomial: 0x82f63b78n, bits: 32 },
  CRC64NVME: { polynomial: 0x9a6c9329ac4bc9b5n, bits: 64 },
} as const;

/**
 * The checksum of a multipart object from those of its parts, without reading a byte of it.
 *
 * @throws {TypeError} For a full-object SHA, which S3 does not offer since it can't be combined.
 */
export async function combineChecksums(
  calculator: ChecksumCalculator,
  algorithm: ChecksumAlgorithm,
  type: ChecksumType,
  parts: readonly PartChecksum[],
): Promise<Checksum> {
  if (type === "COMPOSITE") {
    const state = await calculator.start(algorithm);
    for (const part of parts) state.update(Buffer.from(part.value, "base64"));
    return { algorithm, type, value: `${state.digest().toString("base64")}-${parts.length}` };
  }
  if (algorithm === "SHA1" || algorithm === "SHA256")
    throw new TypeError(`${algorithm} of a whole object can't be had from its parts`);
  const { polynomial, bits } = polynomials[algorithm];
  const combined = parts.reduce(
    (sum, part) => shift(sum, part.sizeBytes, polynomial, bits) ^ readBigInt(part.value),
    0n,
  );
  const value = Buffer.from(combined.toString(16).padStart(bits / 4, "0"), "hex").toString("base64");
  return { algorithm, type, value };
}

/** The ETag of a multipart object: MD5 of the parts' MD5, and their number. */
export function combineETags(etags: readonly string[]): string {
  const hash = createHash("md5");
  for (const etag of etags) hash.update(Buffer.from(etag, "hex"));
  return `${hash.digest("hex")}-${etags.length}`;
}

function readBigInt(base64: string): bigint {
  return BigInt(`0x${Buffer.from(base64, "base64").toString("hex")}`);
}

/**
 * The checksum after `sizeBytes` zero bytes more, initial and final inversion left aside (they cancel out where two are
 * combined): multiplication by x^(8·size) modulo the polynomial, by repeated squaring.
 */
function shift(sum: bigint, sizeBytes: number, polynomial: bigint, bits: number): bigint {
  const one = 1n << BigInt(bits - 1);
  // x^8; the highest bit is x^0, since the polynomials are reflected.
  let power = one >> 8n;
  let factor = one;
  for (let rest = BigInt(sizeBytes); rest > 0n; rest >>= 1n) {
    if ((rest & 1n) === 1n) factor = multiply(factor, power, polynomial, bits);
    power = multiply(power, power, polynomial, bits);
  }
  return multiply(sum, factor, polynomial, bits);
}

function multiply(left: bigint, right: bigint, polynomial: bigint, bits: number): bigint {
  let product = 0n;
  let shifted = right;
  for (let bit = 1n << BigInt(bits - 1); bit > 0n; bit >>= 1n) {
    if ((left & bit) !== 0n) product ^= shifted;
    shifted = (shifted & 1n) === 1n ? (shifted >> 1n) ^ polynomial : shifted >> 1n;
  }
  return product;
}
