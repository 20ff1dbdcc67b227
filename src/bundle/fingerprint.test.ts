import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { chmod, mkdir, readFile, rename, rm, symlink, utimes, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { layGround, type Ground } from "../../test/bundle/ground.ts";
import { writeTree } from "../../test/bundle/wheelhouse.ts";
import { fingerprintCode, type CodeFingerprint } from "./fingerprint.ts";

let ground: Ground;
let root = "";
beforeEach(async () => {
  ground = await layGround();
  root = ground.project;
});
afterEach(() => ground.remove());

const look = (rules = { leaveOut: [] } as Parameters<typeof fingerprintCode>[1]): Promise<CodeFingerprint> =>
  fingerprintCode(root, rules, join(ground.state, "files.json"));
const sqlite = `SQLite format 3\0${"\0".repeat(84)}`;
const key = "-----BEGIN EC PRIVATE KEY-----\nabc\n-----END EC PRIVATE KEY-----\n";

describe("fingerprintCode", () => {
  it("carries what the application may read, and nothing that others make", async () => {
    await writeTree(root, {
      "manage.py": "",
      "blog/views.py": "",
      "blog/templates/index.html": "",
      "CHANGELOG.md": "",
      "blog-1.0.dist-info/METADATA": "",
      ".gitignore": "static/built\n",
      "static/built/app.js": "",
      ".git/HEAD": "",
      "env/pyvenv.cfg": "",
      "env/lib/x.py": "",
      "frontend/node_modules/x/index.js": "",
      "blog/__pycache__/views.cpython-311.pyc": "",
      ".mypy_cache/x.json": "",
      "monolift.toml": "",
      "db.sqlite3": sqlite,
      "data/cities": sqlite,
      "db.sqlite3-journal": "",
      "uploads/a.jpg": "",
    });
    const { files, leftOut } = await look({ leaveOut: [{ path: "uploads", why: "media" }] });
    expect(files.map(({ path }) => path)).toEqual([
      ".gitignore",
      "CHANGELOG.md",
      "blog-1.0.dist-info/METADATA",
      "blog/templates/index.html",
      "blog/views.py",
      "manage.py",
      "static/built/app.js",
    ]);
    expect(Object.fromEntries(leftOut.map(({ path, why }) => [path, why]))).toMatchObject({
      ".git": "version-control",
      env: "virtual-environment",
      "frontend/node_modules": "node-modules",
      "db.sqlite3": "local-database",
      "data/cities": "local-database",
      uploads: "media",
    });
  });

  it("links secrets, in whatever file they are, and carries their examples", async () => {
    await writeTree(root, {
      ".env": "A=1",
      "config/.env.production": "",
      ".env.example": "",
      "local.env": "",
      ".secrets/base.json": "{}",
      "certs/server.key": key,
      "certs/ca.pem": "-----BEGIN CERTIFICATE-----\n",
      "environment.py": "",
    });
    const { files, linked } = await look();
    expect(linked.map(({ path, why }) => [path, why])).toEqual([
      [".env", "secret"],
      [".secrets/base.json", "secret"],
      ["certs/server.key", "secret"],
      ["config/.env.production", "secret"],
      ["local.env", "secret"],
    ]);
    expect(files.map(({ path }) => path)).toEqual([".env.example", "certs/ca.pem", "environment.py"]);
  });

  it("keeps links within the project and links what lies outside it", async () => {
    await writeTree(root, { "settings/production.py": "", "common/x.py": "" });
    await writeTree(join(ground.folder, "etc"), { "local.py": "SECRET = 1", "themes/a.css": "" });
    await symlink("production.py", join(root, "settings/selected.py"));
    await symlink(join(root, "common"), join(root, "settings/common"));
    await symlink(join(ground.folder, "etc/local.py"), join(root, "settings_local.py"));
    await symlink("../etc/themes", join(root, "themes"));
    await symlink("nowhere", join(root, "broken"));
    const { links, linked, leftOut } = await look();
    expect(links).toEqual([
      { path: "settings/common", target: "../common" },
      { path: "settings/selected.py", target: "production.py" },
    ]);
    expect(linked.map(({ path, why }) => [path, why])).toEqual([
      ["settings_local.py", "outside"],
      ["themes", "outside"],
    ]);
    expect(leftOut).toEqual([{ path: "broken", why: "broken-link" }]);
  });

  it("gives the same digest in another folder and for other times, another for content, mode and name", async () => {
    await writeTree(root, { "a.py": "x = 1\n", "日本語 b.txt": "" });
    const { digest } = await look();
    const moved = join(ground.folder, "elsewhere");
    await rename(root, moved);
    root = moved;
    await utimes(join(root, "a.py"), 1, 1);
    expect((await look()).digest).toBe(digest);
    await chmod(join(root, "a.py"), 0o755);
    const runnable = (await look()).digest;
    await writeFile(join(root, "a.py"), "x = 2\n");
    const changed = (await look()).digest;
    await rename(join(root, "a.py"), join(root, "c.py"));
    expect(new Set([digest, runnable, changed, (await look()).digest]).size).toBe(4);
  });

  it("covers that a secret is there, not what is in it", async () => {
    await writeTree(root, { "a.py": "" });
    const without = (await look()).digest;
    await writeFile(join(root, ".env"), "A=1");
    const one = (await look()).digest;
    await writeFile(join(root, ".env"), "A=2");
    expect([without === one, (await look()).digest === one]).toEqual([false, true]);
  });

  it("does not read an unchanged file again, and never misses a change", async () => {
    await writeTree(root, { "a.py": "x = 1\n" });
    const path = join(root, "a.py");
    await utimes(path, 1000, 1000);
    const first = await look();
    const cache = join(ground.state, "files.json");
    await writeFile(
      cache,
      (await readFile(cache, "utf8")).replace(first.files[0]?.sha256 ?? "-", "remembered"),
    );
    expect((await look()).files[0]?.sha256).toBe("remembered");
    // Same size and same time: only the time of the change of the file's record tells.
    await writeFile(path, "x = 2\n");
    await utimes(path, 1000, 1000);
    expect((await look()).files[0]?.sha256).not.toMatch(/remembered/);
    expect((await look()).digest).not.toBe(first.digest);
  });

  it("starts afresh with a cache that is damaged", async () => {
    await writeTree(root, { "a.py": "" });
    const { digest } = await look();
    for (const content of ["{", "[]", '{"version":1,"writtenMs":1,"entries":{"a.py":"x"}}']) {
      await writeFile(join(ground.state, "files.json"), content);
      expect((await look()).digest).toBe(digest);
    }
  });

  it("follows no circle of links", async () => {
    await mkdir(join(root, "a"));
    await writeFile(join(root, "a/x.py"), "");
    await symlink("..", join(root, "a/up"));
    await symlink(".", join(root, "self"));
    const { files } = await look();
    expect(files.map(({ path }) => path)).toEqual(["a/x.py"]);
    await rm(join(root, "self"));
  });
});
