import {
  CreateBucketCommand,
  CreateMultipartUploadCommand,
  DeleteBucketCommand,
  DeleteObjectCommand,
  ListMultipartUploadsCommand,
  ListObjectVersionsCommand,
  PutBucketVersioningCommand,
  PutObjectCommand,
  S3Client,
} from "@aws-sdk/client-s3";
import { describe, expect, it } from "vitest";
import { interruptEverywhere, meanwhile } from "../../../../../test/aws/interrupted.ts";
import { startMinistack } from "../../../../../test/aws/ministack.ts";
import { useMinistack } from "../../../../../test/aws/use-ministack.ts";
import type { Aws } from "../../aws.ts";
import { inParallel } from "../in-parallel.ts";
import { deleteBucket } from "./delete-bucket.ts";
import { emptyBucket } from "./empty-bucket.ts";
import { measureBucket } from "./measure-bucket.ts";

describe("a bucket that goes", () => {
  const { aws } = useMinistack();

  const s3 = (): S3Client => aws().client(S3Client);
  const put = (Bucket: string, Key: string, Body = "x"): Promise<unknown> =>
    s3().send(new PutObjectCommand({ Bucket, Key, Body }));

  /** Two objects with two versions each, one of them deleted, and an upload that was never finished. */
  const makeVersioned = async (Bucket: string): Promise<void> => {
    await s3().send(new CreateBucketCommand({ Bucket }));
    await s3().send(
      new PutBucketVersioningCommand({ Bucket, VersioningConfiguration: { Status: "Enabled" } }),
    );
    for (const key of ["a", "b/ü 1.txt"]) for (const body of ["1", "2"]) await put(Bucket, key, body);
    await s3().send(new DeleteObjectCommand({ Bucket, Key: "a" }));
    await s3().send(new CreateMultipartUploadCommand({ Bucket, Key: "large" }));
  };

  const rest = async (Bucket: string): Promise<number> => {
    const { Versions = [], DeleteMarkers = [] } = await s3().send(new ListObjectVersionsCommand({ Bucket }));
    const { Uploads = [] } = await s3().send(new ListMultipartUploadsCommand({ Bucket }));
    return Versions.length + DeleteMarkers.length + Uploads.length;
  };

  it("loses all versions, marks of deleted objects and unfinished uploads", async () => {
    await makeVersioned("versioned");
    expect(await rest("versioned")).toBe(6);
    expect(await emptyBucket(aws(), "versioned")).toBe(6);
    expect(await rest("versioned")).toBe(0);
    expect(await emptyBucket(aws(), "versioned")).toBe(0);
  });

  it("is deleted with 1,100 objects, a thousand with each call, and tells how far it is", async () => {
    const Bucket = "many";
    await s3().send(new CreateBucketCommand({ Bucket }));
    const keys = Array.from({ length: 1100 }, (_, index) => `folder/${index}`);
    await inParallel(keys, 32, async (key) => void (await put(Bucket, key)));
    const { objects, bytes } = (await measureBucket(aws(), Bucket)) ?? {};
    expect([objects, bytes]).toEqual([1100, 1100]);
    const seen: number[] = [];
    const before = aws().calls.length;
    expect(await deleteBucket(aws(), Bucket, { onProgress: ({ done }) => seen.push(done) })).toBe(true);
    const removals = aws()
      .calls.slice(before)
      .filter(({ operation }) => operation === "DeleteObjects");
    expect(removals).toHaveLength(2);
    expect(seen).toHaveLength(2);
    expect(seen.at(-1)).toBeGreaterThanOrEqual(1100);
    expect(await deleteBucket(aws(), Bucket)).toBe(false);
    expect(await emptyBucket(aws(), Bucket)).toBe(0);
    expect(await measureBucket(aws(), Bucket)).toBeUndefined();
  });

  it("is emptied again when something was written before it could be deleted", async () => {
    const Bucket = "late-write";
    await s3().send(new CreateBucketCommand({ Bucket }));
    const late = meanwhile(aws(), "DeleteBucket", () => put(Bucket, "late"));
    expect(await deleteBucket(late, Bucket)).toBe(true);
  });

  it("is given up when it fills as fast as it is emptied", async () => {
    const Bucket = "leak";
    await s3().send(new CreateBucketCommand({ Bucket }));
    const leaking: Aws = {
      ...aws(),
      client: (kind, options) => {
        const client = aws().client(kind, options);
        return new Proxy(client, {
          get: (target, name) => {
            const value: unknown = Reflect.get(target, name, target);
            if (name !== "send" || typeof value !== "function") return value;
            return async (...sent: readonly unknown[]) => {
              await put(Bucket, "again");
              return Reflect.apply(value, target, sent) as unknown;
            };
          },
        });
      },
    };
    await expect(deleteBucket(leaking, Bucket)).rejects.toMatchObject({ code: "BUCKET_STILL_WRITTEN" });
    await deleteBucket(aws(), Bucket);
  });

  it("goes on after an interruption, wherever that was", async () => {
    const Bucket = "in-pieces";
    const calls = await interruptEverywhere(aws(), {
      begin: () => makeVersioned(Bucket),
      work: (limited) => deleteBucket(limited, Bucket),
      check: async () => {
        await expect(s3().send(new DeleteBucketCommand({ Bucket }))).rejects.toMatchObject({
          name: "NoSuchBucket",
        });
      },
    });
    expect(calls).toBe(7);
  });

  it("stops at the signal", async () => {
    await makeVersioned("stopped");
    const signal = AbortSignal.abort();
    await expect(deleteBucket(aws(), "stopped", { signal })).rejects.toMatchObject({ name: "AbortError" });
    expect(await rest("stopped")).toBe(6);
  });
});

describe("measureBucket", () => {
  it("counts objects and bytes, and says when it stops before the end", async () => {
    const ministack = await startMinistack();
    try {
      const aws = ministack.connect();
      const s3 = aws.client(S3Client);
      await s3.send(new CreateBucketCommand({ Bucket: "measured" }));
      expect(await measureBucket(aws, "measured")).toEqual({
        objects: 0,
        bytes: 0,
        lastWrite: null,
        isComplete: true,
      });
      for (const Key of ["a", "b", ".monolift/pending/c"])
        await s3.send(new PutObjectCommand({ Bucket: "measured", Key, Body: "12345" }));
      const all = await measureBucket(aws, "measured", { except: ".monolift/" });
      expect(all).toMatchObject({ objects: 2, bytes: 10, isComplete: true });
      expect(Math.abs(Date.now() - Date.parse(all?.lastWrite ?? ""))).toBeLessThan(60_000);
      expect(await measureBucket(aws, "measured", { limit: 1 })).toMatchObject({
        objects: 1,
        isComplete: false,
      });
      aws.close();
    } finally {
      await ministack.stop();
    }
  });
});
