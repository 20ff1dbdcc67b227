import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { ListObjectsV2Command } from "@aws-sdk/client-s3";
import { Client } from "pg";
import type { Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { statusResultSchema, type StatusResult } from "../../src/actions/results.ts";
import { BrowserSession } from "../clients/browser-session.ts";
import { openChromium, type OpenBrowser } from "../clients/chromium.ts";
import { mediaClient } from "../media-client.ts";
import { password } from "./application.ts";
import { drawPng } from "./draw-png.ts";
import { liftExample, type LiftedExample } from "./lifted-example.ts";
import type { Serving } from "./serving.ts";

const mb = 1_000_000;

/** What a test sees of a page: the states and texts that each upload went through, and its requests. */
interface Seen {
  readonly page: Page;
  readonly progress: string[];
  readonly requests: { readonly method: string; readonly path: string; readonly bytes: number }[];
}

/** Tells the test of every text that the rows of uploads show, before the page goes away. */
const watchRows = `new MutationObserver(() => {
  for (const row of document.querySelectorAll(".monolift-upload"))
    window.noteProgress(row.querySelector(".monolift-upload-name").textContent.trim() + ": " +
      row.querySelector(".monolift-upload-status").textContent);
}).observe(document, { subtree: true, childList: true, characterData: true });`;

describe("examples/photos, lifted", () => {
  let photos: LiftedExample;
  let site: Serving;
  let browser: OpenBrowser;

  beforeAll(async () => {
    photos = await liftExample("photos");
    ({ site } = photos);
    const makeAlbum = "from albums.models import Album; Album.objects.create(title='Harbour')";
    await site.manage(["shell", "-c", makeAlbum]);
    browser = await openChromium();
    const page = await browser.context.newPage();
    await page.goto(`${site.url}/admin/login/`);
    await page.fill("#id_username", "ann");
    await page.fill("#id_password", password);
    await page.click("[type=submit]");
    await page.waitForURL("**/admin/");
    await page.close();
  });
  afterAll(async () => {
    await browser.close();
    await photos.remove();
  });

  /** A picture of exactly so many megabytes, or a little more. */
  async function picture(name: string, megabytes: number): Promise<string> {
    const path = join(photos.scratch, name);
    await writeFile(path, drawPng(64, megabytes * mb));
    return path;
  }

  /** A page of somebody who is signed in. */
  async function withPage<T>(use: (seen: Seen) => Promise<T>): Promise<T> {
    const page = await browser.context.newPage();
    const seen: Seen = { page, progress: [], requests: [] };
    await page.exposeFunction("noteProgress", (text: string) => seen.progress.push(text));
    await page.addInitScript(watchRows);
    page.on("request", (request) => {
      const { pathname } = new URL(request.url());
      seen.requests.push({
        method: request.method(),
        path: pathname,
        bytes: Number(request.headers()["content-length"] ?? request.postDataBuffer()?.length ?? 0),
      });
    });
    try {
      return await use(seen);
    } finally {
      await page.close();
    }
  }

  async function status(): Promise<StatusResult> {
    return statusResultSchema.parse(JSON.parse((await photos.call("status", "--json")).stdout));
  }

  /** How many photos the database has, and how many files wait in the bucket for a form. */
  async function kept(): Promise<{ readonly photos: number; readonly waiting: number }> {
    const { postgres, media } = (await status()).endpoints;
    if (postgres === null || media === null) throw new Error("the stage is not up");
    const database = new Client({ connectionString: postgres.url });
    await database.connect();
    const { rows } = await database.query<{ count: number }>("SELECT count(*)::int FROM albums_photo");
    await database.end();
    const bucket = mediaClient(media);
    const pending = { Bucket: media.bucket, Prefix: ".monolift/pending/" };
    const { KeyCount } = await bucket.send(new ListObjectsV2Command(pending));
    bucket.destroy();
    return { photos: rows[0]?.count ?? Number.NaN, waiting: KeyCount ?? Number.NaN };
  }

  it("explains a form without the script that is too large, and says what to do", async () => {
    const session = new BrowserSession(site.url, { accept: "text/html" });
    await session.submit(await session.get("/admin/login/"), { username: "ann", password });
    const form = await session.get("/albums/1/add/");
    const image = { name: "p.png", type: "image/png", content: drawPng(64, 5 * mb) };
    const refused = await session.submit(form, { images: image });
    expect(refused.status).toBe(413);
    expect(refused.text).toContain("/_monolift/uploads.js");
    const small = { name: "p.png", type: "image/png", content: drawPng(64) };
    const added = await session.submit(form, { images: [small, small] });
    expect([added.status, added.url]).toEqual([200, `${site.url}/albums/1/`]);
  });

  it("takes an image of 10 MB in the admin, with no line for it", async () => {
    const path = await picture("large.png", 10);
    const before = await kept();
    const seen = await withPage(async ({ page, progress, requests }) => {
      await page.goto(`${site.url}/admin/albums/photo/add/`);
      await page.selectOption("#id_album", "1");
      await page.setInputFiles("#id_image", path);
      await page.click("[name=_continue]");
      await page.waitForURL("**/change/");
      const address = await page.locator(".file-upload a").getAttribute("href");
      const file = await page.request.get(new URL(address ?? "", page.url()).href);
      return {
        progress,
        requests,
        address,
        length: (await file.body()).length,
        type: file.headers()["content-type"],
      };
    });
    expect(seen.address).toMatch(/^\/media\/photos\/\d+\/\d+\/large\w*\.png$/);
    expect(seen.length).toBe(drawPng(64, 10 * mb).length);
    expect(seen.type).toBe("image/png");
    expect(seen.progress.at(-1)).toBe("large.png: 100 %");
    expect(await kept()).toEqual({ photos: before.photos + 1, waiting: 0 });
    const direct = seen.requests.filter((one) => one.path.startsWith("/_monolift/s3/"));
    expect(direct.map((one) => one.method)).toEqual(["POST"]);
  });

  it("takes several files of one form, with progress", async () => {
    const sizes = { "a.png": 5, "b.png": 6, "film.png": 40, "small.png": 1 };
    const paths = await Promise.all(Object.entries(sizes).map(([name, size]) => picture(name, size)));
    const before = await kept();
    const seen = await withPage(async ({ page, progress, requests }) => {
      await page.goto(`${site.url}/albums/1/add/`);
      await page.setInputFiles("#id_images", paths);
      await page.click("form > button");
      await page.waitForURL("**/albums/1/");
      return { progress, requests };
    });
    expect(await kept()).toEqual({ photos: before.photos + 4, waiting: 0 });
    for (const name of ["a.png", "b.png", "film.png"]) expect(seen.progress).toContain(`${name}: 100 %`);
    // One megabyte goes with the form.
    expect(seen.progress.filter((text) => text.startsWith("small.png"))).toEqual([]);
    const parts = seen.progress.filter((text) => text.startsWith("film.png"));
    expect(new Set(parts).size).toBeGreaterThan(2);
    const direct = seen.requests.filter((one) => one.path.startsWith("/_monolift/s3/"));
    expect(direct.map((one) => one.method).toSorted()).toEqual(["POST", "POST", "PUT", "PUT", "PUT"]);
  });

  it("leaves out a file that is cancelled", async () => {
    const paths = [await picture("kept.png", 5), await picture("cancelled.png", 6)];
    const before = await kept();
    await withPage(async ({ page }) => {
      // The bucket answers nobody until there is one row less.
      let open: () => void = () => undefined;
      const opened = new Promise<void>((resolve) => (open = resolve));
      await page.route("**/_monolift/s3/**", async (route) => {
        await opened;
        await route.continue().catch(() => undefined);
      });
      await page.goto(`${site.url}/albums/1/add/`);
      await page.setInputFiles("#id_images", paths);
      await page.click("form > button");
      const row = page.locator(".monolift-upload", { hasText: "cancelled.png" });
      await row.locator("button").click();
      await page.locator("[data-state=left-out]").waitFor();
      open();
      await page.waitForURL("**/albums/1/");
    });
    expect(await kept()).toEqual({ photos: before.photos + 1, waiting: 0 });
  });

  it("goes on after the process behind it was killed in the middle", async () => {
    const path = await picture("long.png", 40);
    const before = await kept();
    // Known before the upload begins, which does not wait for whoever asks.
    const { process: running } = await status();
    const texts = await withPage(async ({ page, progress }) => {
      await page.goto(`${site.url}/albums/1/add/`);
      const network = await page.context().newCDPSession(page);
      await network.send("Network.enable");
      const speed = { offline: false, latency: 0, downloadThroughput: -1, uploadThroughput: 15 * mb };
      await network.send("Network.emulateNetworkConditions", speed);
      await page.setInputFiles("#id_images", path);
      await page.click("form > button");
      await page.waitForFunction("document.querySelector('progress').value > 20e6");
      process.kill(running?.pid ?? Number.NaN, "SIGKILL");
      await page.getByText("trying again").waitFor();
      expect((await photos.call("up", "--json")).code).toBe(0);
      await page.waitForURL("**/albums/1/", { timeout: 60_000 });
      return progress;
    });
    expect(texts.some((text) => text.includes("trying again"))).toBe(true);
    expect(await kept()).toEqual({ photos: before.photos + 1, waiting: 0 });
  });

  it("says what to do about a file that is too large for the stage", async () => {
    const path = await picture("huge.png", 30);
    await writeFile(join(photos.folder, "monolift.toml"), 'name = "photos"\n[storage]\nupload_limit = 20\n');
    expect((await photos.call("up", "--json")).code).toBe(0);
    const text = await withPage(async ({ page }) => {
      await page.goto(`${site.url}/albums/1/add/`);
      await page.setInputFiles("#id_images", path);
      await page.click("form > button");
      return page.locator("[role=alert]").textContent();
    });
    expect(text).toBe("Too large: at most 20 MB. Choose a smaller file.");
  });
});
