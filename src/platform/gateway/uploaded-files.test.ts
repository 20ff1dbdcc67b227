import { join } from "node:path";
import { Readable } from "node:stream";
import { describe, expect, it } from "vitest";
import { get, startPlatform, testDoor } from "../../../test/platform/test-platform.ts";
import { openObjectStorage, type ObjectStorage } from "../s3/object-storage.ts";
import { createGateway } from "./gateway.ts";

const bucket = "blog-local-media";

/** A door with a bucket at `/media/`, and some files in it. */
async function startWithUploads(): Promise<AsyncDisposable & { readonly url: string }> {
  const platform = await startPlatform();
  platform.publish();
  const storage = await openObjectStorage({
    folder: join(platform.root, "storage"),
    findAccessKey: () => undefined,
  });
  await storage.createBucket(bucket);
  await put(storage, "photo.png", "image/png", "\u0001\u0002\u0003");
  await put(storage, ".monolift/pending/1/a.png", "image/png", "not yet");
  await put(storage, "page.html", "text/html", "<script>1</script>");
  await put(storage, "folder/日本 語.txt", "text/plain; charset=utf-8", "こんにちは");
  const gateway = createGateway({ functions: platform.functions, language: "en", storage });
  const port = await gateway.open(testDoor({ buckets: [{ urlPrefix: "/media/", bucket }] }));
  return {
    url: `http://127.0.0.1:${port}`,
    [Symbol.asyncDispose]: async () => {
      await gateway.closeAll();
      await storage.close();
      await platform[Symbol.asyncDispose]();
    },
  };
}

async function put(storage: ObjectStorage, key: string, contentType: string, text: string): Promise<void> {
  await storage.put(bucket, {
    key,
    headers: { "content-type": contentType },
    data: Readable.from([Buffer.from(text)]),
  });
}

describe("a bucket behind a door", () => {
  it("is served with type, tag, ranges and conditions (parity: uploaded-files)", async () => {
    await using door = await startWithUploads();
    const photo = await get(`${door.url}/media/photo.png`);
    expect(photo.status).toBe(200);
    expect(Object.fromEntries(photo.headers)).toMatchObject({
      "content-type": "image/png",
      "cache-control": "private, no-cache",
      "x-content-type-options": "nosniff",
      "content-length": "3",
    });
    const etag = photo.headers.get("etag") ?? "";
    expect((await get(`${door.url}/media/photo.png`, { headers: { "if-none-match": etag } })).status).toBe(
      304,
    );
    const part = await get(`${door.url}/media/photo.png`, { headers: { range: "bytes=1-1" } });
    expect([part.status, part.headers.get("content-range"), part.text]).toEqual([
      206,
      "bytes 1-1/3",
      "\u0002",
    ]);
    expect((await get(`${door.url}/media/photo.png`, { headers: { range: "bytes=9-" } })).status).toBe(416);
    expect((await get(`${door.url}/media/photo.png`, { method: "HEAD" })).headers.get("content-length")).toBe(
      "3",
    );
    expect((await get(`${door.url}/media/folder/${encodeURIComponent("日本 語.txt")}`)).text).toBe(
      "こんにちは",
    );
  });

  it("shows uploaded pages without running them", async () => {
    await using door = await startWithUploads();
    const page = await get(`${door.url}/media/page.html`);
    expect(page.headers.get("content-security-policy")).toMatch(/^sandbox; default-src 'none'/);
    expect((await get(`${door.url}/media/photo.png`)).headers.get("content-security-policy")).toBeNull();
  });

  it("leaves to the function what it does not have, and other methods", async () => {
    await using door = await startWithUploads();
    for (const path of [
      "/media/missing.png",
      "/media/",
      "/media/folder",
      "/media/%2e%2e/photo.png",
      "/media/%zz",
    ])
      expect([path, (await get(door.url + path)).text]).toEqual([path, "hello"]);
    expect((await get(`${door.url}/media/photo.png`, { method: "DELETE" })).text).toBe("hello");
  });

  it("shows nothing of what the house keeps under a dot, such as uploads that no form has claimed", async () => {
    await using door = await startWithUploads();
    expect((await get(`${door.url}/media/.monolift/pending/1/a.png`)).text).toBe("hello");
    expect((await get(`${door.url}/media/%2emonolift/pending/1/a.png`)).text).toBe("hello");
  });

  it("cannot be asked by S3's protocol without a signature", async () => {
    await using door = await startWithUploads();
    const asked = await get(`${door.url}/_monolift/s3/${bucket}/photo.png`);
    expect([asked.status, asked.text.includes("AccessDenied")]).toEqual([403, true]);
  });
});
