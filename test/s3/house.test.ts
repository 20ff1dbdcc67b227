import { mkdir, readdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { GetObjectCommand, PutBucketVersioningCommand, PutObjectCommand } from "@aws-sdk/client-s3";
import { describe, expect, it } from "vitest";
import { openObjectStorage } from "../../src/platform/s3/object-storage.ts";
import { collect, startStorage } from "./storage.ts";

async function* one(text: string): AsyncGenerator<Buffer> {
  yield Buffer.from(text);
}

describe("the house", () => {
  it("puts, counts and reads objects without a signature", async () => {
    await using started = await startStorage();
    const { storage } = started;
    const attributes = {
      headers: { "content-type": "image/png" },
      metadata: { a: "1" },
      tags: { t: "2" },
      storageClass: "STANDARD",
    };
    await storage.put("media", { key: "b/写真.png", data: one("12345"), ...attributes });
    await storage.put("media", { key: "a", data: one("123") });
    await storage.put("media", { key: "b/写真.png", data: one("123456"), ...attributes });
    const usage = await storage.usage("media");
    expect(usage).toMatchObject({ objects: 2, bytes: 9 });
    expect(usage.lastModified?.getTime()).toBeGreaterThan(Date.now() - 60_000);
    expect(await storage.usage("stage")).toEqual({ objects: 0, bytes: 0, lastModified: undefined });
    const found: unknown[] = [];
    for await (const { key, sizeBytes, headers, metadata, tags, read } of storage.objects("media"))
      found.push([key, sizeBytes, headers, metadata, tags, (await collect(read())).toString()]);
    expect(found).toEqual([
      ["a", 3, { "content-type": "binary/octet-stream" }, {}, {}, "123"],
      ["b/写真.png", 6, attributes.headers, attributes.metadata, attributes.tags, "123456"],
    ]);
    await expect(storage.put("nowhere", { key: "x", data: one("") })).rejects.toThrow("does not exist");
  });

  it("copies a bucket of thousands in less than a second, and the two are apart", async () => {
    await using started = await startStorage();
    const { storage } = started;
    const keys = Array.from({ length: 2000 }, (_, index) => `photos/${index % 40}/${index}.jpg`);
    for (let start = 0; start < keys.length; start += 100)
      await Promise.all(
        keys.slice(start, start + 100).map((key) => storage.put("media", { key, data: one(key) })),
      );
    const before = performance.now();
    await storage.copyBucket("media", "preview");
    expect(performance.now() - before).toBeLessThan(1000);
    expect(await storage.usage("preview")).toMatchObject({ objects: 2000 });
    const client = started.client();
    await client.send(new PutObjectCommand({ Bucket: "preview", Key: "photos/0/0.jpg", Body: "changed" }));
    await storage.deleteBucket("media");
    const read = async (Key: string): Promise<string | undefined> =>
      (await client.send(new GetObjectCommand({ Bucket: "preview", Key }))).Body?.transformToString();
    expect(await read("photos/0/0.jpg")).toBe("changed");
    expect(await read("photos/1/1.jpg")).toBe("photos/1/1.jpg");
    expect(await storage.listBuckets()).toEqual(["preview", "stage"]);
    expect(await storage.hasBucket("media")).toBe(false);
    await expect(storage.copyBucket("preview", "stage")).rejects.toThrow("you already own it");
    await expect(storage.copyBucket("media", "other")).rejects.toThrow("does not exist");
  });

  it("copies a bucket whole while it is written to", async () => {
    await using started = await startStorage();
    const { storage } = started;
    const ending = new AbortController();
    const writing = (async (): Promise<void> => {
      for (let round = 0; !ending.signal.aborted; round += 1)
        await Promise.all(
          Array.from({ length: 10 }, (_, index) =>
            storage.put("media", { key: `k${index}`, data: one(`${round}`.repeat(1000)) }),
          ),
        );
    })();
    for (let copy = 0; copy < 5; copy += 1) {
      await storage.copyBucket("media", `copy-${copy}`);
      for await (const { key, sizeBytes, read } of storage.objects(`copy-${copy}`))
        expect([key, (await collect(read())).length]).toEqual([key, sizeBytes]);
    }
    ending.abort();
    await writing;
  });

  it("deletes a bucket with versions and all", async () => {
    await using started = await startStorage();
    const { storage } = started;
    const VersioningConfiguration = { Status: "Enabled" } as const;
    await started.client().send(new PutBucketVersioningCommand({ Bucket: "media", VersioningConfiguration }));
    await storage.put("media", { key: "k", data: one("1") });
    await storage.put("media", { key: "k", data: one("22") });
    expect(await storage.usage("media")).toMatchObject({ objects: 1, bytes: 3 });
    await storage.deleteBucket("media");
    expect(await readdir(join(started.folder, "buckets"))).toEqual(["stage"]);
    expect(await readdir(join(started.folder, "temporary"))).toEqual([]);
  });
});

describe("opening", () => {
  it("finds what was there, and is refused while another has it open", async () => {
    await using started = await startStorage();
    await started.storage.put("media", { key: "k", data: one("kept") });
    const { folder } = started;
    await expect(openObjectStorage({ folder, findAccessKey: () => undefined })).rejects.toThrow(
      "has it open",
    );
    await started.storage.close();
    const again = await openObjectStorage({ folder, findAccessKey: () => undefined });
    expect(await again.usage("media")).toMatchObject({ objects: 1, bytes: 4 });
    await again.close();
  });

  it("clears up what a killed process left", async () => {
    await using started = await startStorage();
    const { folder, storage } = started;
    await storage.put("media", { key: "k", data: one("kept") });
    await storage.close();
    const data = join(folder, "buckets/media/data");
    await mkdir(join(data, "zz"));
    await writeFile(join(data, "zz", "zz-unnamed"), "left over");
    await writeFile(join(folder, "temporary", "half"), "half of it");
    await writeFile(join(folder, "open"), "");
    const again = await openObjectStorage({ folder, findAccessKey: () => undefined });
    await again.swept;
    await again.close();
    const left = (await Promise.all((await readdir(data)).map((name) => readdir(join(data, name))))).flat();
    expect(left).toHaveLength(1);
    expect(await readdir(join(folder, "temporary"))).toEqual([]);
  });
});
