import { createHash } from "node:crypto";
import {
  CopyObjectCommand,
  DeleteObjectCommand,
  DeleteObjectsCommand,
  DeleteObjectTaggingCommand,
  GetObjectAclCommand,
  GetObjectAttributesCommand,
  GetObjectCommand,
  GetObjectTaggingCommand,
  HeadObjectCommand,
  ListObjectsV2Command,
  PutObjectAclCommand,
  PutObjectCommand,
  PutObjectTaggingCommand,
  type PutObjectCommandInput,
} from "@aws-sdk/client-s3";
import { describe, expect, it } from "vitest";
import { shareStorage } from "./share-storage.ts";
import { refusal } from "./storage.ts";

const Bucket = "media";
const { storage, client } = await shareStorage();

const put = (Key: string, Body: string, more: Partial<PutObjectCommandInput> = {}) =>
  client.send(new PutObjectCommand({ Bucket, Key, Body, ...more }));
const read = async (Key: string, more = {}): Promise<string | undefined> => {
  const { Body } = await client.send(new GetObjectCommand({ Bucket, Key, ...more }));
  return Body?.transformToString();
};
describe("PutObject and GetObject", () => {
  it("give back bytes, system headers and metadata (parity: s3-objects)", async () => {
    const stored = await put("all/of it.txt", "hello", {
      ContentType: "text/plain; charset=utf-8",
      CacheControl: "max-age=60",
      ContentDisposition: 'attachment; filename="x.txt"',
      ContentEncoding: "identity",
      ContentLanguage: "ja",
      Expires: new Date(1e12),
      Metadata: { owner: "me", "with-dash": " two  words " },
      StorageClass: "STANDARD_IA",
      Tagging: "a=1&b=%E6%97%A5",
    });
    expect(stored).toMatchObject({
      ETag: '"5d41402abc4b2a76b9719d911017c592"',
      ChecksumType: "FULL_OBJECT",
      ServerSideEncryption: "AES256",
    });
    expect(stored.VersionId).toBeUndefined();
    const found = await client.send(new GetObjectCommand({ Bucket, Key: "all/of it.txt" }));
    expect(await found.Body?.transformToString()).toBe("hello");
    expect(found).toMatchObject({
      ContentLength: 5,
      ContentType: "text/plain; charset=utf-8",
      CacheControl: "max-age=60",
      ContentDisposition: 'attachment; filename="x.txt"',
      ContentEncoding: "identity",
      ContentLanguage: "ja",
      ExpiresString: new Date(1e12).toUTCString(),
      Metadata: { owner: "me", "with-dash": "two  words" },
      StorageClass: "STANDARD_IA",
      TagCount: 2,
      AcceptRanges: "bytes",
    });
    expect(found.$metadata.requestId).toMatch(/^[0-9A-F]{16}$/);
    expect(found.$metadata.extendedRequestId).toHaveLength(56);
  });

  it("take any key", async () => {
    const keys = [
      "a",
      "a/b",
      "a//b",
      "a/",
      "/leading",
      "//",
      "..",
      "../../etc/passwd",
      "a/../b",
      "a/./b",
      ".",
      "日本語/写真 1.jpg",
      "😀",
      "plus+and space%20.txt",
      "A",
      "é",
      "e\u0301",
      "q?x=1&y=2#z",
      "back\\slash",
      "'(quotes)!*\"~",
      "con.json",
      "con.json/x",
      "new\nline",
      "x".repeat(1024),
      "あ".repeat(341),
      "y/".repeat(512),
      "/".repeat(1024),
      `${"z".repeat(64)}/after`,
      "z".repeat(64),
      "z".repeat(65),
    ];
    for (const key of keys) await put(key, `content of ${key}`);
    for (const key of keys) expect(await read(key)).toBe(`content of ${key}`);
    const listed = await client.send(new ListObjectsV2Command({ Bucket }));
    const expected = [...keys, "all/of it.txt"].toSorted((one, other) =>
      Buffer.compare(Buffer.from(one), Buffer.from(other)),
    );
    expect(listed.Contents?.map(({ Key }) => Key)).toEqual(expected);
    const encoded = await client.send(new ListObjectsV2Command({ Bucket, EncodingType: "url" }));
    expect(encoded.Contents?.map(({ Key }) => decodeURIComponent((Key ?? "").replaceAll("+", " ")))).toEqual(
      expected,
    );
    await client.send(
      new DeleteObjectsCommand({
        Bucket,
        Delete: { Objects: expected.filter((key) => key !== "new\nline").map((Key) => ({ Key })) },
      }),
    );
    await client.send(new DeleteObjectCommand({ Bucket, Key: "new\nline" }));
    expect((await client.send(new ListObjectsV2Command({ Bucket }))).KeyCount).toBe(0);
    expect(await refusal(put("x".repeat(1025), ""))).toEqual(["KeyTooLongError", 400]);
  });

  it("take an empty object, and one that replaces another", async () => {
    await put("empty", "");
    expect(await read("empty")).toBe("");
    await put("empty", "no longer");
    expect(await read("empty")).toBe("no longer");
    const { KeyCount } = await client.send(new ListObjectsV2Command({ Bucket, Prefix: "empty" }));
    expect(KeyCount).toBe(1);
  });

  it("say what is missing", async () => {
    expect(await refusal(read("nothing"))).toEqual(["NoSuchKey", 404]);
    expect(await refusal(client.send(new HeadObjectCommand({ Bucket, Key: "nothing" })))).toEqual([
      "NotFound",
      404,
    ]);
    expect(await refusal(client.send(new GetObjectCommand({ Bucket: "no-such-bucket", Key: "x" })))).toEqual([
      "NoSuchBucket",
      404,
    ]);
    expect(
      await refusal(client.send(new PutObjectCommand({ Bucket: "no-such-bucket", Key: "x", Body: "" }))),
    ).toEqual(["NoSuchBucket", 404]);
  });

  it("finish a download of what is overwritten or deleted meanwhile", async () => {
    const large = "0123456789".repeat(1_000_000);
    await put("slow", large);
    const { Body } = await client.send(new GetObjectCommand({ Bucket, Key: "slow" }));
    await put("slow", "replaced");
    expect(await Body?.transformToString()).toBe(large);
    expect(await read("slow")).toBe("replaced");
  });

  it("refuse what is not offered", async () => {
    expect(await refusal(put("x", "", { ACL: "public-read" }))).toEqual([
      "AccessControlListNotSupported",
      400,
    ]);
    expect(await refusal(put("x", "", { ACL: "private" }))).toBe("accepted");
    expect(await refusal(put("x", "", { ACL: "bucket-owner-full-control" }))).toBe("accepted");
    expect(
      await refusal(put("x", "", { GrantRead: 'uri="http://acs.amazonaws.com/groups/global/AllUsers"' })),
    ).toEqual(["AccessControlListNotSupported", 400]);
    expect(await refusal(put("x", "", { ServerSideEncryption: "aws:kms" }))).toEqual(["NotImplemented", 501]);
    expect(await refusal(put("x", "", { ServerSideEncryption: "AES256" }))).toBe("accepted");
    expect(await refusal(put("x", "", { StorageClass: "GLACIER" }))).toEqual(["NotImplemented", 501]);
    expect(await refusal(put("x", "", { StorageClass: "CHEAP" as "STANDARD" }))).toEqual([
      "InvalidStorageClass",
      400,
    ]);
    expect(
      await refusal(put("x", "", { ObjectLockMode: "GOVERNANCE", ObjectLockRetainUntilDate: new Date() })),
    ).toEqual(["NotImplemented", 501]);
    expect(await refusal(put("x", "", { Metadata: { big: "x".repeat(2048) } }))).toEqual([
      "MetadataTooLarge",
      400,
    ]);
    expect(await refusal(client.send(new PutObjectAclCommand({ Bucket, Key: "x", ACL: "private" })))).toEqual(
      ["NotImplemented", 501],
    );
    const acl = await client.send(new GetObjectAclCommand({ Bucket, Key: "x" }));
    expect(acl.Grants).toMatchObject([
      { Permission: "FULL_CONTROL", Grantee: { Type: "CanonicalUser", ID: acl.Owner?.ID } },
    ]);
  });
});

