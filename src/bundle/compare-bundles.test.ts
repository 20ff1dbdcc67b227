import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { compareBundles, type BundleFolders } from "./compare-bundles.ts";

describe("compareBundles", () => {
  let folder: string;

  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), "monolift-compare-"));
  });
  afterEach(() => rm(folder, { recursive: true }));

  async function make(
    name: string,
    files: Readonly<Record<string, string>>,
    packages: readonly string[],
  ): Promise<BundleFolders> {
    const dependencies = join(folder, name, "packages");
    for (const one of packages) await mkdir(join(dependencies, `${one}.dist-info`), { recursive: true });
    const list = Object.fromEntries(Object.entries(files).map(([path, hash]) => [path, [hash, 1, 1]]));
    await writeFile(join(folder, name, "files.json"), JSON.stringify({ files: list }));
    return { code: join(folder, name, "app"), dependencies };
  }

  it("names files by content and packages by version", async () => {
    const before = await make("before", { "a.py": "1", "b.py": "1", "c.py": "1" }, [
      "Django-5.1",
      "six-1.16",
    ]);
    const after = await make("after", { "a.py": "1", "b.py": "2", "d.py": "1" }, [
      "Django-5.2",
      "attrs-25.1",
    ]);
    expect(await compareBundles(before, after)).toEqual({
      code: { added: ["d.py"], removed: ["c.py"], changed: ["b.py"] },
      packages: {
        added: [{ name: "attrs", version: "25.1" }],
        removed: [{ name: "six", version: "1.16" }],
        changed: [{ name: "django", from: "5.1", to: "5.2" }],
      },
    });
  });

  it("says nothing of folders that are gone", async () => {
    const after = await make("after", {}, ["Django-5.2"]);
    const gone = { code: join(folder, "gone/app"), dependencies: join(folder, "gone/packages") };
    expect(await compareBundles(gone, after)).toEqual({ code: null, packages: null });
  });
});
