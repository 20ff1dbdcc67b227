import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { FolderNames } from "./folder-names.ts";
import { fromBytes, keyPath, toBytes } from "./key-path.ts";
import { bucketLayout, type BucketLayout } from "./layout.ts";
import { walkKeys } from "./walk.ts";

/** Keys that lie close to each other in every way that the tree treats apart. */
const parts = [
  "",
  "a",
  "a!",
  "a-",
  "a0",
  "A",
  "é",
  "x".repeat(63),
  "x".repeat(64),
  "x".repeat(65),
  `${"x".repeat(64)}!`,
  `${"x".repeat(64)}0`,
];
const keys = [
  ...parts,
  ...parts.flatMap((part) => parts.map((other) => `${part}/${other}`)),
  "a/b/c/d",
  "a/b//d",
]
  .filter((key) => key !== "")
  .toSorted((one, other) => Buffer.compare(Buffer.from(one), Buffer.from(other)));
let root: string;
let bucket: BucketLayout;
beforeAll(async () => {
  root = await mkdtemp(join(tmpdir(), "monolift-walk-"));
  bucket = bucketLayout(root);
  for (const key of keys) {
    const path = join(bucket.keys, ...keyPath(key));
    await mkdir(dirname(path), { recursive: true });
    await writeFile(path, "");
  }
});
afterAll(() => rm(root, { recursive: true }));

async function walk(prefix: string, from: string): Promise<readonly string[]> {
  const found: string[] = [];
  const names = new FolderNames();
  for await (const { bytes } of walkKeys({ names }, bucket, prefix, { from: toBytes(from) }))
    found.push(fromBytes(bytes));
  return found;
}
const isFrom = (key: string, from: string): boolean =>
  Buffer.compare(Buffer.from(key), Buffer.from(from)) >= 0;

describe("walkKeys", () => {
  it("is in the order of the keys' bytes", async () => {
    expect(await walk("", "")).toEqual(keys);
  });

  it("begins anywhere", async () => {
    for (const from of [...keys, "0", "a/", "a/~", "b", "x".repeat(70), "\u{10ffff}"])
      expect(await walk("", from)).toEqual(keys.filter((key) => isFrom(key, from)));
  });

  it("keeps to a prefix, wherever it begins", async () => {
    for (const prefix of [...keys, "x", "x".repeat(64), "a/b", "nothing"])
      for (const from of ["", prefix, `${prefix}/`, "x"])
        expect(await walk(prefix, from)).toEqual(
          keys.filter((key) => key.startsWith(prefix) && isFrom(key, from)),
        );
  });

  it("can be moved forward on the way", async () => {
    const position = { from: "" };
    const found: string[] = [];
    for await (const { bytes } of walkKeys({ names: new FolderNames() }, bucket, "", position)) {
      found.push(fromBytes(bytes));
      if (bytes.startsWith("a/")) position.from = "a/\u00ff";
    }
    const first = keys.find((key) => key.startsWith("a/"));
    expect(found).toEqual(keys.filter((key) => !key.startsWith("a/") || key === first));
  });
});
