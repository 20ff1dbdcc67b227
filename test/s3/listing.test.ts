import {
  DeleteObjectCommand,
  ListObjectsCommand,
  ListObjectsV2Command,
  PutBucketVersioningCommand,
  PutObjectCommand,
  paginateListObjectsV2,
  type ListObjectsV2CommandInput,
} from "@aws-sdk/client-s3";
import { beforeAll, describe, expect, it } from "vitest";
import { shareStorage } from "./share-storage.ts";
import { refusal } from "./storage.ts";

const Bucket = "media";
const keys = [
  "a",
  "a!",
  "a-b",
  "a/",
  "a/1",
  "a/2/x",
  "a/2/y",
  "a0",
  "b/1",
  "b/2",
  "c//d",
  "c/e",
  "日本/1",
  "日本/2",
  "\u{ff5e}",
  "😀",
];
const { storage, client } = await shareStorage();
beforeAll(async () => {
  for (const Key of keys) await client.send(new PutObjectCommand({ Bucket, Key, Body: Key }));
});

async function list(more: Partial<ListObjectsV2CommandInput> = {}) {
  const page = await client.send(new ListObjectsV2Command({ Bucket, ...more }));
  return {
    keys: page.Contents?.map(({ Key }) => Key) ?? [],
    prefixes: page.CommonPrefixes?.map(({ Prefix }) => Prefix) ?? [],
    page,
  };
}

describe("ListObjectsV2", () => {
  it("is in the order of the keys' bytes (parity: s3-listing)", async () => {
    const { keys: listed, page } = await list();
    expect(listed).toEqual(
      keys.toSorted((one, other) => Buffer.compare(Buffer.from(one), Buffer.from(other))),
    );
    expect(page).toMatchObject({ KeyCount: keys.length, IsTruncated: false, MaxKeys: 1000, Name: Bucket });
    expect(page.Contents?.[0]).toMatchObject({
      Key: "a",
      Size: 1,
      ETag: '"0cc175b9c0f1b6a831c399e269772661"',
      StorageClass: "STANDARD",
    });
    expect(page.Contents?.[0]?.LastModified?.getTime()).toBeGreaterThan(Date.now() - 60_000);
  });

  it("groups by a delimiter", async () => {
    expect(await list({ Delimiter: "/" })).toMatchObject({
      keys: ["a", "a!", "a-b", "a0", "\u{ff5e}", "😀"],
      prefixes: ["a/", "b/", "c/", "日本/"],
    });
    expect(await list({ Delimiter: "/", Prefix: "a/" })).toMatchObject({
      keys: ["a/", "a/1"],
      prefixes: ["a/2/"],
    });
    expect(await list({ Delimiter: "/", Prefix: "a" })).toMatchObject({
      keys: ["a", "a!", "a-b", "a0"],
      prefixes: ["a/"],
    });
    expect(await list({ Delimiter: "/", Prefix: "c/" })).toMatchObject({ keys: ["c/e"], prefixes: ["c//"] });
    expect(await list({ Delimiter: "本" })).toMatchObject({ prefixes: ["日本"] });
    expect(await list({ Delimiter: "2/", Prefix: "a" })).toMatchObject({ prefixes: ["a/2/"] });
  });

  it("takes any prefix", async () => {
    expect((await list({ Prefix: "a/2" })).keys).toEqual(["a/2/x", "a/2/y"]);
    expect((await list({ Prefix: "日" })).keys).toEqual(["日本/1", "日本/2"]);
    expect((await list({ Prefix: "nothing" })).page).toMatchObject({ KeyCount: 0, IsTruncated: false });
    expect((await list({ Prefix: "a/2/x/more" })).keys).toEqual([]);
  });

  it("pages without missing or repeating, whatever the size of a page", async () => {
    for (const pageSize of [1, 2, 3, 7]) {
      const seen: string[] = [];
      for await (const page of paginateListObjectsV2({ client, pageSize }, { Bucket, Delimiter: "/" }))
        seen.push(
          ...(page.Contents ?? []).map(({ Key = "" }) => Key),
          ...(page.CommonPrefixes ?? []).map(({ Prefix = "" }) => Prefix),
        );
      expect(seen.toSorted()).toEqual(
        ["a", "a!", "a-b", "a0", "\u{ff5e}", "😀", "a/", "b/", "c/", "日本/"].toSorted(),
      );
    }
    const flat: string[] = [];
    for await (const page of paginateListObjectsV2({ client, pageSize: 2 }, { Bucket }))
      flat.push(...(page.Contents ?? []).map(({ Key = "" }) => Key));
    expect(flat).toEqual((await list()).keys);
  });

  it("starts after a key that need not be there", async () => {
    expect((await list({ StartAfter: "a/2/x" })).keys.slice(0, 2)).toEqual(["a/2/y", "a0"]);
    expect((await list({ StartAfter: "a/15" })).keys[0]).toBe("a/2/x");
    expect((await list({ StartAfter: "b/1", Delimiter: "/" })).prefixes).toEqual(["c/", "日本/"]);
    expect((await list({ MaxKeys: 0 })).page).toMatchObject({ KeyCount: 0, IsTruncated: false });
  });

  it("shows the owner when asked, and refuses nonsense", async () => {
    expect((await list({ FetchOwner: true, MaxKeys: 1 })).page.Contents?.[0]?.Owner?.ID).toMatch(/^0{64}$/);
    expect((await list({ MaxKeys: 1 })).page.Contents?.[0]?.Owner).toBeUndefined();
    expect(await refusal(list({ ContinuationToken: "!!" }))).toEqual(["InvalidArgument", 400]);
    expect(await refusal(list({ MaxKeys: -1 }))).toEqual(["InvalidArgument", 400]);
  });
});

