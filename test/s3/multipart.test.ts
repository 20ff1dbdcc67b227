import { createHash, randomBytes } from "node:crypto";
import { readdir } from "node:fs/promises";
import { join } from "node:path";
import { Readable } from "node:stream";
import {
  AbortMultipartUploadCommand,
  CompleteMultipartUploadCommand,
  CopyObjectCommand,
  CreateMultipartUploadCommand,
  GetObjectAttributesCommand,
  GetObjectCommand,
  HeadObjectCommand,
  ListMultipartUploadsCommand,
  ListPartsCommand,
  PutObjectCommand,
  UploadPartCommand,
  UploadPartCopyCommand,
  type CompletedPart,
} from "@aws-sdk/client-s3";
import { Upload } from "@aws-sdk/lib-storage";
import { describe, expect, it } from "vitest";
import { shareStorage } from "./share-storage.ts";
import { refusal } from "./storage.ts";

const Bucket = "media";
const mebibyte = 1024 * 1024;
const big = randomBytes(5 * mebibyte);
const small = randomBytes(1000);
const md5 = (bytes: Uint8Array): Buffer => createHash("md5").update(bytes).digest();
const { storage, client } = await shareStorage();

const begin = async (Key: string, more = {}): Promise<string> =>
  (await client.send(new CreateMultipartUploadCommand({ Bucket, Key, ...more }))).UploadId ?? "";
const send = async (
  Key: string,
  UploadId: string,
  PartNumber: number,
  Body: Buffer,
  more = {},
): Promise<CompletedPart> => {
  const { ETag, ChecksumCRC32, ChecksumSHA256 } = await client.send(
    new UploadPartCommand({ Bucket, Key, UploadId, PartNumber, Body, ...more }),
  );
  return {
    ETag,
    PartNumber,
    ...(ChecksumCRC32 === undefined ? {} : { ChecksumCRC32 }),
    ...(ChecksumSHA256 === undefined ? {} : { ChecksumSHA256 }),
  };
};
const complete = (Key: string, UploadId: string, Parts: CompletedPart[], more = {}) =>
  client.send(
    new CompleteMultipartUploadCommand({ Bucket, Key, UploadId, MultipartUpload: { Parts }, ...more }),
  );
const bytes = async (Key: string, more = {}): Promise<Buffer> =>
  Buffer.from(
    (await (
      await client.send(new GetObjectCommand({ Bucket, Key, ...more }))
    ).Body?.transformToByteArray()) ?? [],
  );

