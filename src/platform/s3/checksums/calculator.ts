import { createHash } from "node:crypto";
import { crc32 } from "node:zlib";
import { createCRC32, createCRC64 } from "hash-wasm";
import type { ChecksumAlgorithm } from "./algorithms.ts";

/** A checksum under way. */
export interface ChecksumState {
  readonly update: (data: Uint8Array) => void;
  /** Ends it; may be called once. */
  readonly digest: () => Buffer;
}

type WasmHasher = Awaited<ReturnType<typeof createCRC32>>;

/** Reflected polynomials, in the form that hash-wasm takes. */
const castagnoli = 0x82f63b78;
const nvme = "9a6c9329ac4bc9b5";

/**
 * Computes checksums. Node has CRC32, SHA1 and SHA256 itself; the two others are computed in WebAssembly, whose instances
 * are used again: making one costs as much as hashing 200 KB, and more in garbage.
 */
export class ChecksumCalculator {
  readonly #idle = { CRC32C: [] as WasmHasher[], CRC64NVME: [] as WasmHasher[] };

  async start(algorithm: ChecksumAlgorithm): Promise<ChecksumState> {
    if (algorithm === "CRC32") return startCrc32();
    if (algorithm === "CRC32C") return this.#startWasm(algorithm, () => createCRC32(castagnoli));
    if (algorithm === "CRC64NVME") return this.#startWasm(algorithm, () => createCRC64(nvme));
    const hash = createHash(algorithm);
    return { update: (data) => void hash.update(data), digest: () => hash.digest() };
  }

  async #startWasm(
    algorithm: "CRC32C" | "CRC64NVME",
    create: () => Promise<WasmHasher>,
  ): Promise<ChecksumState> {
    const hasher = this.#idle[algorithm].pop() ?? (await create());
    hasher.init();
    return {
      update: (data) => void hasher.update(data),
      digest: () => {
        const bytes = Buffer.from(hasher.digest("binary"));
        this.#idle[algorithm].push(hasher);
        return bytes;
      },
    };
  }
}

function startCrc32(): ChecksumState {
  let value = 0;
  return {
    update: (data) => {
      value = crc32(data, value);
    },
    digest: () => {
      const bytes = Buffer.alloc(4);
      bytes.writeUInt32BE(value);
      return bytes;
    },
  };
}
