import { mkdir, symlink, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { gzipSync } from "node:zlib";
import { describe, expect, it } from "vitest";
import { get, startPlatform, type TestPlatform } from "../../../test/platform/test-platform.ts";
import type { StaticMount } from "./door.ts";

async function write(path: string, content: string | Buffer): Promise<void> {
  await mkdir(dirname(path), { recursive: true });
  await writeFile(path, content);
}

/** A platform whose door has the folders `static/2`, `static/1` at `/static/` and `other` at `/other/`. */
async function startWithFiles(): Promise<{ readonly platform: TestPlatform; readonly url: string }> {
  const platform = await startPlatform();
  platform.publish();
  const { root } = platform;
  const style = "body{color:red}".repeat(50);
  await write(join(root, "static/2/site.css"), style);
  await write(join(root, "static/2/site.0123456789ab.css"), style);
  await write(join(root, "static/2/site.0123456789ab.css.gz"), gzipSync(style));
  await write(join(root, "static/1/old.js"), "old()");
  await write(join(root, "static/2/日本 語.txt"), "こんにちは");
  await write(join(root, "static/2/.env"), "SECRET=1");
  await write(join(root, "secret.txt"), "secret");
  await symlink(join(root, "secret.txt"), join(root, "static/2/link.txt"));
  await write(join(root, "other/empty"), "");
  const mounts: StaticMount[] = [
    {
      urlPrefix: "/static/",
      folders: [join(root, "static/2"), join(root, "static/1"), join(root, "static/0")],
      hashed: ["site.0123456789ab.css"],
    },
    { urlPrefix: "/other/", folders: [join(root, "other")], hashed: [] },
  ];
  return { platform, url: await platform.openDoor({ mounts }) };
}

describe("a mount", () => {
  it("serves files with type, tag and how long they may be kept (parity: static-files)", async () => {
    const { platform, url } = await startWithFiles();
    await using _ = platform;
    const css = await get(`${url}/static/site.css`);
    expect(css.status).toBe(200);
    expect(Object.fromEntries(css.headers)).toMatchObject({
      "content-type": "text/css; charset=utf-8",
      "cache-control": "public, max-age=0, must-revalidate",
      "x-content-type-options": "nosniff",
      "accept-ranges": "bytes",
      etag: expect.stringMatching(/^"[0-9a-z-]+"$/),
    });
    const hashed = await get(`${url}/static/site.0123456789ab.css`);
    expect(hashed.headers.get("cache-control")).toBe("public, max-age=31536000, immutable");
    const text = await get(`${url}/static/${encodeURIComponent("日本 語.txt")}`);
    expect(text).toMatchObject({ status: 200, text: "こんにちは" });
    expect((await get(`${url}/static/old.js`)).text).toBe("old()");
    expect((await get(`${url}/other/empty`)).headers.get("content-length")).toBe("0");
  });

  it("answers 304 to who has the file", async () => {
    const { platform, url } = await startWithFiles();
    await using _ = platform;
    const first = await get(`${url}/static/site.css`);
    const tag = first.headers.get("etag") ?? "";
    const status = async (headers: Record<string, string>): Promise<number> =>
      (await get(`${url}/static/site.css`, { headers })).status;
    expect(await status({ "if-none-match": tag })).toBe(304);
    expect(await status({ "if-none-match": `"x", W/${tag}` })).toBe(304);
    expect(await status({ "if-none-match": '"x"' })).toBe(200);
    expect(await status({ "if-modified-since": first.headers.get("last-modified") ?? "" })).toBe(304);
    expect(await status({ "if-modified-since": "Sat, 01 Jan 2000 00:00:00 GMT" })).toBe(200);
  });

  it("sends ranges", async () => {
    const { platform, url } = await startWithFiles();
    await using _ = platform;
    const range = (value: string, more = {}) =>
      get(`${url}/static/old.js`, { headers: { range: value, ...more } });
    expect(await range("bytes=0-2")).toMatchObject({ status: 206, text: "old" });
    const last = await range("bytes=-2");
    expect(last).toMatchObject({ status: 206, text: "()" });
    expect(last.headers.get("content-range")).toBe("bytes 3-4/5");
    expect(await range("bytes=3-")).toMatchObject({ status: 206, text: "()" });
    expect(await range("bytes=9-")).toMatchObject({ status: 416 });
    expect(await range("bytes=0-0,2-2")).toMatchObject({ status: 200, text: "old()" });
    expect(await range("bytes=0-2", { "if-range": '"other"' })).toMatchObject({ status: 200 });
  });

  it("prefers the compressed sibling where the client takes it", async () => {
    const { platform, url } = await startWithFiles();
    await using _ = platform;
    const path = `${url}/static/site.0123456789ab.css`;
    const packed = await get(path, { headers: { "accept-encoding": "br;q=0, gzip" } });
    expect(packed.headers.get("content-encoding")).toBe("gzip");
    expect(packed.headers.get("vary")).toBe("Accept-Encoding");
    expect(packed.text).toContain("body{color:red}");
    const plain = await get(path, { headers: { "accept-encoding": "identity" } });
    expect(plain.headers.get("content-encoding")).toBeNull();
    expect(plain.headers.get("vary")).toBe("Accept-Encoding");
    expect(plain.headers.get("etag")).not.toBe(packed.headers.get("etag"));
  });

  it("leaves everything else to the function: missing files, folders, other methods, ways out of the folder", async () => {
    const { platform, url } = await startWithFiles();
    await using _ = platform;
    const outside = [
      "/static/missing.css",
      "/static/",
      "/static/.env",
      "/static/link.txt",
      "/static/%2e%2e/%2e%2e/secret.txt",
      "/static/..%2f..%2fsecret.txt",
      "/static/%00",
      "/static/%zz",
      "/static//site.css",
    ];
    for (const path of outside) expect([path, (await get(url + path)).text]).toEqual([path, "hello"]);
    expect((await get(`${url}/static/site.css`, { method: "POST" })).text).toBe("hello");
    const head = await get(`${url}/static/site.css`, { method: "HEAD" });
    expect(head).toMatchObject({ status: 200, text: "" });
    expect(head.headers.get("content-length")).toBe("750");
  });
});
