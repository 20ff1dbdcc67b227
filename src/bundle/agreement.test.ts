import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { layGround, type Ground } from "../../test/bundle/ground.ts";
import { lockFileOf } from "../../test/bundle/read-lock.ts";
import { writeTree } from "../../test/bundle/wheelhouse.ts";
import { checkAgreement } from "./agreement.ts";
import type { LockReading } from "./locks/reading.ts";

let ground: Ground;
beforeEach(async () => {
  ground = await layGround();
});
afterEach(() => ground.remove());

const reading = (
  versions: Readonly<Record<string, string>>,
  more: Partial<LockReading> = {},
): LockReading => ({
  packages: Object.entries(versions).map(([name, version]) => ({
    name,
    version,
    hashes: [],
    origin: { kind: "index" },
  })),
  projects: [],
  indexOptions: [],
  requiresPython: null,
  ...more,
});

const standard = `[project]
name = "blog"
dependencies = [
    "Django>=5,<6",
    "tzdata; sys_platform == 'nowhere'",
    "fork @ git+https://example.com/fork",
]
`;

describe("checkAgreement", () => {
  it("is content with a lock that has everything that is asked for here", async () => {
    await writeTree(ground.project, { "pyproject.toml": standard });
    const file = await lockFileOf(ground, "uv.lock", "");
    await expect(checkAgreement(file, "uv.lock", reading({ django: "5.2.1" }))).resolves.toBeUndefined();
  });

  it("names the line whose version the lock does not have", async () => {
    await writeTree(ground.project, { "pyproject.toml": standard });
    const file = await lockFileOf(ground, "uv.lock", "");
    await expect(checkAgreement(file, "uv.lock", reading({ django: "4.2.1" }))).rejects.toMatchObject({
      code: "LOCK_OUTDATED",
      facts: { name: "django", wanted: ">=5,<6", locked: "4.2.1", command: "uv lock" },
      place: { file: "pyproject.toml", line: 4, excerpt: '"Django>=5,<6",' },
    });
  });

  it("names a dependency that the lock lacks", async () => {
    await writeTree(ground.project, {
      "pyproject.toml": '[tool.poetry.dependencies]\npython = "^3.8"\ndjango = "^4.2"\n',
    });
    const file = await lockFileOf(ground, "poetry.lock", "");
    await expect(checkAgreement(file, "poetry.lock", reading({ asgiref: "3" }))).rejects.toMatchObject({
      facts: { name: "django", wanted: ">=4.2,<5", locked: null },
      place: { line: 3 },
    });
  });

  it("compares a Pipfile", async () => {
    await writeTree(ground.project, {
      Pipfile: '[packages]\ndjango = "~=4.2"\nfork = {git = "https://example.com/x"}\nany = "*"\n',
    });
    const file = await lockFileOf(ground, "Pipfile.lock", "");
    await checkAgreement(file, "Pipfile.lock", reading({ django: "4.2.9", any: "1" }));
    await expect(
      checkAgreement(file, "Pipfile.lock", reading({ django: "5.0", any: "1" })),
    ).rejects.toMatchObject({
      facts: { source: "Pipfile", wanted: "~=4.2", locked: "5.0" },
    });
  });

  it("knows projects that are taken from disk by their own names", async () => {
    await writeTree(ground.project, {
      "pyproject.toml": '[project]\nname = "blog"\ndependencies = ["shared-tools"]\n',
      "libs/tools/pyproject.toml": '[project]\nname = "Shared_Tools"\n',
    });
    const file = await lockFileOf(ground, "uv.lock", "");
    const taken = reading({}, { projects: [ground.project, `${ground.project}/libs/tools`] });
    await expect(checkAgreement(file, "uv.lock", taken)).resolves.toBeUndefined();
  });

  it("refuses a lock that was made for other Pythons", async () => {
    const file = await lockFileOf(ground, "uv.lock", "");
    await expect(
      checkAgreement(file, "uv.lock", reading({}, { requiresPython: ">=3.99" })),
    ).rejects.toMatchObject({
      code: "LOCK_WRONG_PYTHON",
      facts: { requires: ">=3.99", python: ground.python.version },
    });
  });
});
