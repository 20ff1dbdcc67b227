import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { join } from "node:path";
import { layGround, type Ground } from "../../../test/bundle/ground.ts";
import { lockFileOf } from "../../../test/bundle/read-lock.ts";
import { readPylock } from "./pylock.ts";

let ground: Ground;
beforeEach(async () => {
  ground = await layGround();
});
afterEach(() => ground.remove());

const lock = `
lock-version = "1.0"
created-by = "test"
requires-python = ">=3.8"
dependency-groups = ["dev", "server"]
default-groups = ["server"]

[[packages]]
name = "Django"
version = "5.2.1"
marker = "python_version >= '3.1' or 'docs' in extras"
sdist = { url = "https://files.pythonhosted.org/d.tar.gz", hashes = { sha256 = "01" } }
wheels = [{ url = "https://files.pythonhosted.org/d.whl", hashes = { sha256 = "02" } }]

[[packages]]
name = "gunicorn"
version = "26"
marker = "'server' in dependency_groups"
index = "https://index.example.com/simple"

[[packages]]
name = "pytest"
version = "8"
marker = "'dev' in dependency_groups"

[[packages]]
name = "sphinx"
version = "8"
marker = "'docs' in extras"

[[packages]]
name = "always"
version = "1"
marker = "'dev' not in dependency_groups"

[[packages]]
name = "fork"
vcs = { type = "git", url = "https://example.com/fork.git", commit-id = "0123abc" }

[[packages]]
name = "archive"
archive = { url = "https://example.com/a-1.zip", hashes = { sha256 = "03" } }

[[packages]]
name = "own"
directory = { path = "libs/own", editable = true }
`;

describe("readPylock", () => {
  it("takes the default groups and no extras", async () => {
    const reading = await readPylock(await lockFileOf(ground, "pylock.toml", lock));
    expect(reading.packages).toEqual([
      { name: "django", version: "5.2.1", hashes: ["sha256:02", "sha256:01"], origin: { kind: "index" } },
      { name: "gunicorn", version: "26", hashes: [], origin: { kind: "index" } },
      { name: "always", version: "1", hashes: [], origin: { kind: "index" } },
      {
        name: "fork",
        version: null,
        hashes: [],
        origin: { kind: "git", url: "git+https://example.com/fork.git@0123abc" },
      },
      {
        name: "archive",
        version: null,
        hashes: ["sha256:03"],
        origin: { kind: "url", url: "https://example.com/a-1.zip" },
      },
    ]);
    expect(reading.projects).toEqual([join(ground.project, "libs/own")]);
    expect(reading.indexOptions).toEqual(["--extra-index-url https://index.example.com/simple"]);
    expect(reading.requiresPython).toBe(">=3.8");
  });
});
