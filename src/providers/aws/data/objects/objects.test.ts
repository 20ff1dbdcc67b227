import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import {
  CreateBucketCommand,
  GetObjectCommand,
  HeadObjectCommand,
  ListMultipartUploadsCommand,
  PutObjectCommand,
  S3Client,
} from "@aws-sdk/client-s3";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { z } from "zod";
import { interruptEverywhere } from "../../../../../test/aws/interrupted.ts";
import { useMinistack } from "../../../../../test/aws/use-ministack.ts";
import { hashFile } from "../../../../system/files.ts";
import { listByKey } from "../buckets/list-objects.ts";
import { emptyBucket } from "../buckets/empty-bucket.ts";
import { archiveKey, putArchive, type Archive } from "./archive.ts";
import { etagOfFile, partBytes } from "./etag.ts";
import { createJson, putJson, readJson } from "./json-objects.ts";
import { putFile } from "./put-file.ts";
import { createRecord, listReleases, readRecord, readRecords, recordKey } from "./releases.ts";

const Bucket = "blog-files";

describe("objects of a stage", () => {
  const { aws } = useMinistack();
  let folder: string;
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), "monolift-objects-"));
    await aws().client(S3Client).send(new CreateBucketCommand({ Bucket }));
  });
  afterAll(async () => {
    await rm(folder, { recursive: true, force: true });
  });

  const makeFile = async (name: string, sizeBytes: number): Promise<Archive> => {
    const path = join(folder, name);
    await writeFile(path, Buffer.alloc(sizeBytes, name));
    return { path, sha256: await hashFile(path), sizeBytes };
  };
  const callsOf = async (work: () => Promise<unknown>): Promise<readonly string[]> => {
    const before = aws().calls.length;
    await work();
    return aws()
      .calls.slice(before)
      .map(({ operation }) => operation);
  };

  describe("putArchive", () => {
    it("sends an archive once", async () => {
      const archive = await makeFile("code.zip", 1000);
      const key = archiveKey(archive.sha256);
      expect(key).toMatch(/^code\/[0-9a-f]{64}\.zip$/);
      expect(await putArchive(aws(), Bucket, archive)).toEqual({ key, isSent: true });
      const again = await callsOf(async () =>
        expect(await putArchive(aws(), Bucket, archive)).toEqual({ key, isSent: false }),
      );
      expect(again).toEqual(["HeadObject"]);
      const head = await aws()
        .client(S3Client)
        .send(new HeadObjectCommand({ Bucket, Key: key }));
      expect(head).toMatchObject({ ContentType: "application/zip", Metadata: { sha256: archive.sha256 } });
    });

    it("sends a large one in parts, and tells how far it is", async () => {
      const archive = await makeFile("large.zip", 2 * partBytes + 10);
      const seen: number[] = [];
      const calls = await callsOf(() =>
        putArchive(aws(), Bucket, archive, { onProgress: ({ done }) => seen.push(done) }),
      );
      expect(calls.filter((one) => one === "UploadPart")).toHaveLength(3);
      expect(seen.at(-1)).toBe(archive.sizeBytes);
      expect(await putArchive(aws(), Bucket, archive)).toMatchObject({ isSent: false });
    });

    it("leaves no part of one that it was told to end", async () => {
      const archive = await makeFile("ended.zip", 3 * partBytes);
      const controller = new AbortController();
      const onProgress = (): void => controller.abort();
      const sent = putArchive(aws(), Bucket, archive, { signal: controller.signal, onProgress });
      await expect(sent).rejects.toMatchObject({ name: "AbortError" });
      const key = archiveKey(archive.sha256);
      await expect(
        aws()
          .client(S3Client)
          .send(new HeadObjectCommand({ Bucket, Key: key })),
      ).rejects.toMatchObject({ name: "NotFound" });
      const left = await aws().client(S3Client).send(new ListMultipartUploadsCommand({ Bucket }));
      expect(left.Uploads ?? []).toEqual([]);
      expect(await putArchive(aws(), Bucket, archive)).toMatchObject({ isSent: true });
    });

    it("is whole after an interruption, wherever that was", async () => {
      const archive = await makeFile("pieces.zip", partBytes + 1);
      const Key = archiveKey(archive.sha256);
      await interruptEverywhere(aws(), {
        begin: () => emptyBucket(aws(), Bucket),
        work: (limited) => putArchive(limited, Bucket, archive),
        check: async () => {
          const { Body } = await aws().client(S3Client).send(new GetObjectCommand({ Bucket, Key }));
          expect((await Body?.transformToByteArray())?.length).toBe(archive.sizeBytes);
        },
      });
      // What an interruption has left of earlier tries goes by the bucket's own rule, or with the bucket.
      await emptyBucket(aws(), Bucket);
    });
  });

  it.each([0, 1, partBytes - 1, partBytes, partBytes + 1, 2 * partBytes])(
    "knows the tag that S3 gives a file of %d bytes",
    async (sizeBytes) => {
      const { path } = await makeFile(`of-${sizeBytes}`, sizeBytes);
      const key = `tags/${sizeBytes}`;
      await putFile(aws(), { bucket: Bucket, key, path, contentType: "text/plain" });
      const listed = (await listByKey(aws(), Bucket, "tags/")).get(key);
      expect(listed).toMatchObject({ etag: await etagOfFile(path), sizeBytes });
    },
  );

  describe("records", () => {
    const schema = z.object({ release: z.number(), by: z.string() });

    it("are written once, and read newest first", async () => {
      await emptyBucket(aws(), Bucket);
      expect(await readRecords(aws(), Bucket, schema)).toEqual([]);
      for (const release of [2, 10, 9])
        await createRecord(aws(), Bucket, release, { release, by: "ann@laptop" });
      await putJson(aws(), Bucket, "releases/11/facts.json", {});
      expect(await listReleases(aws(), Bucket)).toEqual([11, 10, 9, 2]);
      expect((await readRecords(aws(), Bucket, schema)).map(({ release }) => release)).toEqual([10, 9, 2]);
      expect(await readRecord(aws(), Bucket, 9, schema)).toEqual({ release: 9, by: "ann@laptop" });
      expect(await readRecord(aws(), Bucket, 3, schema)).toBeUndefined();
    });

    it("are left out when they are damaged", async () => {
      await aws()
        .client(S3Client)
        .send(new PutObjectCommand({ Bucket, Key: recordKey(12), Body: "{" }));
      await aws()
        .client(S3Client)
        .send(new PutObjectCommand({ Bucket, Key: recordKey(13), Body: "{}" }));
      expect((await readRecords(aws(), Bucket, schema))[0]).toMatchObject({ release: 10 });
    });

    it("do not take the place of somebody else's, but may be written again", async () => {
      const mine = { release: 20, by: "ann@laptop" };
      await createRecord(aws(), Bucket, 20, mine);
      await createRecord(aws(), Bucket, 20, mine);
      await expect(createRecord(aws(), Bucket, 20, { ...mine, by: "ben@laptop" })).rejects.toMatchObject({
        code: "RELEASE_NUMBER_TAKEN",
        facts: { release: 20, bucket: Bucket },
      });
      expect(await readRecord(aws(), Bucket, 20, schema)).toEqual(mine);
      expect(await createJson(aws(), Bucket, recordKey(20), {})).toBe(false);
    });

    it("are none where there is no bucket", async () => {
      expect(await listReleases(aws(), "no-bucket")).toEqual([]);
      expect(await readJson(aws(), "no-bucket", "x", schema)).toBeUndefined();
    });
  });
});
