import {
  CreateBucketCommand,
  GetObjectCommand,
  HeadObjectCommand,
  PutObjectCommand,
  S3Client,
} from "@aws-sdk/client-s3";
import { beforeAll, describe, expect, it } from "vitest";
import { failingFirst, interruptEverywhere } from "../../../../../test/aws/interrupted.ts";
import { useMinistack } from "../../../../../test/aws/use-ministack.ts";
import { copyBucket } from "./copy-bucket.ts";
import { deleteBucket } from "./delete-bucket.ts";
import { emptyBucket } from "./empty-bucket.ts";
import { listByKey } from "./list-objects.ts";

describe("copyBucket", () => {
  const { aws } = useMinistack();
  beforeAll(async () => {
    await aws()
      .client(S3Client)
      .send(new CreateBucketCommand({ Bucket: "live" }));
    await put("live", "photos/ü 1+2.jpg", "12345", { ContentType: "image/jpeg" });
    await put("live", "b.txt", "b");
    await put("live", ".monolift/pending/1", "waits");
  });

  const put = (Bucket: string, Key: string, Body: string, more: object = {}): Promise<unknown> =>
    aws()
      .client(S3Client)
      .send(new PutObjectCommand({ Bucket, Key, Body, ...more }));
  const read = async (Bucket: string, Key: string): Promise<string | undefined> =>
    (await aws().client(S3Client).send(new GetObjectCommand({ Bucket, Key }))).Body?.transformToString();
  const make = async (Bucket: string): Promise<void> => {
    await deleteBucket(aws(), Bucket);
    await aws().client(S3Client).send(new CreateBucketCommand({ Bucket }));
  };
  const except = ".monolift/";

  it("copies objects with their types, and skips them the next time", async () => {
    await make("preview");
    expect(await copyBucket(aws(), "live", "preview", { except })).toEqual({
      copied: 2,
      bytes: 6,
      skipped: 0,
    });
    expect([...(await listByKey(aws(), "preview", "")).keys()]).toEqual(["b.txt", "photos/ü 1+2.jpg"]);
    const head = new HeadObjectCommand({ Bucket: "preview", Key: "photos/ü 1+2.jpg" });
    expect((await aws().client(S3Client).send(head)).ContentType).toBe("image/jpeg");
    expect(await copyBucket(aws(), "live", "preview", { except })).toEqual({
      copied: 0,
      bytes: 0,
      skipped: 2,
    });
  });

  it("copies a large object in parts, with its headers", async () => {
    await make("parts");
    const body = "0123456789".repeat(1_100_000);
    await make("large");
    const headers = { ContentType: "video/mp4", CacheControl: "max-age=5", Metadata: { of: "ann" } };
    await put("large", "film.mp4", body, headers);
    const largestBytes = 5 * 1024 ** 2;
    expect(await copyBucket(aws(), "large", "parts", { largestBytes })).toMatchObject({ copied: 1 });
    const head = new HeadObjectCommand({ Bucket: "parts", Key: "film.mp4" });
    expect(await aws().client(S3Client).send(head)).toMatchObject(headers);
    expect(await read("parts", "film.mp4")).toBe(body);
    expect(await copyBucket(aws(), "large", "parts", { largestBytes })).toMatchObject({ copied: 0 });
  });

  it("gives an upload up that it cannot finish", async () => {
    await make("half");
    await make("source");
    await put("source", "film.mp4", "0123456789");
    const broken = failingFirst(aws(), "UploadPartCopy", { name: "AccessDenied", times: 1 });
    await expect(copyBucket(broken, "source", "half", { largestBytes: 5 })).rejects.toMatchObject({
      name: "AccessDenied",
    });
    expect(await emptyBucket(aws(), "half")).toBe(0);
  });

  it("does not mind what is deleted meanwhile", async () => {
    await make("moved");
    const gone = failingFirst(aws(), "CopyObject", { name: "NoSuchKey", times: 1 });
    await copyBucket(gone, "live", "moved", { except });
    expect((await listByKey(aws(), "moved", "")).size).toBe(1);
  });

  it("goes on after an interruption, wherever that was", async () => {
    const calls = await interruptEverywhere(aws(), {
      begin: () => make("pieces"),
      work: (limited) => copyBucket(limited, "live", "pieces", { except }),
      check: async () => {
        expect(await read("pieces", "photos/ü 1+2.jpg")).toBe("12345");
        expect(await read("pieces", "b.txt")).toBe("b");
      },
    });
    expect(calls).toBe(4);
  });
});
