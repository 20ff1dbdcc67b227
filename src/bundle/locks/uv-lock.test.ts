import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { join } from "node:path";
import { layGround, type Ground } from "../../../test/bundle/ground.ts";
import { lockFileOf } from "../../../test/bundle/read-lock.ts";
import { readUvLock } from "./uv-lock.ts";

let ground: Ground;
beforeEach(async () => {
  ground = await layGround();
});
afterEach(() => ground.remove());

const lock = `
version = 1
revision = 3
requires-python = ">=3.8"

[[package]]
name = "blog"
version = "0.1"
source = { editable = "." }
dependencies = [
    { name = "django", version = "4.2.1", source = { registry = "https://pypi.org/simple" }, marker = "python_full_version < '3.5'" },
    { name = "django", version = "5.2.1", source = { registry = "https://pypi.org/simple" }, marker = "python_full_version >= '3.5'" },
    { name = "psycopg", extra = ["binary"] },
    { name = "colorama", marker = "sys_platform == 'nowhere'" },
    { name = "tools" },
    { name = "theirs" },
    { name = "fork" },
    { name = "wheel-of-ours" },
]

[package.optional-dependencies]
docs = [{ name = "sphinx" }]

[package.dev-dependencies]
dev = [{ name = "pytest" }]

[[package]]
name = "colorama"
version = "0.4"
source = { registry = "https://pypi.org/simple" }

[[package]]
name = "django"
version = "4.2.1"
source = { registry = "https://pypi.org/simple" }
wheels = [{ url = "https://files.pythonhosted.org/old.whl", hash = "sha256:01" }]

[[package]]
name = "django"
version = "5.2.1"
source = { registry = "https://pypi.org/simple" }
dependencies = [{ name = "asgiref" }]
sdist = { url = "https://files.pythonhosted.org/django.tar.gz", hash = "sha256:02" }
wheels = [{ url = "https://files.pythonhosted.org/django.whl", hash = "sha256:03" }]

[[package]]
name = "asgiref"
version = "3.8"
source = { registry = "https://index.example.com/simple" }
wheels = [{ url = "https://index.example.com/asgiref.whl", hash = "sha256:04" }]

[[package]]
name = "psycopg"
version = "3.2"
source = { registry = "https://pypi.org/simple" }

[package.optional-dependencies]
binary = [{ name = "psycopg-binary", marker = "implementation_name != 'pypy'" }]
c = [{ name = "psycopg-c" }]

[[package]]
name = "psycopg-binary"
version = "3.2"
source = { registry = "https://pypi.org/simple" }

[[package]]
name = "psycopg-c"
version = "3.2"
source = { registry = "https://pypi.org/simple" }

[[package]]
name = "pytest"
version = "8"
source = { registry = "https://pypi.org/simple" }

[[package]]
name = "sphinx"
version = "8"
source = { registry = "https://pypi.org/simple" }

[[package]]
name = "tools"
version = "0.1"
source = { editable = "packages/tools" }

[[package]]
name = "theirs"
version = "0.2"
source = { directory = "../theirs" }

[[package]]
name = "fork"
version = "1.0"
source = { git = "https://example.com/fork?rev=main&subdirectory=py#0123abc" }

[[package]]
name = "wheel-of-ours"
version = "1.0"
source = { path = "wheels/wheel_of_ours-1.0-py3-none-any.whl" }
wheels = [{ filename = "wheel_of_ours-1.0-py3-none-any.whl", hash = "sha256:05" }]
`;

describe("readUvLock", () => {
  it("takes what the project needs here, and nothing of groups, extras and other platforms", async () => {
    const reading = await readUvLock(await lockFileOf(ground, "uv.lock", lock));
    expect(reading.packages.toSorted((a, b) => (a.name < b.name ? -1 : 1))).toEqual([
      { name: "asgiref", version: "3.8", hashes: ["sha256:04"], origin: { kind: "index" } },
      { name: "django", version: "5.2.1", hashes: ["sha256:03", "sha256:02"], origin: { kind: "index" } },
      {
        name: "fork",
        version: "1.0",
        hashes: [],
        origin: { kind: "git", url: "git+https://example.com/fork@0123abc#subdirectory=py" },
      },
      { name: "psycopg", version: "3.2", hashes: [], origin: { kind: "index" } },
      { name: "psycopg-binary", version: "3.2", hashes: [], origin: { kind: "index" } },
      {
        name: "theirs",
        version: "0.2",
        hashes: [],
        origin: { kind: "folder", path: join(ground.folder, "theirs"), digest: "" },
      },
      {
        name: "wheel-of-ours",
        version: "1.0",
        hashes: ["sha256:05"],
        origin: { kind: "file", path: join(ground.project, "wheels/wheel_of_ours-1.0-py3-none-any.whl") },
      },
    ]);
    expect(reading.projects.toSorted()).toEqual([ground.project, join(ground.project, "packages/tools")]);
    expect(reading.indexOptions).toEqual(["--extra-index-url https://index.example.com/simple"]);
    expect(reading.requiresPython).toBe(">=3.8");
  });

  it("takes the dependencies of a project that is no package itself", async () => {
    const reading = await readUvLock(
      await lockFileOf(ground, "uv.lock", lock.replace('{ editable = "." }', '{ virtual = "." }')),
    );
    expect(reading.projects).toEqual([join(ground.project, "packages/tools")]);
    expect(reading.packages.length).toBe(7);
  });
});
