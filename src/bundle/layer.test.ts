import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { execFileSync } from "node:child_process";
import { readFile, readdir } from "node:fs/promises";
import { join } from "node:path";
import { hashTree, layGround, type Ground } from "../../test/bundle/ground.ts";
import { serveIndex, type TestIndex } from "../../test/bundle/wheelhouse.ts";
import type { ContentFolder } from "./bundle.ts";
import { ensureDependencies, type LayerRequest } from "./layer.ts";
import { createLock, type Lock, type LockedPackage } from "./lock.ts";

const tools = ["pip", ...(process.env["MONOLIFT_TEST_UV"] === undefined ? [] : (["uv"] as const))] as const;

const django = {
  name: "django",
  version: "5.2",
  files: {
    "django/__init__.py": "VERSION = (5, 2)\nKINDS = {'a', 'b', 'c', None}\n",
    "django/conf/template.py": "class {{ name }}: pass\n",
    "django/conf/locale/en/LC_MESSAGES/django.mo": "en",
    "django/conf/locale/ja/LC_MESSAGES/django.mo": "ja",
    "django/data/notes.md": "",
    "django-5.2.dist-info/entry_points.txt": "[console_scripts]\ndjango-admin = django:main\n",
  },
};

describe.each(tools)("ensureDependencies with %s", (tool) => {
  let ground: Ground;
  let index: TestIndex;
  beforeEach(async () => {
    ground = await layGround(tool);
    index = await serveIndex(join(ground.folder, "index"));
    await index.add(django);
    await index.add({ name: "plugin", version: "1.0", files: { "shared/plugin.py": "x = 1\n" } });
  });
  afterEach(async () => {
    await index.close();
    await ground.remove();
  });

  const lockOf = (packages: readonly LockedPackage[], more: Partial<Lock> = {}): Lock =>
    createLock({
      python: "3.11",
      platform: "test",
      packages: [...packages],
      projects: [],
      indexOptions: [`--index-url ${index.url}`],
      paths: [],
      source: { kind: "requirements", file: "requirements.txt" },
      added: [],
      replaced: [],
      resolvedBy: null,
      isChosen: false,
      ...more,
    });
  const fromIndex = (name: string, version: string, hashes: readonly string[] = []): LockedPackage => ({
    name,
    version,
    hashes: [...hashes],
    origin: { kind: "index" },
  });
  const ensure = (lock: Lock, more: Partial<LayerRequest> = {}): Promise<ContentFolder> =>
    ensureDependencies(lock, { ...ground.request({ kind: "none" }), ...more });

  it("gives the same bytes in every folder, and with the other tool", async () => {
    const lock = lockOf([fromIndex("django", "5.2"), fromIndex("plugin", "1.0")]);
    const first = await ensure(lock);
    const [cache, other] = [join(ground.folder, "elsewhere"), await layGround(tool === "pip" ? "uv" : "pip")];
    const second = await ensure(lock, { cache, environment: other.environment });
    await other.remove();
    expect(second.digest).toBe(first.digest);
    expect(await hashTree(second.path)).toEqual(await hashTree(first.path));
  });

  it("keeps metadata and data, and nothing that speaks of how it was installed", async () => {
    const { path } = await ensure(lockOf([fromIndex("django", "5.2")]));
    expect((await readdir(path)).toSorted()).toEqual(["django", "django-5.2.dist-info"]);
    expect((await readdir(join(path, "django-5.2.dist-info"))).toSorted()).toEqual([
      "METADATA",
      "RECORD",
      "WHEEL",
      "entry_points.txt",
    ]);
    expect(await readdir(join(path, "django/data"))).toEqual(["notes.md"]);
    const record = await readFile(join(path, "django-5.2.dist-info/RECORD"), "utf8");
    expect(record).not.toMatch(/INSTALLER|bin\/django-admin|REQUESTED/);
    const program =
      "import importlib.metadata as m, django; print(m.version('django'), len(m.files('django')), django.__cached__)";
    const said = execFileSync(ground.python.executable, ["-c", program], {
      env: { PYTHONPATH: path, PYTHONDONTWRITEBYTECODE: "1" },
      encoding: "utf8",
    });
    expect(said).toMatch(/^5\.2 \d+ .*__pycache__/);
    expect(await readdir(join(path, "django/__pycache__"))).toHaveLength(1);
  });

  it("lets the project's own version and entry points be asked for", async () => {
    const projects = [
      { name: "Our.Blog", version: "1.2", entryPoints: { "django.plugins": { blog: "blog:plugin" } } },
    ];
    const { path } = await ensure(lockOf([], { projects }));
    const program =
      "import importlib.metadata as m; d = m.distribution('our-blog'); print(d.version, [e.value for e in d.entry_points])";
    const said = execFileSync(ground.python.executable, ["-c", program], {
      env: { PYTHONPATH: path },
      encoding: "utf8",
    });
    expect(said.trim()).toBe("1.2 ['blog:plugin']");
  });

  it("makes an empty layer of an empty lock", async () => {
    expect((await ensure(lockOf([]))).files).toBe(0);
  });

  it("puts packages with and without hashes together", async () => {
    await index.add({ name: "hashed", version: "1.0", files: { "shared/hashed.py": "" } });
    const wheel = await readFile(join(ground.folder, "index/hashed-1.0-py3-none-any.whl"));
    const { createHash } = await import("node:crypto");
    const hash = `sha256:${createHash("sha256").update(wheel).digest("hex")}`;
    const { path } = await ensure(lockOf([fromIndex("hashed", "1.0", [hash]), fromIndex("plugin", "1.0")]));
    expect((await readdir(join(path, "shared"))).filter((name) => name.endsWith(".py")).toSorted()).toEqual([
      "hashed.py",
      "plugin.py",
    ]);
  });

  it("refuses a file with another hash and leaves nothing", async () => {
    const lock = lockOf([fromIndex("plugin", "1.0", [`sha256:${"0".repeat(64)}`])]);
    await expect(ensure(lock)).rejects.toMatchObject({
      code: "DEPENDENCY_HASH_MISMATCH",
      facts: { name: "plugin" },
    });
    expect(await ground.leftovers()).toEqual([]);
    expect(await readdir(join(ground.cache, "layers"))).toEqual([]);
  });

  it("shows what a failing build said last, and where the package is asked for", async () => {
    const says =
      "import sys\nprint('x.c:1:10: fatal error: missing_header.h: No such file or directory', file=sys.stderr)\nraise SystemExit(1)";
    await index.addSource({ name: "native", version: "1.0" }, says);
    const place = { file: "requirements.txt", line: 3 };
    const asked = [
      { text: "native", name: "native", hashes: [], path: null, extras: [], marker: null, place },
    ];
    await expect(ensure(lockOf([fromIndex("native", "1.0")]), { asked })).rejects.toMatchObject({
      code: "DEPENDENCY_BUILD_FAILED",
      facts: { name: "native" },
      place,
      detail: expect.stringContaining("missing_header.h") as string,
    });
    expect(await ground.leftovers()).toEqual([]);
  });
});
