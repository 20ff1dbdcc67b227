import { execFileSync } from "node:child_process";
import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { readCommitted } from "./committed.ts";

describe("readCommitted", () => {
  let folder: string;

  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), "monolift-git-"));
  });
  afterEach(() => rm(folder, { recursive: true }));

  async function write(path: string, text: string): Promise<void> {
    await mkdir(dirname(join(folder, path)), { recursive: true });
    await writeFile(join(folder, path), text);
  }
  const git = (...parameters: readonly string[]): void => {
    execFileSync("git", ["-C", folder, ...parameters], { stdio: "ignore" });
  };

  it("says nothing outside of a repository", async () => {
    await write(".env", "KEY=1");
    expect(await readCommitted(folder)).toBeNull();
  });

  it("tells secrets and databases apart from files that only sound like them", async () => {
    await write("app/.secrets/base.json", "{}");
    await write("app/.env.example", "KEY=");
    await write("app/.env", "");
    await write("app/server.pem", "-----BEGIN PRIVATE KEY-----\nx\n-----END PRIVATE KEY-----\n");
    await write("app/ca.pem", "-----BEGIN CERTIFICATE-----\n");
    await write("app/db.sqlite3", "SQLite format 3\0rows");
    await write("app/words.db", "plain words");
    git("init");
    git("add", "-A");
    await write("app/.env.production", "KEY=1");
    const committed = await readCommitted(join(folder, "app"));
    expect(committed?.files).toContain(".env.example");
    expect(committed?.secrets).toEqual([".secrets/base.json", "server.pem"]);
    expect(committed?.databases).toEqual(["db.sqlite3"]);
  });
});
