import { mkdir, mkdtemp, readdir, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { pruneReleases, readRelease, readReleases, saveRelease, type ReleaseRecord } from "./releases.ts";
import { stageFolder, type StageFolder } from "./stage-folder.ts";

let folder: StageFolder;
beforeEach(async () => {
  folder = stageFolder(await mkdtemp(join(tmpdir(), "monolift-releases-")), "local");
  await mkdir(folder.releases, { recursive: true });
});
afterEach(() => rm(join(folder.root, "../.."), { recursive: true, force: true }));

/** A record as it was written before it said who, of what, and with which migrations. */
function oldRecord(release: number): object {
  return {
    format: 1,
    release,
    createdAt: "2026-05-01T12:00:00Z",
    inputs: "abc",
    bundle: "def",
    commit: "3f2a91c+",
    sizeBytes: 1,
    plan: {},
    entry: {
      serve: [],
      command: [],
      commandFolder: "/",
      environment: {},
      environmentFiles: [],
      taskRoot: "/",
      readOnly: [],
    },
    services: {
      format: 1,
      stage: "local",
      isStopped: false,
      database: null,
      functions: [],
      aliases: [],
      door: null,
    },
  };
}

const write = (release: number): Promise<void> =>
  writeFile(join(folder.releases, `${release}.json`), JSON.stringify(oldRecord(release)));

describe("readRelease", () => {
  it("reads records that lack what was added later", async () => {
    await write(1);
    const later = { by: null, subject: null, migrations: null, parts: null, secrets: null };
    expect(await readRelease(folder, 1)).toEqual({ ...oldRecord(1), ...later });
  });

  it("reads what it wrote", async () => {
    await write(1);
    const record: ReleaseRecord | undefined = await readRelease(folder, 1);
    if (record === undefined) throw new Error("no record");
    const changed = { ...record, release: 2, by: "k@laptop", migrations: ["shop.0002_note"] };
    await saveRelease(folder, changed, {});
    expect(await readRelease(folder, 2)).toEqual(changed);
  });
});

describe("readReleases", () => {
  it("lists the newest first, and leaves out what cannot be read", async () => {
    for (const release of [1, 2, 10]) await write(release);
    await writeFile(join(folder.releases, "3.json"), '{"format": 1, "rel');
    expect((await readReleases(folder)).map(({ release }) => release)).toEqual([10, 2, 1]);
  });
});

describe("pruneReleases", () => {
  it("keeps the last five, and those that are served however old they are", async () => {
    for (const release of [1, 2, 3, 4, 5, 6, 7]) {
      await write(release);
      await mkdir(join(folder.static, String(release)), { recursive: true });
    }
    await pruneReleases(folder, [1, 7]);
    expect((await readReleases(folder)).map(({ release }) => release)).toEqual([7, 6, 5, 4, 3, 1]);
    expect(new Set(await readdir(folder.static))).toEqual(new Set(["1", "3", "4", "5", "6", "7"]));
  });
});
