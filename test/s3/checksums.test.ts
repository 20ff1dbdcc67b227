import { createHash, randomBytes } from "node:crypto";
import { Readable } from "node:stream";
import {
  GetObjectCommand,
  HeadObjectCommand,
  PutObjectCommand,
  type ChecksumAlgorithm,
} from "@aws-sdk/client-s3";
import { describe, expect, it } from "vitest";
import { shareStorage } from "./share-storage.ts";
import { collect, refusal } from "./storage.ts";

const Bucket = "media";
/** Of `123456789`, as the catalogues of CRCs and RFC 6234 have them. */
const known = {
  CRC32: Buffer.from("cbf43926", "hex"),
  CRC32C: Buffer.from("e3069283", "hex"),
  CRC64NVME: Buffer.from("ae8b14860a799888", "hex"),
  SHA1: createHash("sha1").update("123456789").digest(),
  SHA256: createHash("sha256").update("123456789").digest(),
};
const { storage, client } = await shareStorage();

describe.each(Object.entries(known))("%s", (algorithm, bytes) => {
  const name = `Checksum${algorithm}` as "ChecksumCRC32";
  const ChecksumAlgorithm = algorithm as ChecksumAlgorithm;

  it("comes in a header", async () => {
    const Key = `header-${algorithm}`;
    const stored = await client.send(
      new PutObjectCommand({ Bucket, Key, Body: "123456789", ChecksumAlgorithm }),
    );
    expect(stored[name]).toBe(bytes.toString("base64"));
    const found = await client.send(new GetObjectCommand({ Bucket, Key, ChecksumMode: "ENABLED" }));
    expect([found[name], await found.Body?.transformToString()]).toEqual([
      bytes.toString("base64"),
      "123456789",
    ]);
    const quiet = storage.client({ responseChecksumValidation: "WHEN_REQUIRED" });
    expect((await quiet.send(new HeadObjectCommand({ Bucket, Key })))[name]).toBeUndefined();
    const wrong = { [name]: Buffer.alloc(bytes.length).toString("base64") };
    expect(
      await refusal(client.send(new PutObjectCommand({ Bucket, Key, Body: "other", ...wrong }))),
    ).toEqual(["BadDigest", 400]);
    expect(
      await refusal(client.send(new PutObjectCommand({ Bucket, Key, Body: "other", [name]: "AA==" }))),
    ).toEqual(["InvalidRequest", 400]);
  });

  it("comes in the trailer of a stream (parity: s3-checksums)", async () => {
    const body = randomBytes(700_001);
    const Key = `trailer-${algorithm}`;
    const stored = await client.send(
      new PutObjectCommand({
        Bucket,
        Key,
        Body: Readable.from(body, { objectMode: false }),
        ContentLength: body.length,
        ChecksumAlgorithm,
      }),
    );
    expect(stored[name]).toBeDefined();
    const { Body, ContentEncoding } = await client.send(new GetObjectCommand({ Bucket, Key }));
    expect((await collect(Body as Readable)).equals(body)).toBe(true);
    expect(ContentEncoding).toBeUndefined();
  });
});

describe("without a checksum", () => {
  it("S3 makes one of its own", async () => {
    const old = storage.client({ requestChecksumCalculation: "WHEN_REQUIRED" });
    await old.send(new PutObjectCommand({ Bucket, Key: "plain", Body: "123456789" }));
    expect(
      await client.send(new HeadObjectCommand({ Bucket, Key: "plain", ChecksumMode: "ENABLED" })),
    ).toMatchObject({
      ChecksumCRC64NVME: known.CRC64NVME.toString("base64"),
      ChecksumType: "FULL_OBJECT",
    });
  });

  it("Content-MD5 is checked", async () => {
    const put = (ContentMD5: string): Promise<unknown> =>
      refusal(client.send(new PutObjectCommand({ Bucket, Key: "md5", Body: "x", ContentMD5 })));
    expect(await put(createHash("md5").update("x").digest("base64"))).toBe("accepted");
    expect(await put(createHash("md5").update("y").digest("base64"))).toEqual(["BadDigest", 400]);
    expect(await put("nonsense")).toEqual(["InvalidDigest", 400]);
  });
});

it("leaves nothing of what was refused, and had no error of its own", async () => {
  expect(await refusal(client.send(new HeadObjectCommand({ Bucket, Key: "never" })))).toEqual([
    "NotFound",
    404,
  ]);
  expect(storage.errors).toEqual([]);
});