describe("ranges", () => {
  it("are counted as RFC 9110 counts them", async () => {
    await put("digits", "0123456789");
    const range = async (Range: string): Promise<unknown> => {
      const { Body, ContentRange, $metadata } = await client.send(
        new GetObjectCommand({ Bucket, Key: "digits", Range }),
      );
      return [await Body?.transformToString(), ContentRange, $metadata.httpStatusCode];
    };
    expect(await range("bytes=2-4")).toEqual(["234", "bytes 2-4/10", 206]);
    expect(await range("bytes=7-")).toEqual(["789", "bytes 7-9/10", 206]);
    expect(await range("bytes=-3")).toEqual(["789", "bytes 7-9/10", 206]);
    expect(await range("bytes=-30")).toEqual(["0123456789", "bytes 0-9/10", 206]);
    expect(await range("bytes=8-30")).toEqual(["89", "bytes 8-9/10", 206]);
    expect(await range("lines=1-2")).toEqual(["0123456789", undefined, 200]);
    expect(await refusal(range("bytes=10-"))).toEqual(["InvalidRange", 416]);
    const head = await client.send(new HeadObjectCommand({ Bucket, Key: "digits", Range: "bytes=0-3" }));
    expect(head).toMatchObject({ ContentLength: 4, ContentRange: "bytes 0-3/10" });
  });
});

