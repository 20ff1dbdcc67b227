import { randomBytes } from "node:crypto";
import { describe, expect, it } from "vitest";
import { ChecksumCalculator } from "./calculator.ts";
import { combineChecksums } from "./combine.ts";

const calculator = new ChecksumCalculator();

describe.each(["CRC32", "CRC32C", "CRC64NVME"] as const)("combining %s", (algorithm) => {
  it.each([[[0]], [[1]], [[1, 1]], [[0, 5, 0]], [[100_000, 7, 65_536, 1]]])(
    "of parts of %j bytes is that of the whole",
    async (sizes) => {
      const blocks = sizes.map((size) => randomBytes(size));
      const of = async (data: Buffer): Promise<string> => {
        const state = await calculator.start(algorithm);
        state.update(data);
        return state.digest().toString("base64");
      };
      const parts = await Promise.all(
        blocks.map(async (block) => ({ value: await of(block), sizeBytes: block.length })),
      );
      const { value } = await combineChecksums(calculator, algorithm, "FULL_OBJECT", parts);
      expect(value).toBe(await of(Buffer.concat(blocks)));
    },
  );
});
