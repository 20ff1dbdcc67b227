import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { layGround, type Ground } from "../../../test/bundle/ground.ts";
import { lockFileOf } from "../../../test/bundle/read-lock.ts";
import { readPipfileLock } from "./pipfile-lock.ts";

let ground: Ground;
beforeEach(async () => {
  ground = await layGround();
});
afterEach(() => ground.remove());

const lock = {
  _meta: {
    hash: { sha256: "00" },
    "pipfile-spec": 6,
    requires: { python_version: "2.7" },
    sources: [
      { name: "pypi", url: "https://pypi.org/simple", verify_ssl: true },
      { name: "ours", url: "https://${TOKEN}@index.example.com/simple", verify_ssl: true },
    ],
  },
  default: {
    Django: {
      hashes: ["sha256:01", "md5:02"],
      index: "pypi",
      markers: "python_version >= '3.1'",
      version: "==4.2.30",
    },
    old: { markers: "python_version < '3.1'", version: "==1" },
    fork: { git: "git@example.com:team/fork.git", ref: "0123abc" },
    own: { editable: true, path: "." },
  },
  develop: { pytest: { version: "==8" } },
};

describe("readPipfileLock", () => {
  it("takes the default section, without what is for other Pythons", async () => {
    const reading = await readPipfileLock(await lockFileOf(ground, "Pipfile.lock", JSON.stringify(lock)));
    expect(reading).toEqual({
      packages: [
        { name: "django", version: "4.2.30", hashes: ["sha256:01"], origin: { kind: "index" } },
        {
          name: "fork",
          version: null,
          hashes: [],
          origin: { kind: "git", url: "git+ssh://git@example.com/team/fork.git@0123abc" },
        },
      ],
      projects: [ground.project],
      indexOptions: ["--extra-index-url https://${TOKEN}@index.example.com/simple"],
      requiresPython: null,
    });
  });

  it.each(["{", '{"_meta": {}}', '{"_meta": {}, "default": {"django": "4"}}'])(
    "refuses %s",
    async (content) => {
      await expect(readPipfileLock(await lockFileOf(ground, "Pipfile.lock", content))).rejects.toMatchObject({
        code: "LOCK_UNREADABLE",
        facts: { file: "Pipfile.lock" },
      });
    },
  );
});
