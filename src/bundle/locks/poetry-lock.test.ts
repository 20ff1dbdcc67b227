import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { join } from "node:path";
import { layGround, type Ground } from "../../../test/bundle/ground.ts";
import { lockFileOf } from "../../../test/bundle/read-lock.ts";
import { writeTree } from "../../../test/bundle/wheelhouse.ts";
import { readPoetryLock } from "./poetry-lock.ts";

let ground: Ground;
beforeEach(async () => {
  ground = await layGround();
});
afterEach(() => ground.remove());

const pyproject = `
[tool.poetry]
name = "po"
version = "0.3.0"
packages = [{ include = "po", from = "src" }]

[tool.poetry.dependencies]
python = "^3.8"
Django = "^4.2"
uvicorn = { version = "^0.30", extras = ["standard"] }
argon2-cffi = { version = "*", optional = true }
tomli = { version = "^2.0", python = "<3.1" }
lib = { path = "libs/lib", develop = true }

[tool.poetry.group.dev.dependencies]
pytest = "^8"
`;

const packages = (extra: (name: string) => string): string => `
[[package]]
name = "django"
version = "4.2.30"
optional = false
${extra("django")}
[package.dependencies]
asgiref = [
    {version = ">=3.6,<3.7", markers = "python_version < \\"3.1\\""},
    {version = ">=3.8,<4", markers = "python_version >= \\"3.1\\""},
]
tzdata = {version = "*", markers = "sys_platform == \\"nowhere\\""}

[package.extras]
argon2 = ["argon2-cffi (>=19.1.0)"]

[[package]]
name = "asgiref"
version = "3.6.0"
optional = false
${extra("asgiref")}

[[package]]
name = "asgiref"
version = "3.8.1"
optional = false
${extra("asgiref")}

[[package]]
name = "argon2-cffi"
version = "25"
optional = true
${extra("argon2-cffi")}

[[package]]
name = "tzdata"
version = "2026"
optional = false
${extra("tzdata")}

[[package]]
name = "tomli"
version = "2.0"
optional = false
${extra("tomli")}

[[package]]
name = "pytest"
version = "8.0"
optional = false
${extra("pytest")}

[[package]]
name = "lib"
version = "1.0"
optional = false
develop = true
${extra("lib")}
[package.source]
type = "directory"
url = "libs/lib"

[[package]]
name = "uvicorn"
version = "0.30.6"
optional = false
${extra("uvicorn")}
[package.dependencies]
httptools = {version = ">=0.5.0", optional = true, markers = "extra == \\"standard\\""}
watchgod = {version = "*", optional = true, markers = "extra == \\"other\\""}

[package.extras]
standard = ["httptools (>=0.5.0)"]
other = ["watchgod"]

[package.source]
type = "legacy"
url = "https://index.example.com/simple"
reference = "ours"

[[package]]
name = "httptools"
version = "0.9.0"
optional = true
${extra("httptools")}

[[package]]
name = "watchgod"
version = "1"
optional = true
${extra("watchgod")}
`;

const expected = [
  ["asgiref", "3.8.1"],
  ["django", "4.2.30"],
  ["httptools", "0.9.0"],
  ["uvicorn", "0.30.6"],
];

describe("readPoetryLock", () => {
  it.each([
    [
      "of Poetry 1",
      packages(() => ""),
      '[metadata]\npython-versions = "^3.8"\n[metadata.files]\ndjango = [{file = "d.whl", hash = "sha256:01"}]\n',
    ],
    [
      "of Poetry 2",
      packages((name) =>
        name === "django"
          ? 'groups = ["main"]\nfiles = [{file = "d.whl", hash = "sha256:01"}]'
          : 'groups = ["main", "dev"]',
      ),
      '[metadata]\nlock-version = "2.1"\npython-versions = "^3.8"\n',
    ],
  ])("takes the main dependencies of a file %s", async (_title, content, metadata) => {
    await writeTree(ground.project, { "pyproject.toml": pyproject });
    const reading = await readPoetryLock(await lockFileOf(ground, "poetry.lock", content + metadata));
    const found = reading.packages.toSorted((a, b) => (a.name < b.name ? -1 : 1));
    expect(found.map(({ name, version }) => [name, version])).toEqual(expected);
    expect(found[1]?.hashes).toEqual(["sha256:01"]);
    expect(reading.projects).toEqual([ground.project, join(ground.project, "libs/lib")]);
    expect(reading.indexOptions).toEqual(["--extra-index-url https://index.example.com/simple"]);
    expect(reading.requiresPython).toBe(">=3.8,<4");
  });

  it("obeys a package's own marker, also one for each group", async () => {
    await writeTree(ground.project, {
      "pyproject.toml": '[project]\nname = "po"\ndependencies = ["a", "b"]\n',
    });
    const content = `
[[package]]
name = "a"
version = "1"
markers = "python_version < \\"3.1\\""

[[package]]
name = "a"
version = "2"
markers = "python_version >= \\"3.1\\""

[[package]]
name = "b"
version = "1"
markers = {main = "sys_platform == \\"nowhere\\"", dev = "python_version > \\"3\\""}
`;
    const reading = await readPoetryLock(await lockFileOf(ground, "poetry.lock", content));
    expect(reading.packages.map(({ name, version }) => [name, version])).toEqual([["a", "2"]]);
  });
});
