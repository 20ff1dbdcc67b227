import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { readFile, readdir, rename, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { layGround, type Ground } from "../../test/bundle/ground.ts";
import { makeWheel, serveIndex, writeTree, type TestIndex } from "../../test/bundle/wheelhouse.ts";
import type { LockRequest } from "./dependencies.ts";
import { resolveLock } from "./resolve-lock.ts";

const requirements = { kind: "requirements", file: "requirements.txt" } as const;

/** As much of setuptools as pip and uv want of it for a folder that has nothing but `setup.py`. */
const fakeSetuptools = {
  name: "setuptools",
  version: "80.0",
  files: {
    "setuptools/__init__.py": "asked = {}\ndef setup(**kwargs): asked.update(kwargs)\n",
    "setuptools/build_meta.py": `import os, runpy, setuptools
class Legacy:
    def get_requires_for_build_wheel(self, config_settings=None): return []
    def prepare_metadata_for_build_wheel(self, folder, config_settings=None):
        runpy.run_path("setup.py", run_name="__main__")
        name, version = setuptools.asked["name"], setuptools.asked["version"]
        made = f"{name}-{version}.dist-info"
        os.makedirs(os.path.join(folder, made))
        lines = ["Metadata-Version: 2.1", f"Name: {name}", f"Version: {version}"]
        lines += [f"Requires-Dist: {one}" for one in setuptools.asked["install_requires"]]
        with open(os.path.join(folder, made, "METADATA"), "w") as file:
            file.write("\\n".join(lines) + "\\n")
        return made
__legacy__ = Legacy()
`,
  },
} as const;

const tools = ["pip", ...(process.env["MONOLIFT_TEST_UV"] === undefined ? [] : (["uv"] as const))] as const;

describe.each(tools)("resolveLock with %s", (tool) => {
  let ground: Ground;
  let index: TestIndex;
  beforeEach(async () => {
    ground = await layGround(tool);
    index = await serveIndex(join(ground.folder, "index"));
    for (const version of ["4.2.1", "5.2.1"])
      await index.add({ name: "django", version, requires: ["asgiref>=3"] });
    for (const version of ["3.0", "3.8"]) await index.add({ name: "asgiref", version });
  });
  afterEach(async () => {
    await index.close();
    await ground.remove();
  });

  const ask = (
    lines: string,
    more: Partial<LockRequest> = {},
  ): Promise<Awaited<ReturnType<typeof resolveLock>>> =>
    writeTree(ground.project, { "requirements.txt": `--index-url ${index.url}\n${lines}` }).then(() =>
      resolveLock(ground.request(requirements, more)),
    );
  const namesOf = ({ lock }: Awaited<ReturnType<typeof ask>>): readonly string[] =>
    lock.packages.map(({ name, version }) => `${name}==${version}`);

  it("resolves once; the next day gives the same although the index has moved on", async () => {
    const first = await ask("django<5\n");
    expect(namesOf(first)).toEqual(["asgiref==3.8", "django==4.2.1"]);
    expect(first.lock.packages.every(({ hashes }) => hashes.length > 0)).toBe(true);
    await index.add({ name: "django", version: "4.2.2", requires: ["asgiref>=3"] });
    const asked = index.requests.length;
    const second = await ask("# a comment is no change\ndjango<5\n");
    expect(second.lock).toEqual(first.lock);
    expect([first.isNew, second.isNew, index.requests.length]).toEqual([true, false, asked]);
    const refreshed = await ask("django<5\n", { refresh: true });
    expect(namesOf(refreshed)).toEqual(["asgiref==3.8", "django==4.2.2"]);
    expect(await readdir(ground.project)).toEqual(["requirements.txt"]);
  });

  it("leaves everything else in its version when a line is added, and moves it where it must", async () => {
    await ask("django<5\n");
    await index.add({ name: "asgiref", version: "3.9" });
    await index.add({ name: "more", version: "1.0" });
    await index.add({ name: "newer", version: "1.0", requires: ["asgiref>=3.9"] });
    expect(namesOf(await ask("django<5\nmore\n"))).toEqual(["asgiref==3.8", "django==4.2.1", "more==1.0"]);
    expect(namesOf(await ask("django<5\nnewer\n"))).toEqual(["asgiref==3.9", "django==4.2.1", "newer==1.0"]);
  });

  it("gives a project that moved to another folder the same lock", async () => {
    await makeWheel(join(ground.project, "wheels"), { name: "own", version: "1.0" });
    const first = await ask("django\n./wheels/own-1.0-py3-none-any.whl\n");
    const moved = join(ground.folder, "another place");
    await rename(ground.project, moved);
    const second = await resolveLock(ground.request(requirements, { root: moved }));
    expect(second.isNew).toBe(false);
    expect(second.lock.packages.find(({ name }) => name === "own")?.origin).toEqual({
      kind: "file",
      path: "wheels/own-1.0-py3-none-any.whl",
    });
    expect(second.lock.digest).toBe(first.lock.digest);
  });

  it("obeys markers, constraints and hashes", async () => {
    await writeTree(ground.project, { "constraints.txt": "asgiref<3.8\n" });
    const marked = await ask('-c constraints.txt\ndjango\nnowhere; python_version < "3"\n');
    expect(namesOf(marked)).toEqual(["asgiref==3.0", "django==5.2.1"]);
    await expect(ask(`asgiref==3.0 --hash=sha256:${"0".repeat(64)}\n`)).rejects.toMatchObject({
      code: "DEPENDENCY_HASH_MISMATCH",
      place: { file: "requirements.txt", line: 2 },
    });
  });

  it("names the line that asks for a package that is not there", async () => {
    await expect(ask("django\nno-such-thing>=2  # really\n")).rejects.toMatchObject({
      code: "DEPENDENCY_NOT_FOUND",
      facts: { name: "no-such-thing" },
      place: { file: "requirements.txt", line: 3, excerpt: "no-such-thing>=2  # really" },
    });
    expect(await ground.leftovers()).toEqual([]);
  });

  it("names a package that needs another Python", async () => {
    await index.add({ name: "modern", version: "1.0", requiresPython: ">=3.99" });
    await expect(ask("modern==1.0\n")).rejects.toMatchObject({
      code: "DEPENDENCY_NOT_FOR_PYTHON",
      facts: { name: "modern" },
    });
  });

  it("names versions that contradict each other", async () => {
    await expect(ask("django\nasgiref<3\n")).rejects.toMatchObject({
      code: expect.stringMatching(/^DEPENDENC(IES_CONFLICT|Y_VERSION_NOT_FOUND)$/) as string,
    });
  });

  it("says that the index does not answer, and goes on once it does", async () => {
    await index.close();
    await expect(ask("django\n")).rejects.toMatchObject({ code: "INDEX_UNREACHABLE" });
    index = await serveIndex(join(ground.folder, "index"));
    await index.add({ name: "django", version: "5.2.1" });
    expect(namesOf(await ask("django\n"))).toEqual(["django==5.2.1"]);
  });

  it("adds what is missing in a version that fits, and takes the next alternative where the first does not", async () => {
    await index.add({ name: "psycopg", version: "3.2", requires: ["asgiref>=3.5"] });
    await index.add({ name: "psycopg2-binary", version: "2.9" });
    const complete = (): readonly (readonly string[])[] => [["psycopg", "psycopg2-binary"]];
    const fits = await ask("django\n", { complete });
    expect([fits.lock.added, namesOf(fits).length]).toEqual([["psycopg==3.2"], 3]);
    const clashes = await ask("django\nasgiref==3.0\n", { complete });
    expect(clashes.lock.added).toEqual(["psycopg2-binary==2.9"]);
    expect(namesOf(clashes)).toContain("asgiref==3.0");
  });

  it("takes the wheel of a driver that only exists as source", async () => {
    await index.addSource(
      { name: "psycopg2", version: "2.9" },
      "raise RuntimeError('pg_config executable not found')",
    );
    await index.add({ name: "psycopg2-binary", version: "2.9" });
    const resolved = await ask("django\npsycopg2==2.9\n");
    expect(namesOf(resolved)).toContain("psycopg2-binary==2.9");
    expect(namesOf(resolved)).not.toContain("psycopg2==2.9");
    expect(resolved.lock.replaced).toEqual([{ from: "psycopg2==2.9", to: "psycopg2-binary==2.9" }]);
  });

  it("takes a later wheel of a driver where its own version has none for this Python", async () => {
    await index.add({ name: "psycopg2-binary", version: "2.9.1", tag: "cp27-cp27m-win32" });
    await index.add({ name: "psycopg2-binary", version: "2.9.9" });
    const resolved = await ask("django\npsycopg2==2.9.1\n");
    expect(resolved.lock.replaced).toEqual([{ from: "psycopg2==2.9.1", to: "psycopg2-binary==2.9.9" }]);
  });

  it("says that versions were chosen only where they were left open", async () => {
    expect((await ask("django\n")).lock.isChosen).toBe(true);
    expect((await ask("django==5.2.1\nasgiref==3.8\n")).lock.isChosen).toBe(false);
  });

  it("takes a vendored wheel in place of the index's", async () => {
    await makeWheel(join(ground.project, "wheels"), { name: "asgiref", version: "3.9+ours" });
    const vendor = ["wheels/asgiref-3.9+ours-py3-none-any.whl"];
    const { lock } = await ask("django\nasgiref\n", { vendor });
    expect(lock.packages.find(({ name }) => name === "asgiref")).toMatchObject({
      version: "3.9+ours",
      origin: { kind: "file", path: vendor[0] },
    });
  });

  it("installs a project's dependencies but not the project itself", async () => {
    await writeTree(ground.project, {
      "pyproject.toml":
        '[project]\nname = "our-blog"\nversion = "1.2"\ndependencies = ["django>=5"]\n[build-system]\nrequires = ["hatchling"]\n',
      "src/blog/__init__.py": "",
    });
    const { lock } = await ask("-e .\n");
    expect(lock.packages.map(({ name }) => name)).toEqual(["asgiref", "django"]);
    expect(lock.paths).toEqual(["src"]);
    expect(lock.projects).toEqual([{ name: "our-blog", version: "1.2", entryPoints: {} }]);
  });

  it("takes what a Pipfile asks for, from its own indexes", async () => {
    await index.add({ name: "no-such-package-anywhere", version: "1.0" });
    await writeTree(ground.project, {
      Pipfile: `[[source]]
url = "${index.url}"
verify_ssl = false
name = "own"

[packages]
django = {version = "<5", extras = ["argon2"]}
no-such-package-anywhere = "==1.0"
blog = {path = ".", editable = true}
nowhere = {version = "*", sys_platform = "== 'nowhere'"}
"no.such.thing" = {version = "*", markers = "python_version < '3'"}

[dev-packages]
also-not-there = "*"
`,
      "setup.cfg": "[metadata]\nname = blog\n[options]\ninstall_requires =\n    asgiref<3.8\n",
      "blog/__init__.py": "",
    });
    const pipfile = { kind: "Pipfile", file: "Pipfile" } as const;
    const resolved = await resolveLock(ground.request(pipfile));
    expect(namesOf(resolved)).toEqual(["asgiref==3.0", "django==4.2.1", "no-such-package-anywhere==1.0"]);
    expect(resolved.lock).toMatchObject({ isChosen: true, source: pipfile, projects: [{ name: "blog" }] });
    await writeTree(ground.project, {
      Pipfile: `[[source]]\nurl = "${index.url}"\n[packages]\n"django" = "*"\nnothing = "*"\n`,
    });
    await expect(resolveLock(ground.request(pipfile))).rejects.toMatchObject({
      code: "DEPENDENCY_NOT_FOUND",
      place: { file: "Pipfile", line: 5, excerpt: 'nothing = "*"' },
    });
  });

  it("takes what setup.cfg states, and names its line", async () => {
    await writeTree(ground.project, {
      "setup.cfg": "[metadata]\nname = blog\n[options]\ninstall_requires =\n    django<5\n    nothing>=1\n",
    });
    const setup = { kind: "setup", file: "setup.cfg" } as const;
    const environment = { ...ground.environment, PIP_INDEX_URL: index.url, UV_DEFAULT_INDEX: index.url };
    await expect(resolveLock(ground.request(setup, { environment }))).rejects.toMatchObject({
      code: "DEPENDENCY_NOT_FOUND",
      place: { file: "setup.cfg", line: 6 },
    });
  });

  it("lets setup.py say what it asks for, from a copy", async () => {
    await index.add(fakeSetuptools);
    await index.add({ name: "wheel", version: "0.40" });
    await writeTree(ground.project, {
      "setup.py": `from setuptools import setup
wanted = [name + "<5" for name in ["django"]]
open("left-behind", "w").close()
setup(name="blog", version="1.2", install_requires=wanted)
`,
      "blog/__init__.py": "",
    });
    const environment = { ...ground.environment, PIP_INDEX_URL: index.url, UV_DEFAULT_INDEX: index.url };
    const resolved = await resolveLock(ground.request({ kind: "setup", file: "setup.py" }, { environment }));
    expect(namesOf(resolved)).toEqual(["asgiref==3.8", "django==4.2.1"]);
    expect(resolved.lock.projects).toEqual([{ name: "blog", version: "1.2", entryPoints: {} }]);
    expect(await readdir(ground.project)).toEqual(["blog", "setup.py"]);
  });

  it("builds a neighbour's folder from a copy and notices when it changes", async () => {
    const build =
      "import zipfile\npath = 'common-1.0-py3-none-any.whl'\nwith zipfile.ZipFile(folder + '/' + path, 'w') as z:\n    z.write('common.py')\n    z.writestr('common-1.0.dist-info/METADATA', 'Metadata-Version: 2.1\\nName: common\\nVersion: 1.0\\n')\n    z.writestr('common-1.0.dist-info/WHEEL', 'Wheel-Version: 1.0\\nGenerator: t\\nRoot-Is-Purelib: true\\nTag: py3-none-any\\n')\n    z.writestr('common-1.0.dist-info/RECORD', '')\nopen('left-behind', 'w').close()\nreturn path";
    const neighbour = join(ground.folder, "common");
    await writeTree(neighbour, {
      "pyproject.toml":
        '[project]\nname = "common"\nversion = "1.0"\n[build-system]\nrequires = []\nbuild-backend = "backend"\nbackend-path = ["."]\n',
      "backend.py": `def build_wheel(folder, config_settings=None, metadata_directory=None):\n    ${build.replaceAll("\n", "\n    ")}\n`,
      "common.py": "x = 1\n",
    });
    const first = await ask("django\n../common\n");
    await writeFile(join(neighbour, "common.py"), "x = 2\n");
    const second = await ask("django\n../common\n");
    expect([first.isNew, second.isNew, first.lock.digest === second.lock.digest]).toEqual([
      true,
      true,
      false,
    ]);
    expect(await readdir(neighbour)).not.toContain("left-behind");
  });

  it("ends with the signal and leaves nothing half-made", async () => {
    const controller = new AbortController();
    const pending = ask("django\n", {
      signal: controller.signal,
      onProgress: () => controller.abort(new Error("interrupted")),
    });
    await expect(pending).rejects.toThrow("interrupted");
    expect(await ground.leftovers()).toEqual([]);
    expect(namesOf(await ask("django\n"))).toContain("django==5.2.1");
  });

  it("makes a damaged lock again", async () => {
    const first = await ask("django\n");
    const folder = join(ground.state, "locks");
    const file = (await readdir(folder)).find((name) => name !== "newest.json") ?? "";
    await writeFile(join(folder, file), (await readFile(join(folder, file), "utf8")).slice(0, 100));
    const second = await ask("django\n");
    expect([second.isNew, second.lock.digest]).toEqual([true, first.lock.digest]);
    await rm(folder, { recursive: true });
  });
});
