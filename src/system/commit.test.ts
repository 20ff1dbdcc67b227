import { execFileSync } from "node:child_process";
import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { readCommit } from "./commit.ts";

let folder: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "monolift-commit-"));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

function git(...parameters: string[]): void {
  const identity = ["-c", "user.name=Ann", "-c", "user.email=ann@example.com", "-c", "commit.gpgsign=false"];
  execFileSync("git", ["-C", folder, ...identity, ...parameters], { stdio: "ignore" });
}

describe("readCommit", () => {
  it("is null outside a repository, and before the first commit", async () => {
    expect(await readCommit(folder)).toBeNull();
    git("init");
    expect(await readCommit(folder)).toBeNull();
  });

  it("tells the commit, and whether files differ from it", async () => {
    await writeFile(join(folder, "manage.py"), "");
    git("add", ".");
    git("commit", "-m", "Begin the shop\n\nWith a body.");
    expect(await readCommit(folder)).toEqual({
      id: expect.stringMatching(/^[0-9a-f]+$/),
      subject: "Begin the shop",
    });
    await writeFile(join(folder, "manage.py"), "changed");
    expect((await readCommit(folder))?.id).toMatch(/\+$/);
  });

  it("does not take the commit of a repository around a folder that is not in it", async () => {
    const inside = join(folder, ".cache/blog");
    await mkdir(inside, { recursive: true });
    expect(await readCommit(inside)).toBeNull();
  });
});
