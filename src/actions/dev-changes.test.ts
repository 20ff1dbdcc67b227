import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { changedFiles } from "./changed-files.ts";
import { isMigration, isUnwatched } from "./dev-changes.ts";

describe("a change", () => {
  it("is named by the files that were written, made or removed", async () => {
    await using folder = await scratch();
    const code = async (name: string, files: Readonly<Record<string, string>>): Promise<string> => {
      await mkdir(join(folder.path, name, "app"), { recursive: true });
      const entries = Object.entries(files).map(([path, hash]) => [path, [hash, 1, 1]]);
      await writeFile(
        join(folder.path, name, "files.json"),
        JSON.stringify({ files: Object.fromEntries(entries), uncompiled: [] }),
      );
      return join(folder.path, name, "app");
    };
    const before = await code("before", { "a.py": "1", "b.py": "1", "gone.py": "1" });
    const after = await code("after", { "a.py": "1", "b.py": "2", "new.css": "1" });
    expect(await changedFiles(before, after)).toEqual(["b.py", "gone.py", "new.css"]);
    expect(await changedFiles(before, join(folder.path, "nowhere/app"))).toBeNull();
  });

  it("needs a release where it is a migration", () => {
    expect(isMigration("shop/migrations/0002_price.py")).toBe(true);
    expect(isMigration("migrations/__init__.py")).toBe(true);
    expect(isMigration("shop/migrations.py")).toBe(false);
    expect(isMigration("shop/migrations/data/countries.json")).toBe(false);
  });
});

describe("isUnwatched", () => {
  it("leaves out what no bundle carries, but watches monolift.toml and secrets", async () => {
    await using folder = await scratch();
    await mkdir(join(folder.path, "env"));
    await writeFile(join(folder.path, "env/pyvenv.cfg"), "");
    await mkdir(join(folder.path, "shop"));
    const isIgnored = isUnwatched(folder.path);
    const look = (path: string, isFolder: boolean): boolean => isIgnored(join(folder.path, path), isFolder);
    expect([".git", "node_modules", "shop/__pycache__", "env"].every((name) => look(name, true))).toBe(true);
    expect(["db.sqlite3", "shop/a.pyc", "shop/.views.py.swp"].every((name) => look(name, false))).toBe(true);
    expect(look("shop", true)).toBe(false);
    expect(["monolift.toml", ".env", "shop/views.py"].some((name) => look(name, false))).toBe(false);
    expect(isIgnored(folder.path, true)).toBe(false);
  });
});

async function scratch(): Promise<{ readonly path: string; [Symbol.asyncDispose](): Promise<void> }> {
  const path = await mkdtemp(join(tmpdir(), "monolift-dev-"));
  return { path, [Symbol.asyncDispose]: () => rm(path, { recursive: true, force: true }) };
}
