import { execFileSync } from "node:child_process";
import { createHash } from "node:crypto";
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gunzipSync } from "node:zlib";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { ArchiveEntry } from "./archive.ts";
import { writeTarGzip } from "./tar.ts";

const entry = (path: string, content: string, mode = 0o100644): ArchiveEntry => ({
  path,
  mode,
  sizeBytes: Buffer.byteLength(content),
  read: () => Promise.resolve(Buffer.from(content)),
});

const long = `var/task/packages/${"deep/".repeat(30)}module.py`;
const entries = [
  entry("var/task/python/exec-wrapper", "#!/bin/bash\n", 0o100755),
  entry("var/task/app/漢字.txt", "x".repeat(512)),
  entry("var/task/app/empty", ""),
  entry("var/task/app/link", `../${"far/".repeat(40)}away`, 0o120777),
  entry(long, "long"),
];

describe("writeTarGzip", () => {
  let folder: string;
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), "monolift-tar-"));
  });
  afterEach(() => rm(folder, { recursive: true }));

  it("writes an archive that others read: names, permissions, links, folders and their owner", async () => {
    const file = join(folder, "a.tar.gz");
    await writeTarGzip(entries, file);
    const program = `import json, sys, tarfile
with tarfile.open(sys.argv[1]) as archive:
    print(json.dumps([[m.name, m.type.decode(), oct(m.mode), m.linkname, m.uid, int(m.mtime),
        archive.extractfile(m).read().decode() if m.isfile() else None] for m in archive]))`;
    const python = process.env["MONOLIFT_TEST_PYTHON"] ?? "python3";
    const found = JSON.parse(
      execFileSync(python, ["-c", program, file], { encoding: "utf8" }),
    ) as unknown[][];
    const folders = found.filter(([, type]) => type === "5");
    expect(folders.map(([name]) => name).slice(0, 3)).toEqual(["var", "var/task", "var/task/app"]);
    expect(folders.every(([, , mode]) => mode === "0o755")).toBe(true);
    expect(found.filter(([, type]) => type !== "5")).toEqual([
      ["var/task/app/empty", "0", "0o644", "", 0, 315_532_800, ""],
      ["var/task/app/link", "2", "0o777", `../${"far/".repeat(40)}away`, 0, 315_532_800, null],
      ["var/task/app/漢字.txt", "0", "0o644", "", 0, 315_532_800, "x".repeat(512)],
      [long, "0", "0o644", "", 0, 315_532_800, "long"],
      ["var/task/python/exec-wrapper", "0", "0o755", "", 0, 315_532_800, "#!/bin/bash\n"],
    ]);
  });

  it("says the digests of both forms, which the order of the entries does not change", async () => {
    const [first, second] = [join(folder, "1"), join(folder, "2")];
    const summary = await writeTarGzip(entries, first);
    expect(await writeTarGzip(entries.toReversed(), second)).toEqual(summary);
    const bytes = await readFile(first);
    const sha256 = (content: Buffer): string =>
      `sha256:${createHash("sha256").update(content).digest("hex")}`;
    expect(summary).toEqual({
      digest: sha256(bytes),
      diffId: sha256(gunzipSync(bytes)),
      sizeBytes: bytes.length,
      unpackedBytes: gunzipSync(bytes).length,
    });
    expect((await readFile(second)).equals(bytes)).toBe(true);
  });

  it("fails when a file does", async () => {
    const broken = { ...entry("a", ""), read: () => Promise.reject(new Error("gone")) };
    await expect(writeTarGzip([broken], join(folder, "x"))).rejects.toThrow("gone");
  });
});
