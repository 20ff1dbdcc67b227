import { mkdir, mkdtemp, rm, truncate, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Bundle, ContentFolder } from "./bundle.ts";
import { packageSizeNotices } from "./package-size.ts";

const megabyte = 1024 * 1024;

describe("packageSizeNotices", () => {
  let folder: string;

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), "monolift-size-"));
    // Files without content: their size counts, and the disk does not notice.
    for (const [name, megabytes] of [
      ["torch/lib.so", 180],
      ["numpy/core.so", 20],
      ["numpy.libs/blas.so", 40],
      ["six.py", 0],
    ] as const) {
      await mkdir(join(folder, name, ".."), { recursive: true });
      await writeFile(join(folder, name), "");
      await truncate(join(folder, name), megabytes * megabyte);
    }
  });
  afterAll(() => rm(folder, { recursive: true }));

  const sized = (megabytes: number): ContentFolder => ({
    digest: "",
    path: folder,
    files: 4,
    sizeBytes: megabytes * megabyte,
  });
  const bundle = (megabytes: number): Pick<Bundle, "code" | "dependencies" | "runtime"> => ({
    code: sized(9),
    dependencies: sized(megabytes - 10),
    runtime: sized(1),
  });

  it("says nothing of a bundle that fits into a zip (parity: package-size)", async () => {
    expect(await packageSizeNotices(bundle(250))).toEqual([]);
  });

  it("says that a larger one becomes an image, and which packages take most (parity: package-size)", async () => {
    expect(await packageSizeNotices(bundle(251))).toEqual([
      {
        code: "PACKAGE_BECOMES_IMAGE",
        facts: {
          megabytes: 251,
          zipMb: 250,
          imageMb: 10_240,
          largest: [
            { name: "torch", megabytes: 180 },
            { name: "numpy", megabytes: 60 },
          ],
        },
      },
    ]);
  });

  it("says that one over 10 GB runs nowhere on Lambda (parity: package-size)", async () => {
    expect(await packageSizeNotices(bundle(10_241))).toMatchObject([
      { code: "PACKAGE_TOO_LARGE", facts: { megabytes: 10_241, imageMb: 10_240 } },
    ]);
  });
});