describe("conditions", () => {
  const etag = '"e10adc3949ba59abbe56e057f20f883e"';
  const get = (more: object): Promise<unknown> =>
    refusal(client.send(new GetObjectCommand({ Bucket, Key: "conditional", ...more })));

  it("are judged on reading, in the order of RFC 9110", async () => {
    await put("conditional", "123456");
    const later = new Date(Date.now() + 60_000);
    const earlier = new Date(Date.now() - 60_000);
    expect(await get({ IfMatch: etag })).toBe("accepted");
    expect(await get({ IfMatch: "*" })).toBe("accepted");
    expect(await get({ IfMatch: '"other"' })).toEqual(["PreconditionFailed", 412]);
    expect(await get({ IfNoneMatch: etag })).toEqual(["Unknown", 304]);
    expect(await get({ IfNoneMatch: '"other"' })).toBe("accepted");
    expect(await get({ IfModifiedSince: later })).toEqual(["Unknown", 304]);
    expect(await get({ IfModifiedSince: earlier })).toBe("accepted");
    expect(await get({ IfUnmodifiedSince: earlier })).toEqual(["PreconditionFailed", 412]);
    expect(await get({ IfMatch: etag, IfUnmodifiedSince: earlier })).toBe("accepted");
    expect(await get({ IfNoneMatch: '"other"', IfModifiedSince: later })).toBe("accepted");
  });

  it("are judged on writing, at the moment of the write (parity: s3-conditions)", async () => {
    const fresh = await Promise.all(
      Array.from({ length: 8 }, (_, index) => refusal(put("once", `writer ${index}`, { IfNoneMatch: "*" }))),
    );
    expect(fresh.filter((one) => one === "accepted")).toHaveLength(1);
    expect(fresh.filter((one) => one !== "accepted")).toEqual(
      Array.from({ length: 7 }, () => ["PreconditionFailed", 412]),
    );
    const { ETag = "" } = await client.send(new HeadObjectCommand({ Bucket, Key: "once" }));
    expect(await refusal(put("once", "new", { IfMatch: '"other"' }))).toEqual(["PreconditionFailed", 412]);
    expect(await refusal(put("once", "new", { IfMatch: ETag }))).toBe("accepted");
    expect(await refusal(put("never", "new", { IfMatch: ETag }))).toEqual(["NoSuchKey", 404]);
    expect(await refusal(put("once", "new", { IfNoneMatch: ETag }))).toEqual(["NotImplemented", 501]);
    expect(
      await refusal(client.send(new DeleteObjectCommand({ Bucket, Key: "once", IfMatch: '"other"' }))),
    ).toEqual(["PreconditionFailed", 412]);
    expect(await read("once")).toBe("new");
  });
});

