import { mkdir, mkdtemp, readFile, rm, stat, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { takeOverFile, takeOverFolder } from "./take-over.ts";

describe("taking over", () => {
  let folder: string;
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), "monolift-take-over-"));
    await mkdir(join(folder, "one/css"), { recursive: true });
    await writeFile(join(folder, "one/css/app.css"), "body {}");
    await writeFile(join(folder, "one/staticfiles.json"), "{}");
  });
  afterEach(() => rm(folder, { recursive: true }));

  it("gives a folder the files of another one, without a copy of their bytes", async () => {
    expect(takeOverFolder(join(folder, "one"), join(folder, "a/two"))).toBe(2);
    expect(await readFile(join(folder, "a/two/css/app.css"), "utf8")).toBe("body {}");
    const [one, two] = await Promise.all(
      ["one", "a/two"].map((name) => stat(join(folder, name, "css/app.css"))),
    );
    expect(two?.ino).toBe(one?.ino);
  });

  it("survives the removal of the folder that it was taken from", async () => {
    takeOverFolder(join(folder, "one"), join(folder, "two"));
    await rm(join(folder, "one"), { recursive: true });
    expect(await readFile(join(folder, "two/staticfiles.json"), "utf8")).toBe("{}");
  });

  it("says when a file is not there", () => {
    expect(takeOverFile(join(folder, "one/gone"), join(folder, "gone"))).toBe(false);
  });
});
