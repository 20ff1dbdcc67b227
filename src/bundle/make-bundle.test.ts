import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { execFileSync } from "node:child_process";
import { cp, rename, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { layGround, type Ground } from "../../test/bundle/ground.ts";
import { serveIndex, writeTree, type TestIndex } from "../../test/bundle/wheelhouse.ts";
import { hashFile } from "../system/files.ts";
import { sayNotice } from "../words/words.ts";
import { entriesOfBundle, writeZip } from "./archive.ts";
import type { Bundle } from "./bundle.ts";
import { collectGarbage } from "./garbage.ts";
import { makeBundle, type BundleRequest } from "./make-bundle.ts";

const tool = process.env["MONOLIFT_TEST_UV"] === undefined ? "pip" : "uv";
let index: TestIndex;
/** A project that has been bundled once; the tests work on copies of it. */
let ready: Ground;
let ground: Ground;

beforeAll(async () => {
  ready = await layGround(tool);
  index = await serveIndex(join(ready.folder, "index"));
  await index.add({
    name: "django",
    version: "5.2",
    files: {
      "django/__init__.py": "version = '5.2'\n",
      ...Object.fromEntries(
        ["en", "fr", "ja", "pt", "pt_BR", "zh_Hans", "sr_Latn"].flatMap((name) => [
          [`django/conf/locale/${name}/formats.py`, ""],
          [`django/conf/locale/${name}/LC_MESSAGES/django.mo`, ""],
          [`django/conf/locale/${name}/LC_MESSAGES/django.po`, ""],
        ]),
      ),
      "django/conf/locale/__init__.py": "LANG_INFO = {}\n",
      "django/conf/locale/alone.po": "",
    },
  });
  await index.add({ name: "psycopg2-binary", version: "2.9" });
  await writeTree(ready.project, {
    "requirements.txt": `--index-url ${index.url}\ndjango\n`,
    "blog/__init__.py": "import django\n",
    ".env": "A=1\n",
    "db.sqlite3": "SQLite format 3\0",
  });
  ground = ready;
  await make();
});
afterAll(async () => {
  await index.close();
  await ready.remove();
});
beforeEach(async () => {
  ground = await layGround(tool);
  for (const part of ["project", "cache", "state"] as const)
    await cp(ready[part], ground[part], { recursive: true });
});
afterEach(() => ground.remove());

/** A folder with the project's locks and nothing else that is remembered. */
async function stateWithLocks(name: string): Promise<string> {
  const folder = join(ground.folder, name);
  await cp(join(ready.state, "locks"), join(folder, "locks"), { recursive: true });
  return folder;
}

const filesOfLocale = (folder: string): readonly string[] => [
  `${folder}/LC_MESSAGES/django.mo`,
  `${folder}/LC_MESSAGES/django.po`,
  `${folder}/formats.py`,
];

const make = (more: Partial<BundleRequest> = {}): Promise<Bundle> =>
  makeBundle({
    root: ground.project,
    dependencies: { kind: "requirements", file: "requirements.txt" },
    python: ground.python,
    vendor: [],
    extra: [],
    complete: (packages) => ("psycopg2-binary" in packages ? [] : [["psycopg2-binary"]]),
    rules: { leaveOut: [] },
    cache: ground.cache,
    stateFolder: ground.state,
    environment: ground.environment,
    ...more,
  });

describe("makeBundle", () => {
  it("makes code, dependencies and runtime that run together, and says what it did with the rest", async () => {
    const bundle = await make({
      cache: join(ground.folder, "fresh cache"),
      stateFolder: join(ground.folder, "fresh"),
    });
    const program = "import blog, psycopg2_binary, monolift_inspector; print(blog.django.version)";
    const paths = [bundle.code.path, bundle.dependencies.path, join(bundle.runtime.path, "inspector")];
    const said = execFileSync(ground.python.executable, ["-c", program], {
      env: { PYTHONPATH: paths.join(":"), PYTHONDONTWRITEBYTECODE: "1" },
      encoding: "utf8",
    });
    expect(said.trim()).toBe("5.2");
    expect(bundle.packages).toEqual({ django: "5.2", "psycopg2-binary": "2.9" });
    expect(bundle.notices.map(({ code }) => code)).toEqual([
      "DEPENDENCIES_RESOLVED",
      "DEPENDENCY_ADDED",
      "SECRETS_LINKED",
      "DATABASES_LEFT_OUT",
    ]);
    expect(bundle.notices.map((one) => sayNotice(one, "en")).join("\n")).toContain("psycopg2-binary==2.9");
  });

  it("has the same digest in another folder, with another cache, and after the secret changed", async () => {
    const first = await make();
    const root = join(ground.folder, "プロジェクト 二");
    await rename(ground.project, root);
    await writeFile(join(root, ".env"), "A=2\n");
    const second = await make({
      root,
      cache: join(ground.folder, "cache 2"),
      stateFolder: await stateWithLocks("state 2"),
    });
    expect(second.digest).toBe(first.digest);
  });

  it("makes a code change without the network and without another layer", async () => {
    const first = await make();
    const asked = index.requests.length;
    await writeFile(join(ground.project, "blog/__init__.py"), "import django  # changed\n");
    const second = await make();
    expect(index.requests.length).toBe(asked);
    expect(second.dependencies).toEqual(first.dependencies);
    expect([second.code.digest === first.code.digest, second.digest === first.digest]).toEqual([
      false,
      false,
    ]);
  });

  it("starts no process when nothing has changed", async () => {
    const first = await make();
    const nowhere = { ...ground.python, executable: "/nowhere/python" };
    const { notices, ...second } = await make({ python: nowhere, environment: { PATH: "/nowhere" } });
    expect(second).toEqual({ ...first, notices: undefined });
    expect(notices.map(({ code }) => code)).not.toContain("DEPENDENCIES_RESOLVED");
  });

  it("can be made by two at the same time", async () => {
    const cache = join(ground.folder, "cache 2");
    const states = [await stateWithLocks("state 2"), await stateWithLocks("state 3")];
    const [first, second] = await Promise.all(states.map((stateFolder) => make({ cache, stateFolder })));
    expect(second).toEqual(first);
    expect(first?.packages).toHaveProperty("django");
    expect(await ground.leftovers()).toEqual([]);
  });

  it("goes on after an interruption at any step", async () => {
    for (const phase of ["resolve", "install", "code"] as const) {
      const controller = new AbortController();
      const stop = (at: string): void => {
        if (at === phase) controller.abort(new Error("interrupted"));
      };
      const stateFolder = phase === "resolve" ? join(ground.folder, phase) : await stateWithLocks(phase);
      const cache = join(ground.folder, `cache ${phase}`);
      await expect(make({ signal: controller.signal, onProgress: stop, stateFolder, cache })).rejects.toThrow(
        "interrupted",
      );
      expect((await make({ stateFolder, cache })).packages).toHaveProperty("django");
    }
  });

  it("packs into the same zip, without what is linked", async () => {
    const zip = async (name: string): Promise<string> => {
      const { zipBytes, files } = await writeZip(
        await entriesOfBundle(await make(), null),
        join(ground.folder, name),
      );
      expect(zipBytes).toBeGreaterThan(10_000);
      expect(files).toBeGreaterThan(20);
      return hashFile(join(ground.folder, name));
    };
    expect(await zip("b.zip")).toBe(await zip("a.zip"));
    const listing = execFileSync(
      ground.python.executable,
      ["-m", "zipfile", "-l", join(ground.folder, "a.zip")],
      { encoding: "utf8" },
    );
    expect(listing).toContain("app/blog/__init__.py");
    expect(listing).not.toContain(".env");
    execFileSync(ground.python.executable, ["-m", "zipfile", "-t", join(ground.folder, "a.zip")]);
  });

  it("packs the translations that the application can answer in, with what they fall back to", async () => {
    await writeTree(ground.project, { "blog/locale/fr/LC_MESSAGES/django.mo": "" });
    const bundle = await make();
    const packed = async (languages: readonly string[] | null): Promise<readonly string[]> =>
      (await entriesOfBundle(bundle, languages)).map(({ path }) => path).toSorted();
    const [all, some] = [await packed(null), await packed(["pt-br", "ja"])];
    const left = all.filter((path) => !some.includes(path) && !path.includes("__pycache__"));
    const locale = "packages/django/conf/locale";
    expect(left).toEqual([
      `${locale}/en/LC_MESSAGES/django.po`,
      ...["fr"].flatMap((name) => filesOfLocale(`${locale}/${name}`)),
      `${locale}/ja/LC_MESSAGES/django.po`,
      `${locale}/pt/LC_MESSAGES/django.po`,
      `${locale}/pt_BR/LC_MESSAGES/django.po`,
      ...["sr_Latn", "zh_Hans"].flatMap((name) => filesOfLocale(`${locale}/${name}`)),
    ]);
    // A project's own files are carried whatever they are.
    expect(some).toContain("app/blog/locale/fr/LC_MESSAGES/django.mo");
    const record = (await entriesOfBundle(bundle, ["ja"])).find(
      ({ path }) => path === "packages/django-5.2.dist-info/RECORD",
    );
    const recorded = (await record?.read())?.toString("utf8") ?? "";
    expect(recorded).toContain("django/conf/locale/ja/formats.py,");
    expect(recorded).not.toMatch(/locale\/fr|django\.po/);
  });

  it("loses what nobody uses to the garbage collection, and nothing else", async () => {
    const old = await make();
    await writeFile(join(ground.project, "blog/__init__.py"), "");
    const kept = await make();
    const inUse = new Set([kept.code.path, kept.dependencies.path, kept.runtime.path]);
    expect(await collectGarbage({ cache: ground.cache, inUse })).toEqual([]);
    const removed = await collectGarbage({ cache: ground.cache, inUse, minimumAgeMs: 0 });
    expect(removed).toContain(dirname(old.code.path));
    expect(removed.filter((path) => !path.startsWith(join(ground.cache, "code")))).toEqual([]);
    expect((await make()).digest).toBe(kept.digest);
  });
});