describe("response-* parameters", () => {
  it("replace headers", async () => {
    await put("shown", "x", { ContentType: "text/plain" });
    const shown = await client.send(
      new GetObjectCommand({
        Bucket,
        Key: "shown",
        ResponseContentType: "image/png",
        ResponseContentDisposition: "attachment; filename*=UTF-8''%E6%97%A5.png",
        ResponseCacheControl: "no-store",
        ResponseContentEncoding: "br",
        ResponseContentLanguage: "ko",
        ResponseExpires: new Date(0),
      }),
    );
    expect(shown).toMatchObject({
      ContentType: "image/png",
      ContentDisposition: "attachment; filename*=UTF-8''%E6%97%A5.png",
      CacheControl: "no-store",
      ContentEncoding: "br",
      ContentLanguage: "ko",
      ExpiresString: new Date(0).toUTCString(),
    });
    await shown.Body?.transformToString();
  });
});

describe("DeleteObject and DeleteObjects", () => {
  it("remove keys; what is not there counts as removed", async () => {
    await put("gone/1", "");
    await put("gone/2", "");
    expect(await refusal(client.send(new DeleteObjectCommand({ Bucket, Key: "gone/never" })))).toBe(
      "accepted",
    );
    const { Deleted, Errors } = await client.send(
      new DeleteObjectsCommand({
        Bucket,
        Delete: {
          Objects: [
            { Key: "gone/1" },
            { Key: "gone/2" },
            { Key: "gone/3" },
            { Key: "gone/1", ETag: '"other"' },
          ],
        },
      }),
    );
    expect(Deleted?.map(({ Key }) => Key).toSorted()).toEqual(["gone/1", "gone/2", "gone/3"]);
    expect(Errors).toMatchObject([{ Key: "gone/1" }]);
    const quiet = await client.send(
      new DeleteObjectsCommand({ Bucket, Delete: { Quiet: true, Objects: [{ Key: "x y" }] } }),
    );
    expect(quiet.Deleted).toBeUndefined();
    expect((await client.send(new ListObjectsV2Command({ Bucket, Prefix: "gone/" }))).KeyCount).toBe(0);
  });

  it("take a thousand at once and no more", async () => {
    const objects = Array.from({ length: 1001 }, (_, index) => ({ Key: `many/${index}` }));
    const thousand = await client.send(
      new DeleteObjectsCommand({ Bucket, Delete: { Objects: objects.slice(1) } }),
    );
    expect(thousand.Deleted).toHaveLength(1000);
    expect(
      await refusal(client.send(new DeleteObjectsCommand({ Bucket, Delete: { Objects: objects } }))),
    ).toEqual(["MalformedXML", 400]);
  });
});

