import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { readdir } from "node:fs/promises";
import { join } from "node:path";
import { hashTree, layGround, type Ground } from "../../test/bundle/ground.ts";
import { makeWheel, serveIndex, writeTree, type TestIndex } from "../../test/bundle/wheelhouse.ts";
import { sayNotice } from "../words/words.ts";
import type { Bundle } from "./bundle.ts";
import { makeBundle, type BundleRequest } from "./make-bundle.ts";
import { findMissingWheels } from "./missing-wheels.ts";
import { pythonMinor } from "./python/interpreter.ts";
import type { BundleTarget } from "./target.ts";

const tools = ["pip", ...(process.env["MONOLIFT_TEST_UV"] === undefined ? [] : (["uv"] as const))] as const;

/** A build that makes a wheel of that tag. */
const buildOf = (name: string, tag: string): string => `import os, zipfile
wheel = "${name}-1.0-${tag}.whl"
with zipfile.ZipFile(os.path.join(folder, wheel), "w") as archive:
    archive.writestr("${name}.py", "version = 1")
    archive.writestr("${name}-1.0.dist-info/METADATA", "Metadata-Version: 2.1\\nName: ${name}\\nVersion: 1.0\\n")
    archive.writestr("${name}-1.0.dist-info/WHEEL", "Wheel-Version: 1.0\\nRoot-Is-Purelib: true\\nTag: ${tag}\\n")
    archive.writestr("${name}-1.0.dist-info/RECORD", "")
return wheel`;

const target: BundleTarget = { python: "3.13", architecture: "arm64", glibc: "2.34" };

let ground: Ground;
let index: TestIndex;

async function layOut(tool: (typeof tools)[number]): Promise<void> {
  ground = await layGround(tool);
  index = await serveIndex(join(ground.folder, "index"));
}

afterEach(async () => {
  await index.close();
  await ground.remove();
});

/** A wheel with compiled code, as its tag says. */
const native = (name: string, version: string, platform: string, python = "cp313-cp313"): Promise<void> =>
  index.add({
    name,
    version,
    tag: `${python}-${platform}`,
    files: { [`${name}/__init__.py`]: "", [`${name}/native.so`]: `${version} ${platform}` },
  });
const make = async (lines: string, more: Partial<BundleRequest> = {}): Promise<Bundle> => {
  await writeTree(ground.project, { "requirements.txt": `--index-url ${index.url}\n${lines}` });
  return makeBundle({
    root: ground.project,
    dependencies: { kind: "requirements", file: "requirements.txt" },
    python: ground.python,
    target,
    vendor: [],
    extra: [],
    rules: { leaveOut: [] },
    cache: ground.cache,
    stateFolder: ground.state,
    environment: ground.environment,
    ...more,
  });
};