describe("ListObjects", () => {
  it("pages by markers", async () => {
    const seen: (string | undefined)[] = [];
    let Marker: string | undefined;
    for (;;) {
      const page = await client.send(new ListObjectsCommand({ Bucket, Delimiter: "/", MaxKeys: 2, Marker }));
      seen.push(
        ...(page.Contents ?? []).map(({ Key }) => Key),
        ...(page.CommonPrefixes ?? []).map(({ Prefix }) => Prefix),
      );
      if (page.IsTruncated !== true) break;
      Marker = page.NextMarker;
    }
    expect(seen).toHaveLength(10);
    expect(new Set(seen).size).toBe(10);
  });
});

function putInStage(key: string): Promise<void> {
  const data = (async function* () {
    yield Buffer.from(key);
  })();
  return storage.storage.put("stage", { key, data });
}

describe("a big folder", () => {
  it("is paged while it changes", async () => {
    const objects = Array.from({ length: 1600 }, (_, index) => `flat-${String(index).padStart(5, "0")}`);
    for (let start = 0; start < objects.length; start += 100)
      await Promise.all(objects.slice(start, start + 100).map(putInStage));
    const first = await client.send(new ListObjectsV2Command({ Bucket: "stage" }));
    expect(first).toMatchObject({ KeyCount: 1000, IsTruncated: true });
    await client.send(new DeleteObjectCommand({ Bucket: "stage", Key: "flat-01500" }));
    await client.send(new PutObjectCommand({ Bucket: "stage", Key: "flat-01500x", Body: "" }));
    const second = await client.send(
      new ListObjectsV2Command({ Bucket: "stage", ContinuationToken: first.NextContinuationToken }),
    );
    const listed = second.Contents?.map(({ Key }) => Key) ?? [];
    expect(listed[0]).toBe("flat-01000");
    expect(listed).not.toContain("flat-01500");
    expect(listed).toContain("flat-01500x");
  });

  it("does not show a common prefix of which everything was deleted", async () => {
    await client.send(
      new PutBucketVersioningCommand({ Bucket, VersioningConfiguration: { Status: "Enabled" } }),
    );
    for (const Key of ["b/1", "b/2", "a/2/x"]) await client.send(new DeleteObjectCommand({ Bucket, Key }));
    expect((await list({ Delimiter: "/" })).prefixes).toEqual(["a/", "c/", "日本/"]);
    expect(await list({ Delimiter: "/", Prefix: "a/" })).toMatchObject({ prefixes: ["a/2/"] });
    expect((await list({ Prefix: "b" })).keys).toEqual([]);
  });
});

it("had no error of its own", () => expect(storage.errors).toEqual([]));