describe("a multipart upload", () => {
  it("makes one object of its parts, in the order of their numbers (parity: s3-multipart)", async () => {
    const UploadId = await begin("parts", { ContentType: "image/png", Metadata: { a: "1" }, Tagging: "t=1" });
    const last = await send("parts", UploadId, 9, small);
    const [first, second] = await Promise.all([
      send("parts", UploadId, 2, big),
      send("parts", UploadId, 5, big),
    ]);
    expect(await refusal(bytes("parts"))).toEqual(["NoSuchKey", 404]);
    const completed = await complete("parts", UploadId, [first, second, last]);
    const etag = createHash("md5")
      .update(Buffer.concat([md5(big), md5(big), md5(small)]))
      .digest("hex");
    expect(completed.ETag).toBe(`"${etag}-3"`);
    expect((await bytes("parts")).equals(Buffer.concat([big, big, small]))).toBe(true);
    const head = await client.send(new HeadObjectCommand({ Bucket, Key: "parts" }));
    expect(head).toMatchObject({
      ContentType: "image/png",
      Metadata: { a: "1" },
      TagCount: 1,
      ContentLength: 2 * big.length + small.length,
    });
    const across = await bytes("parts", { Range: `bytes=${big.length - 3}-${big.length + 2}` });
    expect(across.equals(Buffer.concat([big.subarray(-3), big.subarray(0, 3)]))).toBe(true);
    const third = await client.send(new GetObjectCommand({ Bucket, Key: "parts", PartNumber: 3 }));
    expect(third.PartsCount).toBe(3);
    expect(Buffer.from((await third.Body?.transformToByteArray()) ?? []).equals(small)).toBe(true);
    expect(
      await refusal(client.send(new HeadObjectCommand({ Bucket, Key: "parts", PartNumber: 4 }))),
    ).toMatchObject([expect.anything(), 416]);
    expect(await refusal(client.send(new ListPartsCommand({ Bucket, Key: "parts", UploadId })))).toEqual([
      "NoSuchUpload",
      404,
    ]);
    expect((await complete("parts", UploadId, [first, second, last])).ETag).toBe(completed.ETag);
  });

  it("can be resumed, listed and aborted", async () => {
    const UploadId = await begin("dir/resumed");
    const other = await begin("dir/resumed");
    await begin("elsewhere");
    await send("dir/resumed", UploadId, 1, small);
    const again = await send("dir/resumed", UploadId, 1, big);
    await send("dir/resumed", UploadId, 2, small);
    const listed = await client.send(
      new ListPartsCommand({ Bucket, Key: "dir/resumed", UploadId, MaxParts: 1 }),
    );
    expect(listed).toMatchObject({
      IsTruncated: true,
      NextPartNumberMarker: "1",
      Parts: [{ PartNumber: 1, Size: big.length, ETag: again.ETag }],
    });
    const rest = await client.send(
      new ListPartsCommand({ Bucket, Key: "dir/resumed", UploadId, PartNumberMarker: "1" }),
    );
    expect(rest.Parts?.map(({ PartNumber }) => PartNumber)).toEqual([2]);
    const uploads = await client.send(new ListMultipartUploadsCommand({ Bucket, Prefix: "dir/" }));
    expect(uploads.Uploads?.map((one) => one.UploadId)).toEqual([UploadId, other]);
    const grouped = await client.send(new ListMultipartUploadsCommand({ Bucket, Delimiter: "/" }));
    expect(grouped).toMatchObject({ CommonPrefixes: [{ Prefix: "dir/" }], Uploads: [{ Key: "elsewhere" }] });
    const one = await client.send(new ListMultipartUploadsCommand({ Bucket, MaxUploads: 1 }));
    const two = await client.send(
      new ListMultipartUploadsCommand({
        Bucket,
        MaxUploads: 1,
        KeyMarker: one.NextKeyMarker,
        UploadIdMarker: one.NextUploadIdMarker,
      }),
    );
    expect([one.Uploads?.[0]?.UploadId, two.Uploads?.[0]?.UploadId]).toEqual([UploadId, other]);
    await client.send(new AbortMultipartUploadCommand({ Bucket, Key: "dir/resumed", UploadId }));
    expect(await refusal(send("dir/resumed", UploadId, 3, small))).toEqual(["NoSuchUpload", 404]);
    expect(
      await refusal(client.send(new AbortMultipartUploadCommand({ Bucket, Key: "dir/resumed", UploadId }))),
    ).toEqual(["NoSuchUpload", 404]);
    expect(
      await refusal(client.send(new ListPartsCommand({ Bucket, Key: "other-key", UploadId: other }))),
    ).toEqual(["NoSuchUpload", 404]);
  });

  it("is refused with what is wrong", async () => {
    const UploadId = await begin("wrong");
    const first = await send("wrong", UploadId, 1, small);
    const second = await send("wrong", UploadId, 2, small);
    expect(await refusal(complete("wrong", UploadId, [second, first]))).toEqual(["InvalidPartOrder", 400]);
    expect(await refusal(complete("wrong", UploadId, [first, second]))).toEqual(["EntityTooSmall", 400]);
    expect(await refusal(complete("wrong", UploadId, [{ ...first, ETag: '"0"' }]))).toEqual([
      "InvalidPart",
      400,
    ]);
    expect(await refusal(complete("wrong", UploadId, [{ ...first, PartNumber: 7 }]))).toEqual([
      "InvalidPart",
      400,
    ]);
    expect(await refusal(complete("wrong", UploadId, []))).toEqual(["MalformedXML", 400]);
    expect(await refusal(send("wrong", UploadId, 0, small))).toEqual(["InvalidArgument", 400]);
    expect(await refusal(send("wrong", UploadId, 10_001, small))).toEqual(["InvalidArgument", 400]);
    expect(await refusal(complete("wrong", UploadId, [first], { MpuObjectSize: 5 }))).toEqual([
      "InvalidRequest",
      400,
    ]);
    await client.send(new PutObjectCommand({ Bucket, Key: "wrong", Body: "there" }));
    expect(await refusal(complete("wrong", UploadId, [first], { IfNoneMatch: "*" }))).toEqual([
      "PreconditionFailed",
      412,
    ]);
    expect(await refusal(complete("wrong", UploadId, [first]))).toBe("accepted");
    expect((await bytes("wrong")).equals(small)).toBe(true);
  });

  it("copies parts from other objects", async () => {
    await client.send(new PutObjectCommand({ Bucket, Key: "origin", Body: Buffer.concat([big, small]) }));
    const UploadId = await begin("assembled");
    const copy = async (PartNumber: number, range: string): Promise<CompletedPart> => {
      const { CopyPartResult } = await client.send(
        new UploadPartCopyCommand({
          Bucket,
          Key: "assembled",
          UploadId,
          PartNumber,
          CopySource: `${Bucket}/origin`,
          CopySourceRange: range,
        }),
      );
      const { ETag, ChecksumCRC32 } = CopyPartResult ?? {};
      return { PartNumber, ETag, ChecksumCRC32 };
    };
    const parts = [await copy(1, `bytes=0-${big.length - 1}`), await copy(2, "bytes=10-19")];
    expect(await refusal(copy(3, "bytes=0-99999999"))).toEqual(["InvalidArgument", 400]);
    await complete("assembled", UploadId, parts);
    expect((await bytes("assembled")).equals(Buffer.concat([big, big.subarray(10, 20)]))).toBe(true);
  });

  it("loses its parts when the object is copied", async () => {
    await client.send(new CopyObjectCommand({ Bucket, Key: "whole", CopySource: `${Bucket}/parts` }));
    const head = await client.send(new HeadObjectCommand({ Bucket, Key: "whole", ChecksumMode: "ENABLED" }));
    expect(head.ETag).toBe(`"${md5(Buffer.concat([big, big, small])).toString("hex")}"`);
    expect(head).toMatchObject({ ChecksumType: "FULL_OBJECT", ContentType: "image/png" });
    expect((await bytes("whole")).equals(Buffer.concat([big, big, small]))).toBe(true);
  });
});