describe.each(tools)("makeBundle for a target, with %s", (tool) => {
  beforeEach(() => layOut(tool));

  it("installs the target's wheels and obeys markers as the target would", async () => {
    await native("picture", "1.0", "manylinux_2_17_x86_64");
    await native("picture", "1.0", "manylinux_2_28_aarch64");
    await native("picture", "1.0", "manylinux_2_28_aarch64", "cp311-cp311");
    await native("picture", "1.1", "manylinux_2_36_aarch64");
    await index.add({ name: "deep", version: "1.0" });
    await index.add({
      name: "django",
      version: "5.2",
      requires: ['deep; platform_machine == "aarch64" and python_version == "3.13"', 'gone; os_name == "nt"'],
    });
    const bundle = await make('picture\ndjango\nabsent; python_version < "3.13"\n');
    expect(bundle.packages).toEqual({ deep: "1.0", django: "5.2", picture: "1.0" });
    const tree = await hashTree(bundle.dependencies.path);
    const again = await make('picture\ndjango\nabsent; python_version < "3.13"\n', {
      cache: join(ground.folder, "elsewhere"),
    });
    expect(again.digest).toBe(bundle.digest);
    expect(await hashTree(again.dependencies.path)).toEqual(tree);
    expect(tree["picture-1.0.dist-info/WHEEL"]).toBeDefined();
  });

  it("takes another version where only that one has a wheel, and says so", async () => {
    await native("picture", "1.0", "manylinux_2_28_aarch64");
    await native("picture", "1.1", "manylinux_2_36_aarch64");
    await index.add({ name: "plain", version: "1.0" });
    await index.add({ name: "plain", version: "1.1" });
    const bundle = await make("picture\nplain\n", { prefer: { picture: "1.1", plain: "1.0" } });
    expect(bundle.packages).toEqual({ picture: "1.0", plain: "1.0" });
    const said = bundle.notices.find(({ code }) => code === "VERSIONS_DIFFER");
    expect(said?.facts).toMatchObject({ packages: [{ name: "picture", here: "1.1", there: "1.0" }] });
  });

  it("builds a source that is nothing but Python", async () => {
    await index.addSource({ name: "plain", version: "1.0" }, buildOf("plain", "py3-none-any"));
    await native("picture", "1.0", "manylinux_2_28_aarch64");
    const bundle = await make("plain\npicture\n", { prefer: { plain: "1.0" } });
    expect(bundle.packages).toEqual({ picture: "1.0", plain: "1.0" });
    expect(await readdir(bundle.dependencies.path)).toEqual(
      expect.arrayContaining(["plain.py", "plain-1.0.dist-info", "picture"]),
    );
  });

  it("names everything that would have to be compiled, and the first line that asks for it", async () => {
    await index.addSource({ name: "server", version: "1.0" }, buildOf("server", "cp313-cp313-linux_x86_64"));
    await index.addSource({ name: "driver", version: "1.0" }, 'raise SystemExit("no compiler")');
    await index.add({ name: "plain", version: "1.0" });
    const lines = "plain\ndriver==1.0\nserver\n";
    await expect(make(lines)).rejects.toMatchObject({
      code: "DEPENDENCIES_NEED_COMPILING",
      facts: {
        packages: [
          { name: "driver", version: "1.0" },
          { name: "server", version: "1.0" },
        ],
        python: "3.13",
        architecture: "arm64",
        platform: "manylinux_2_34_aarch64",
      },
      place: { file: "requirements.txt", line: 3 },
    });
    expect(await ground.leftovers()).toEqual([]);
  });
});

