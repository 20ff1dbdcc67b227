import {
  CopyObjectCommand,
  DeleteBucketCommand,
  DeleteObjectCommand,
  DeleteObjectsCommand,
  GetBucketVersioningCommand,
  GetObjectCommand,
  HeadObjectCommand,
  ListObjectVersionsCommand,
  ListObjectsV2Command,
  PutBucketVersioningCommand,
  PutObjectCommand,
  PutObjectTaggingCommand,
  GetObjectTaggingCommand,
  type ListObjectVersionsCommandOutput,
} from "@aws-sdk/client-s3";
import { describe, expect, it } from "vitest";
import { shareStorage } from "./share-storage.ts";
import { refusal } from "./storage.ts";

const Bucket = "media";
const { storage, client } = await shareStorage();

const put = async (Key: string, Body: string): Promise<string | undefined> =>
  (await client.send(new PutObjectCommand({ Bucket, Key, Body }))).VersionId;
const read = async (Key: string, VersionId?: string): Promise<string | undefined> =>
  (await client.send(new GetObjectCommand({ Bucket, Key, VersionId }))).Body?.transformToString();
const drop = (Key: string, VersionId?: string) =>
  client.send(new DeleteObjectCommand({ Bucket, Key, VersionId }));
const set = (Status: "Enabled" | "Suspended") =>
  client.send(new PutBucketVersioningCommand({ Bucket, VersioningConfiguration: { Status } }));
const versions = async (Prefix: string) => {
  const { Versions = [], DeleteMarkers = [] } = await client.send(
    new ListObjectVersionsCommand({ Bucket, Prefix }),
  );
  return { Versions, DeleteMarkers };
};

describe("versioning", () => {
  let first: string | undefined;
  let second: string | undefined;

  it("keeps what was before it as the version null", async () => {
    expect((await client.send(new GetBucketVersioningCommand({ Bucket }))).Status).toBeUndefined();
    expect(await put("k", "before")).toBeUndefined();
    await set("Enabled");
    expect((await client.send(new GetBucketVersioningCommand({ Bucket }))).Status).toBe("Enabled");
    first = await put("k", "first");
    second = await put("k", "second");
    expect(first).toMatch(/^[\w-]{32}$/);
    expect(await read("k")).toBe("second");
    expect(await read("k", first)).toBe("first");
    expect(await read("k", "null")).toBe("before");
    const { Versions } = await versions("k");
    expect(Versions.map(({ VersionId, IsLatest, Size }) => [VersionId, IsLatest, Size])).toEqual([
      [second, true, 6],
      [first, false, 5],
      ["null", false, 6],
    ]);
  });

  it("turns a deletion into a marker (parity: s3-versions)", async () => {
    const marker = await drop("k");
    expect(marker).toMatchObject({ DeleteMarker: true, VersionId: expect.any(String) });
    expect(await refusal(read("k"))).toEqual(["NoSuchKey", 404]);
    expect(await refusal(read("k", marker.VersionId))).toEqual(["MethodNotAllowed", 405]);
    expect((await client.send(new ListObjectsV2Command({ Bucket }))).KeyCount).toBe(0);
    expect((await versions("k")).DeleteMarkers).toMatchObject([
      { Key: "k", IsLatest: true, VersionId: marker.VersionId },
    ]);
    expect(await drop("k", marker.VersionId)).toMatchObject({
      DeleteMarker: true,
      VersionId: marker.VersionId,
    });
    expect(await read("k")).toBe("second");
  });

  it("deletes a version for good, and the one before becomes current", async () => {
    expect(await drop("k", second)).toMatchObject({ VersionId: second });
    expect(await read("k")).toBe("first");
    expect(await refusal(read("k", second))).toEqual(["NoSuchVersion", 404]);
    expect(await refusal(read("k", "nonsense"))).toEqual(["InvalidArgument", 400]);
  });

  it("restores a version by copying it", async () => {
    const copied = await client.send(
      new CopyObjectCommand({ Bucket, Key: "k", CopySource: `${Bucket}/k?versionId=null` }),
    );
    expect(copied).toMatchObject({ CopySourceVersionId: "null", VersionId: expect.any(String) });
    expect(await read("k")).toBe("before");
    await client.send(
      new PutObjectTaggingCommand({
        Bucket,
        Key: "k",
        VersionId: first,
        Tagging: { TagSet: [{ Key: "old", Value: "1" }] },
      }),
    );
    expect(
      (await client.send(new GetObjectTaggingCommand({ Bucket, Key: "k", VersionId: first }))).TagSet,
    ).toHaveLength(1);
    expect((await client.send(new GetObjectTaggingCommand({ Bucket, Key: "k" }))).TagSet).toHaveLength(0);
  });

  it("suspended, overwrites only the version null", async () => {
    await set("Suspended");
    expect(await put("k", "suspended")).toBe("null");
    expect(await read("k", "null")).toBe("suspended");
    expect(await read("k", first)).toBe("first");
    expect(await drop("k")).toMatchObject({ DeleteMarker: true, VersionId: "null" });
    expect((await versions("k")).Versions.some(({ VersionId }) => VersionId === "null")).toBe(false);
    expect((await client.send(new HeadObjectCommand({ Bucket, Key: "k", VersionId: first }))).VersionId).toBe(
      first,
    );
  });
});

describe("ListObjectVersions", () => {
  it("pages within the versions of a key", async () => {
    await set("Enabled");
    for (const body of ["1", "2", "3"]) for (const key of ["p/a", "p/b", "q"]) await put(key, body);
    await drop("p/b");
    const seen: string[] = [];
    let [KeyMarker, VersionIdMarker]: (string | undefined)[] = [];
    for (;;) {
      const page: ListObjectVersionsCommandOutput = await client.send(
        new ListObjectVersionsCommand({ Bucket, Prefix: "p/", MaxKeys: 2, KeyMarker, VersionIdMarker }),
      );
      seen.push(
        ...[...(page.Versions ?? []), ...(page.DeleteMarkers ?? [])].map(
          ({ Key, VersionId }) => `${Key} ${VersionId}`,
        ),
      );
      if (page.IsTruncated !== true) break;
      [KeyMarker, VersionIdMarker] = [page.NextKeyMarker, page.NextVersionIdMarker];
    }
    expect(seen).toHaveLength(7);
    expect(new Set(seen).size).toBe(7);
    const grouped = await client.send(new ListObjectVersionsCommand({ Bucket, Delimiter: "/" }));
    expect(grouped.CommonPrefixes).toEqual([{ Prefix: "p/" }]);
  });

  it("lets a bucket be emptied and deleted", async () => {
    expect(await refusal(client.send(new DeleteBucketCommand({ Bucket })))).toEqual(["BucketNotEmpty", 409]);
    const { Versions, DeleteMarkers } = await versions("");
    const Objects = [...Versions, ...DeleteMarkers].map(({ Key, VersionId }) => ({ Key, VersionId }));
    const { Deleted } = await client.send(new DeleteObjectsCommand({ Bucket, Delete: { Objects } }));
    expect(Deleted).toHaveLength(Objects.length);
    await client.send(new DeleteBucketCommand({ Bucket }));
    expect(await refusal(read("k"))).toEqual(["NoSuchBucket", 404]);
  });
});

it("had no error of its own", () => expect(storage.errors).toEqual([]));