describe("checksums of parts", () => {
  it("make up a composite one", async () => {
    const UploadId = await begin("composite", { ChecksumAlgorithm: "SHA256" });
    const parts = [
      await send("composite", UploadId, 1, big, { ChecksumAlgorithm: "SHA256" }),
      await send("composite", UploadId, 2, small, { ChecksumAlgorithm: "SHA256" }),
    ];
    expect(await refusal(send("composite", UploadId, 3, small, { ChecksumAlgorithm: "CRC32" }))).toEqual([
      "InvalidRequest",
      400,
    ]);
    const bare = parts.map(({ ETag, PartNumber }) => ({ ETag, PartNumber }));
    expect(await refusal(complete("composite", UploadId, bare))).toEqual(["InvalidRequest", 400]);
    const { ChecksumSHA256, ChecksumType } = await complete("composite", UploadId, parts);
    const sha = (data: Buffer): Buffer => createHash("sha256").update(data).digest();
    expect(ChecksumSHA256).toBe(`${sha(Buffer.concat([sha(big), sha(small)])).toString("base64")}-2`);
    expect(ChecksumType).toBe("COMPOSITE");
    const { ObjectParts, Checksum } = await client.send(
      new GetObjectAttributesCommand({
        Bucket,
        Key: "composite",
        ObjectAttributes: ["ObjectParts", "Checksum"],
        MaxParts: 1,
      }),
    );
    expect(Checksum).toMatchObject({ ChecksumSHA256: ChecksumSHA256, ChecksumType: "COMPOSITE" });
    expect(ObjectParts).toMatchObject({
      TotalPartsCount: 2,
      IsTruncated: true,
      Parts: [{ PartNumber: 1, Size: big.length, ChecksumSHA256: sha(big).toString("base64") }],
    });
  });

  it.each(["CRC32", "CRC32C", "CRC64NVME"] as const)(
    "make up %s of the whole object",
    async (ChecksumAlgorithm) => {
      const Key = `full-${ChecksumAlgorithm}`;
      const UploadId = await begin(Key, { ChecksumAlgorithm, ChecksumType: "FULL_OBJECT" });
      const name = `Checksum${ChecksumAlgorithm}` as const;
      const parts: CompletedPart[] = [];
      for (const [index, Body] of [big, big, small].entries()) {
        const sent = await client.send(
          new UploadPartCommand({ Bucket, Key, UploadId, PartNumber: index + 1, Body, ChecksumAlgorithm }),
        );
        parts.push({ PartNumber: index + 1, ETag: sent.ETag, [name]: sent[name] });
      }
      const completed = await complete(Key, UploadId, parts, { ChecksumType: "FULL_OBJECT" });
      await client.send(
        new PutObjectCommand({
          Bucket,
          Key: `${Key}-once`,
          Body: Buffer.concat([big, big, small]),
          ChecksumAlgorithm,
        }),
      );
      const once = await client.send(
        new HeadObjectCommand({ Bucket, Key: `${Key}-once`, ChecksumMode: "ENABLED" }),
      );
      expect(completed[name]).toBe(once[name]);
      expect(completed[name]).toBeDefined();
    },
  );

  it("refuse what S3 does not combine", async () => {
    expect(await refusal(begin("x", { ChecksumAlgorithm: "SHA1", ChecksumType: "FULL_OBJECT" }))).toEqual([
      "InvalidRequest",
      400,
    ]);
    expect(await refusal(begin("x", { ChecksumAlgorithm: "CRC64NVME", ChecksumType: "COMPOSITE" }))).toEqual([
      "InvalidRequest",
      400,
    ]);
  });
});

