import { execFileSync } from "node:child_process";
import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { hasCommit, readCommit } from "./commit.ts";

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

  it("is known again, whether or not files differed from it, and another repository's is not", async () => {
    const { id = "" } = (await readCommit(folder)) ?? {};
    expect(await hasCommit(folder, id)).toBe(true);
    expect(await hasCommit(folder, id.replace("+", ""))).toBe(true);
    expect(await hasCommit(folder, "0123456+")).toBe(false);
    expect(await hasCommit(tmpdir(), id)).toBe(false);
  });

  it("does not take the commit of a repository around a folder that is not in it", async () => {
    const inside = join(folder, ".cache/blog");
    await mkdir(inside, { recursive: true });
    expect(await readCommit(inside)).toBeNull();
  });
});
