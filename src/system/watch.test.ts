import { mkdir, mkdtemp, rename, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { watchFolder, type Watch } from "./watch.ts";

describe("watchFolder", () => {
  const patience = { timeout: 20_000 };
  let folder: string;
  let watch: Watch;
  const seen: string[] = [];

  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), "monolift-watch-"));
    await mkdir(join(folder, "shop"));
    await mkdir(join(folder, "node_modules"));
    await writeFile(join(folder, "shop/views.py"), "one");
    seen.length = 0;
    watch = await watchFolder(folder, {
      isIgnored: (path) => basename(path) === "node_modules",
      onChange: (path) => seen.push(path.slice(folder.length + 1)),
    });
  });
  afterEach(async () => {
    await watch.close();
    await rm(folder, { recursive: true });
  });

  it("tells of files that are written, made, replaced and removed, also in new folders", async () => {
    await writeFile(join(folder, "shop/views.py"), "two");
    await expect.poll(() => seen, patience).toContain("shop/views.py");
    await mkdir(join(folder, "cart/views"), { recursive: true });
    await writeFile(join(folder, "cart/views/one.py"), "");
    await expect.poll(() => seen, patience).toContain("cart/views/one.py");
    seen.length = 0;
    await writeFile(join(folder, "shop/views.py.new"), "three");
    await rename(join(folder, "shop/views.py.new"), join(folder, "shop/views.py"));
    await expect.poll(() => seen, patience).toContain("shop/views.py");
    // One file is told of at most every 50 ms: what is written sooner is not.
    seen.length = 0;
    const writeAgain = async (): Promise<readonly string[]> => {
      await writeFile(join(folder, "shop/views.py"), `${performance.now()}`);
      return seen;
    };
    await expect.poll(writeAgain, patience).toContain("shop/views.py");
    seen.length = 0;
    await rm(join(folder, "cart/views/one.py"));
    await expect.poll(() => seen, patience).toContain("cart/views/one.py");
  });

  it("says nothing of what was there before, and of what is ignored", async () => {
    expect(seen).toEqual([]);
    await writeFile(join(folder, "node_modules/a.js"), "");
    await writeFile(join(folder, "last"), "");
    await expect.poll(() => seen, patience).toContain("last");
    expect(seen).toEqual(["last"]);
  });
});