describe("makeBundle for a target", () => {
  beforeEach(() => layOut(tools.at(-1) ?? "pip"));

  it("leaves byte code out, and says so, where no Python here could compile it", async () => {
    await index.add({ name: "plain", version: "1.0" });
    await writeTree(ground.project, { "blog/__init__.py": "" });
    const bundle = await make("plain\n");
    const folders = [bundle.code.path, bundle.dependencies.path, bundle.runtime.path];
    const names = (await Promise.all(folders.map((folder) => readdir(folder, { recursive: true })))).flat();
    expect(names).toContain("plain/__init__.py");
    expect(names.filter((name) => name.includes("__pycache__"))).toEqual([]);
    expect(bundle.hasByteCode).toBe(false);
    expect(bundle.notices.map((one) => sayNotice(one, "en")).join()).toContain("no Python 3.13");
    // The same code, compiled after all, is another folder.
    const minor = pythonMinor(ground.python);
    const compiled = await make("plain\n", { target: { ...target, python: minor } });
    expect(compiled.hasByteCode).toBe(true);
    expect(compiled.code.digest).not.toBe(bundle.code.digest);
    expect(await readdir(join(compiled.code.path, "blog/__pycache__"))).toHaveLength(1);
  });

  it("keeps apart what is for this machine, and what this machine's next lock begins from", async () => {
    await index.add({ name: "plain", version: "1.0" });
    const here = await make("plain\n", { target: undefined });
    await index.add({ name: "plain", version: "2.0" });
    const minor = pythonMinor(ground.python);
    const there = await make("plain\n", { target: { ...target, python: minor }, prefer: here.packages });
    expect(there.packages).toEqual({ plain: "1.0" });
    expect(there.dependencies.path).not.toBe(here.dependencies.path);
    await index.add({ name: "more", version: "1.0" });
    expect((await make("plain\nmore\n", { target: undefined })).packages).toEqual({
      more: "1.0",
      plain: "1.0",
    });
  });

  it("does not mistake a package that is nowhere for one that has no wheel", async () => {
    await expect(make("no-such-thing\n")).rejects.toMatchObject({
      code: "DEPENDENCY_NOT_FOUND",
      facts: { name: "no-such-thing" },
    });
  });

  it("takes a wheel of the project in place of what would have to be compiled", async () => {
    await index.addSource({ name: "server", version: "1.0" }, 'raise SystemExit("no compiler")');
    const made = { name: "server", version: "1.0", tag: "cp313-cp313-linux_aarch64" };
    await makeWheel(join(ground.project, "wheels"), made);
    const bundle = await make("server\n", { vendor: ["wheels/server-1.0-cp313-cp313-linux_aarch64.whl"] });
    expect(bundle.packages).toEqual({ server: "1.0" });
    const other = { name: "server", version: "1.0", tag: "cp313-cp313-linux_x86_64" };
    await makeWheel(join(ground.project, "wheels"), other);
    const wrong = { vendor: ["wheels/server-1.0-cp313-cp313-linux_x86_64.whl"] };
    await expect(make("server\n", wrong)).rejects.toMatchObject({
      code: "DEPENDENCIES_NEED_COMPILING",
      facts: { packages: [{ name: "server" }] },
    });
  });

  it("reads a lock file for the target", async () => {
    await native("picture", "1.0", "manylinux_2_28_aarch64");
    await native("picture", "1.0", "manylinux_2_28_x86_64");
    await index.addSource({ name: "plain", version: "1.0" }, buildOf("plain", "py3-none-any"));
    await index.addSource({ name: "server", version: "1.0" }, 'raise SystemExit("no compiler")');
    const entry = (name: string, marker: string): string =>
      `[[packages]]\nname = "${name}"\nversion = "1.0"\nindex = "${index.url}"\nmarker = '${marker}'\n`;
    const lock = (marker: string): string =>
      `lock-version = "1.0"\nrequires-python = ">=3.13.2"\n${entry("picture", 'platform_machine == "aarch64"')}${entry("plain", 'python_version >= "3.13"')}${entry("server", marker)}`;
    const input = { dependencies: { kind: "pylock", file: "pylock.toml" } } as const;
    await writeTree(ground.project, { "pylock.toml": lock('platform_machine == "x86_64"') });
    expect((await make("", input)).packages).toEqual({ picture: "1.0", plain: "1.0" });
    await writeTree(ground.project, { "pylock.toml": lock('sys_platform == "linux"') });
    await expect(make("", input)).rejects.toMatchObject({
      code: "DEPENDENCIES_NEED_COMPILING",
      facts: { packages: [{ name: "server", version: "1.0" }] },
    });
  });
});

describe("findMissingWheels", () => {
  it("says what a bundle would lack, without making it", async () => {
    await layOut(tools.at(-1) ?? "pip");
    await index.addSource({ name: "server", version: "1.0" }, 'raise SystemExit("no compiler")');
    await index.add({ name: "plain", version: "1.0" });
    const ask = async (lines: string): ReturnType<typeof findMissingWheels> => {
      await writeTree(ground.project, { "requirements.txt": `--index-url ${index.url}\n${lines}` });
      return findMissingWheels({
        ...ground.request({ kind: "requirements", file: "requirements.txt" }),
        target,
      });
    };
    expect(await ask("plain\nserver\n")).toEqual([{ name: "server", version: null }]);
    expect(await ask("plain\n")).toEqual([]);
    await expect(ask("no-such-thing\n")).rejects.toMatchObject({ code: "DEPENDENCY_NOT_FOUND" });
    expect(await readdir(ground.cache)).not.toContain("layers");
  });
});