describe("lib-storage", () => {
  it("uploads a stream in parallel parts", async () => {
    const body = randomBytes(23 * mebibyte);
    const stream = (async function* () {
      for (let start = 0; start < body.length; start += 100_000) yield body.subarray(start, start + 100_000);
    })();
    const upload = new Upload({
      client,
      params: { Bucket, Key: "streamed", Body: Readable.from(stream) },
      queueSize: 4,
    });
    await upload.done();
    expect((await bytes("streamed")).equals(body)).toBe(true);
  });
});

it("leaves no data of parts that were replaced, dropped or aborted", async () => {
  const { Uploads } = await client.send(new ListMultipartUploadsCommand({ Bucket }));
  for (const { Key, UploadId } of Uploads ?? [])
    await client.send(new AbortMultipartUploadCommand({ Bucket, Key, UploadId }));
  await storage.storage.deleteBucket("stage");
  const data = join(storage.folder, "buckets", Bucket, "data");
  const files = (
    await Promise.all((await readdir(data)).map((folder) => readdir(join(data, folder))))
  ).flat();
  let expected = 0;
  for await (const { key } of storage.storage.objects(Bucket)) {
    const { PartsCount = 1 } = await client.send(new HeadObjectCommand({ Bucket, Key: key, PartNumber: 1 }));
    expected += PartsCount;
  }
  expect(files).toHaveLength(expected);
  expect(await readdir(join(storage.folder, "temporary"))).toEqual([]);
});

it("had no error of its own", () => expect(storage.errors).toEqual([]));