describe("CopyObject", () => {
  const copy = (Key: string, more: object) =>
    client.send(
      new CopyObjectCommand({
        Bucket,
        Key,
        CopySource: `${Bucket}/${encodeURIComponent("source/日 本.txt")}`,
        ...more,
      }),
    );

  it("takes metadata and tags along, or replaces them", async () => {
    await put("source/日 本.txt", "copied", {
      ContentType: "text/plain",
      Metadata: { a: "1" },
      Tagging: "t=1",
    });
    const { CopyObjectResult } = await copy("copy/1", {});
    expect(CopyObjectResult?.ETag).toBe(
      (await client.send(new HeadObjectCommand({ Bucket, Key: "copy/1" }))).ETag,
    );
    expect(await client.send(new HeadObjectCommand({ Bucket, Key: "copy/1" }))).toMatchObject({
      ContentType: "text/plain",
      Metadata: { a: "1" },
      TagCount: 1,
    });
    await copy("copy/2", {
      MetadataDirective: "REPLACE",
      Metadata: { b: "2" },
      ContentType: "text/html",
      TaggingDirective: "REPLACE",
      Tagging: "u=2&v=3",
    });
    expect(await client.send(new HeadObjectCommand({ Bucket, Key: "copy/2" }))).toMatchObject({
      ContentType: "text/html",
      Metadata: { b: "2" },
      TagCount: 2,
    });
    await client.send(new DeleteObjectCommand({ Bucket, Key: "source/日 本.txt" }));
    expect(await read("copy/1")).toBe("copied");
    expect(await read("copy/2")).toBe("copied");
  });

  it("copies between buckets, with another checksum if asked", async () => {
    await put("source/日 本.txt", "copied");
    await client.send(
      new CopyObjectCommand({
        Bucket: "stage",
        Key: "k",
        CopySource: `/${Bucket}/source/${encodeURIComponent("日 本.txt")}`,
        ChecksumAlgorithm: "SHA256",
      }),
    );
    const copied = await client.send(
      new GetObjectCommand({ Bucket: "stage", Key: "k", ChecksumMode: "ENABLED" }),
    );
    expect(await copied.Body?.transformToString()).toBe("copied");
    expect(copied.ChecksumSHA256).toBe(createHash("sha256").update("copied").digest("base64"));
  });

  it("onto itself must change something", async () => {
    expect(await refusal(copy("source/日 本.txt", {}))).toEqual(["InvalidRequest", 400]);
    expect(
      await refusal(copy("source/日 本.txt", { MetadataDirective: "REPLACE", Metadata: { c: "3" } })),
    ).toBe("accepted");
    expect(await client.send(new HeadObjectCommand({ Bucket, Key: "source/日 本.txt" }))).toMatchObject({
      Metadata: { c: "3" },
    });
    expect(await read("source/日 本.txt")).toBe("copied");
  });

  it("judges conditions", async () => {
    const { ETag } = await client.send(new HeadObjectCommand({ Bucket, Key: "source/日 本.txt" }));
    expect(await refusal(copy("copy/3", { CopySourceIfMatch: ETag }))).toBe("accepted");
    expect(await refusal(copy("copy/3", { CopySourceIfMatch: '"other"' }))).toEqual([
      "PreconditionFailed",
      412,
    ]);
    expect(await refusal(copy("copy/3", { CopySourceIfNoneMatch: ETag }))).toEqual([
      "PreconditionFailed",
      412,
    ]);
    expect(
      await refusal(copy("copy/3", { CopySourceIfModifiedSince: new Date(Date.now() + 60_000) })),
    ).toEqual(["PreconditionFailed", 412]);
    expect(await refusal(copy("copy/3", { IfNoneMatch: "*" }))).toEqual(["PreconditionFailed", 412]);
    expect(await refusal(copy("copy/4", { CopySource: `${Bucket}/nothing` }))).toEqual(["NoSuchKey", 404]);
    expect(await refusal(copy("copy/4", { CopySource: "nonsense" }))).toEqual(["InvalidArgument", 400]);
  });
});

describe("tagging and attributes", () => {
  it("are kept beside the object", async () => {
    await put("tagged", "x");
    const TagSet = [
      { Key: "project", Value: "a b" },
      { Key: "日本", Value: "" },
    ];
    await client.send(new PutObjectTaggingCommand({ Bucket, Key: "tagged", Tagging: { TagSet } }));
    expect((await client.send(new GetObjectTaggingCommand({ Bucket, Key: "tagged" }))).TagSet).toEqual(
      TagSet,
    );
    const twice = [TagSet[0], TagSet[0]].flatMap((tag) => tag ?? []);
    expect(
      await refusal(
        client.send(new PutObjectTaggingCommand({ Bucket, Key: "tagged", Tagging: { TagSet: twice } })),
      ),
    ).toEqual(["InvalidTag", 400]);
    const eleven = Array.from({ length: 11 }, (_, index) => ({ Key: `k${index}`, Value: "" }));
    expect(
      await refusal(
        client.send(new PutObjectTaggingCommand({ Bucket, Key: "tagged", Tagging: { TagSet: eleven } })),
      ),
    ).toEqual(["BadRequest", 400]);
    await client.send(new DeleteObjectTaggingCommand({ Bucket, Key: "tagged" }));
    expect((await client.send(new GetObjectTaggingCommand({ Bucket, Key: "tagged" }))).TagSet).toEqual([]);
    expect(await read("tagged")).toBe("x");
    const attributes = await client.send(
      new GetObjectAttributesCommand({
        Bucket,
        Key: "tagged",
        ObjectAttributes: ["ETag", "Checksum", "ObjectSize", "StorageClass", "ObjectParts"],
      }),
    );
    expect(attributes).toMatchObject({
      ETag: "9dd4e461268c8034f5c8564e155c67a6",
      ObjectSize: 1,
      StorageClass: "STANDARD",
      Checksum: { ChecksumType: "FULL_OBJECT" },
    });
    expect(attributes.ObjectParts).toBeUndefined();
  });
});

it("had no error of its own", () => expect(storage.errors).toEqual([]));
