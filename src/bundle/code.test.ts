import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { execFileSync } from "node:child_process";
import { lstat, mkdir, readFile, readlink, realpath, rename, rm, stat, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { hashTree, layGround, type Ground } from "../../test/bundle/ground.ts";
import { writeTree } from "../../test/bundle/wheelhouse.ts";
import { ensureCode, type CodeRequest, type EnsuredCode } from "./code.ts";
import { byteCodePath } from "./python/interpreter.ts";

let ground: Ground;
beforeEach(async () => {
  ground = await layGround();
  await writeTree(ground.project, {
    "blog/__init__.py": "",
    "blog/views.py": "def home():\n    return 1\n",
    "blog/models.py": "x = {'a', 'b'}\n",
    "blog/template.py": "class {{ name }}: pass\n",
    "static/site.css": "a{}",
    ".env": "A=1\n",
  });
});
afterEach(() => ground.remove());

const ensure = (more: Partial<CodeRequest> = {}): Promise<EnsuredCode> =>
  ensureCode({
    root: ground.project,
    rules: { leaveOut: [] },
    cache: ground.cache,
    stateFolder: ground.state,
    python: ground.python,
    environment: ground.environment,
    ...more,
  });
const byteCode = (path: string): string => byteCodePath(path, ground.python);

describe("ensureCode", () => {
  it("copies the code with byte code that the interpreter takes as it is", async () => {
    const { folder } = await ensure();
    const source = join(folder.path, "blog/views.py");
    // Byte code of the unchecked kind is loaded whatever the source says.
    await rm(source);
    await writeFile(source, "def home():\n    return 2\n");
    const answer = execFileSync(
      ground.python.executable,
      ["-c", "import blog.views as v; print(v.home(), v.home.__code__.co_filename)"],
      {
        cwd: folder.path,
        env: { PYTHONDONTWRITEBYTECODE: "1" },
        encoding: "utf8",
      },
    );
    expect(answer.trim()).toBe(`1 ${source}`);
  });

  it("leaves a file that is no Python without byte code, and is content", async () => {
    const { folder } = await ensure();
    const paths = Object.keys(await hashTree(folder.path));
    expect(paths).toContain("blog/template.py");
    expect(paths.filter((path) => path.endsWith(".pyc"))).toEqual(
      expect.arrayContaining([
        byteCode("blog/__init__.py"),
        byteCode("blog/views.py"),
        byteCode("blog/models.py"),
      ]),
    );
    expect(paths).not.toContain(byteCode("blog/template.py"));
  });

  it("links secrets at their own path and copies none (parity: env-files)", async () => {
    const { folder, fingerprint } = await ensure();
    const path = join(folder.path, ".env");
    expect(await readlink(path)).toBe(await realpath(join(ground.project, ".env")));
    expect(await readFile(path, "utf8")).toBe("A=1\n");
    expect(fingerprint.linked).toEqual([{ path: ".env", target: await readlink(path), why: "secret" }]);
  });

  it("keeps times and permissions", async () => {
    const { folder } = await ensure();
    const [from, to] = [
      await stat(join(ground.project, "static/site.css")),
      await stat(join(folder.path, "static/site.css")),
    ];
    expect(Math.abs(from.mtimeMs - to.mtimeMs)).toBeLessThan(1);
    expect(to.mode & 0o777).toBe(0o644);
  });

  it("makes nothing when nothing has changed", async () => {
    const first = await ensure();
    const inode = (await stat(first.folder.path)).ino;
    const second = await ensure({ python: { ...ground.python, executable: "/nowhere/python" } });
    expect([second.folder, (await stat(second.folder.path)).ino]).toEqual([first.folder, inode]);
  });

  it("takes what has not changed from the folder before", async () => {
    const first = await ensure();
    await writeFile(join(ground.project, "blog/views.py"), "def home():\n    return 3\n");
    const second = await ensure();
    expect(second.folder.digest).not.toBe(first.folder.digest);
    const inodeOf = async (one: EnsuredCode, path: string): Promise<number> =>
      (await lstat(join(one.folder.path, path))).ino;
    for (const path of ["blog/models.py", byteCode("blog/models.py"), "static/site.css"]) {
      expect(await inodeOf(second, path)).toBe(await inodeOf(first, path));
    }
    expect(await inodeOf(second, byteCode("blog/views.py"))).not.toBe(
      await inodeOf(first, byteCode("blog/views.py")),
    );
    expect(await readFile(join(first.folder.path, "blog/views.py"), "utf8")).toContain("return 1");
    const afresh = await ensure({
      cache: join(ground.folder, "other cache"),
      stateFolder: join(ground.folder, "other state"),
    });
    expect(await hashTree(second.folder.path)).toEqual(await hashTree(afresh.folder.path));
  });

  it("does not take over a file that somebody has written to", async () => {
    const first = await ensure();
    await writeFile(join(first.folder.path, "blog/models.py"), "x = 'tampered with'\n");
    await writeFile(join(ground.project, "blog/views.py"), "def home():\n    return 4\n");
    const second = await ensure();
    expect(await readFile(join(second.folder.path, "blog/models.py"), "utf8")).toBe("x = {'a', 'b'}\n");
  });

  it("gives two checkouts of the same code one digest, each with links of its own", async () => {
    const first = await ensure();
    const other = join(ground.folder, "other checkout");
    await rename(ground.project, other);
    await mkdir(ground.project);
    await writeTree(ground.project, { "x.py": "" });
    const second = await ensure({ root: other, stateFolder: join(ground.folder, "other state") });
    expect(second.folder.digest).toBe(first.folder.digest);
    expect(await readlink(join(second.folder.path, ".env"))).toBe(await realpath(join(other, ".env")));
  });

  it("ends with the signal and leaves nothing half-made", async () => {
    const signal = AbortSignal.abort(new Error("interrupted"));
    await expect(ensure({ signal })).rejects.toThrow("interrupted");
    expect(await ground.leftovers()).toEqual([]);
    expect((await ensure()).folder.files).toBeGreaterThan(5);
  });
});
