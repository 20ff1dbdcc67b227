import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { spawnSync } from "node:child_process";
import { mkdir, readFile, readdir, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { layGround, type Ground } from "../../test/bundle/ground.ts";
import type { ContentFolder } from "./bundle.ts";
import { ensureFolder, type FolderRequest } from "./content-folder.ts";

let ground: Ground;
let parent = "";
beforeEach(async () => {
  ground = await layGround();
  parent = join(ground.cache, "layers");
});
afterEach(() => ground.remove());

const ensure = (fill: FolderRequest["fill"], more: Partial<FolderRequest> = {}): Promise<ContentFolder> =>
  ensureFolder({ parent, name: "abc", digest: "abc", inner: "packages", fill, ...more });
const write =
  (content: string): FolderRequest["fill"] =>
  (folder) =>
    writeFile(join(folder, "a.py"), content);

/** Something to wait for (`Promise.withResolvers` is newer than Node 20). */
function gate(): { readonly promise: Promise<void>; readonly resolve: () => void } {
  let open = (): void => undefined;
  const promise = new Promise<void>((resolve) => {
    open = resolve;
  });
  return { promise, resolve: () => open() };
}

describe("ensureFolder", () => {
  it("makes a folder once", async () => {
    const first = await ensure(write("1"));
    expect(first).toMatchObject({
      digest: "abc",
      files: 1,
      sizeBytes: 1,
      path: join(parent, "abc/packages"),
    });
    expect(await ensure(() => Promise.reject(new Error("made again")))).toEqual(first);
  });

  it("shows nothing until all of it is there", async () => {
    await ensure(async (folder) => {
      await write("1")(folder, "");
      expect(await readdir(parent)).not.toContain("abc");
    });
    expect(await readdir(parent)).toEqual(["abc"]);
  });

  it("removes what a failure leaves half-made, and can be called again", async () => {
    const fails = ensure(async (folder) => {
      await write("1")(folder, "");
      throw new Error("no");
    });
    await expect(fails).rejects.toThrow("no");
    expect(await readdir(parent)).toEqual([]);
    expect((await ensure(write("12"))).sizeBytes).toBe(2);
  });

  // Only Linux has a file whose disk is always full.
  it.runIf(process.platform === "linux")("says when the disk is full, and leaves room", async () => {
    await expect(ensure(() => writeFile("/dev/full", "x"))).rejects.toMatchObject({
      code: "BUNDLE_DISK_FULL",
      facts: { folder: parent },
    });
    expect(await readdir(parent)).toEqual([]);
  });

  it("lets the first of two makers win and gives both the same", async () => {
    const [started, meet] = [gate(), gate()];
    const slow = ensure(async (folder, beside) => {
      started.resolve();
      await meet.promise;
      await write("slow")(folder, beside);
    });
    await started.promise;
    const quick = await ensure(write("quick"));
    meet.resolve();
    expect(await slow).toEqual(quick);
    expect(await readFile(join(quick.path, "a.py"), "utf8")).toBe("quick");
    expect(await readdir(parent)).toEqual(["abc"]);
  });

  it("sweeps away what a dead process left and nothing of a living one", async () => {
    const { pid: dead } = spawnSync(process.execPath, ["-e", ""]);
    await mkdir(join(parent, `.making-${dead}-1234-abc/packages`), { recursive: true });
    await mkdir(join(parent, `.making-${process.ppid}-1234-abc`), { recursive: true });
    await ensure(write("1"));
    expect(await readdir(parent)).toEqual([`.making-${process.ppid}-1234-abc`, "abc"]);
  });

  it("makes a folder again that lost its record or its content", async () => {
    const { path } = await ensure(write("1"));
    await writeFile(join(parent, "abc/record.json"), "{");
    expect((await ensure(write("12"))).sizeBytes).toBe(2);
    await rm(path, { recursive: true });
    expect((await ensure(write("123"))).sizeBytes).toBe(3);
  });
});
