import { cp, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import type { BrowserContext, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { statusResultSchema } from "../../src/actions/results.ts";
import { BrowserSession } from "../clients/browser-session.ts";
import { findChromium, withChromium } from "../clients/chromium.ts";
import { password } from "./application.ts";
import { drawPng } from "./draw-png.ts";
import { runMonolift, serveByMonolift, type TestHome } from "./served-by-monolift.ts";
import type { Serving } from "./serving.ts";

const example = fileURLToPath(new URL("../../examples/photos", import.meta.url));
const chromium = findChromium();
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
  let scratch = "";
  let folder = "";
  let home: TestHome;
  let site: Serving;

  beforeAll(async () => {
    scratch = await mkdtemp(join(tmpdir(), "monolift-photos-"));
    folder = join(scratch, "photos");
    home = { state: join(scratch, "state"), cache: join(scratch, "cache"), config: join(scratch, "config") };
    await cp(example, folder, { recursive: true });
    site = await serveByMonolift(home, folder);
    await site.manage(["createsuperuser", "--noinput"], {
      DJANGO_SUPERUSER_USERNAME: "ann",
      DJANGO_SUPERUSER_EMAIL: "ann@example.com",
      DJANGO_SUPERUSER_PASSWORD: password,
    });
    await site.manage([
      "shell",
      "-c",
      "from albums.models import Album; Album.objects.create(title='Harbour')",
    ]);
  });
  afterAll(async () => {
    await site.remove();
    await rm(scratch, { recursive: true, force: true });
  });

  /** A picture of exactly so many megabytes, or a little more. */
  async function picture(name: string, megabytes: number): Promise<string> {
    const path = join(scratch, name);
    await writeFile(path, drawPng(64, megabytes * mb));
    return path;
  }

  async function signedIn<T>(use: (seen: Seen, context: BrowserContext) => Promise<T>): Promise<T> {
    return withChromium({ executable: chromium ?? "" }, async (context) => {
      const page = await context.newPage();
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
      await page.goto(`${site.url}/admin/login/`);
      await page.fill("#id_username", "ann");
      await page.fill("#id_password", password);
      await page.click("[type=submit]");
      await page.waitForURL("**/admin/");
      return use(seen, context);
    });
  }

  /** How many photos the database has, and how many files wait in the bucket for a form. */
  async function kept(): Promise<{ readonly photos: number; readonly waiting: number }> {
    const code = `
from albums.models import Photo
from django.core.files.storage import default_storage
bucket = default_storage.bucket
waiting = [key for folder, _ in bucket.list(".monolift/pending/") for key, _ in bucket.list(folder)]
print(f'{{"photos": {Photo.objects.count()}, "waiting": {len(waiting)}}}')`;
    // Since Django 5.2 the shell says before what it has imported.
    const said = await site.manage(["shell", "-c", code]);
    return JSON.parse(said.trim().split("\n").at(-1) ?? "") as { photos: number; waiting: number };
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

  it.skipIf(chromium === undefined)("takes an image of 10 MB in the admin, with no line for it", async () => {
    const path = await picture("large.png", 10);
    const before = await kept();
    const seen = await signedIn(async ({ page, progress, requests }) => {
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

  it.skipIf(chromium === undefined)("takes several files of one form, with progress", async () => {
    const sizes = { "a.png": 5, "b.png": 6, "film.png": 40, "small.png": 1 };
    const paths = await Promise.all(Object.entries(sizes).map(([name, size]) => picture(name, size)));
    const before = await kept();
    const seen = await signedIn(async ({ page, progress, requests }) => {
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

  it.skipIf(chromium === undefined)("leaves out a file that is cancelled", async () => {
    const paths = [await picture("kept.png", 5), await picture("cancelled.png", 6)];
    const before = await kept();
    await signedIn(async ({ page }) => {
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

  it.skipIf(chromium === undefined)(
    "goes on after the process behind it was killed in the middle",
    async () => {
      const path = await picture("long.png", 60);
      const before = await kept();
      const texts = await signedIn(async ({ page, progress }, context) => {
        await page.goto(`${site.url}/albums/1/add/`);
        const network = await context.newCDPSession(page);
        await network.send("Network.enable");
        const speed = { offline: false, latency: 0, downloadThroughput: -1, uploadThroughput: 15 * mb };
        await network.send("Network.emulateNetworkConditions", speed);
        await page.setInputFiles("#id_images", path);
        await page.click("form > button");
        await page.waitForFunction("document.querySelector('progress').value > 20e6");
        const status = await runMonolift(home, folder, ["status", "--json"]);
        process.kill(statusResultSchema.parse(JSON.parse(status.stdout)).process?.pid ?? 0, "SIGKILL");
        await page.getByText("trying again").waitFor();
        expect((await runMonolift(home, folder, ["up", "--json"])).code).toBe(0);
        await page.waitForURL("**/albums/1/", { timeout: 60_000 });
        return progress;
      });
      expect(texts.some((text) => text.includes("trying again"))).toBe(true);
      expect(await kept()).toEqual({ photos: before.photos + 1, waiting: 0 });
    },
  );

  it.skipIf(chromium === undefined)(
    "says what to do about a file that is too large for the stage",
    async () => {
      const path = await picture("huge.png", 30);
      await writeFile(join(folder, "monolift.toml"), 'name = "photos"\n[storage]\nupload_limit = 20\n');
      expect((await runMonolift(home, folder, ["up", "--json"])).code).toBe(0);
      const text = await signedIn(async ({ page }) => {
        await page.goto(`${site.url}/albums/1/add/`);
        await page.setInputFiles("#id_images", path);
        await page.click("form > button");
        return page.locator("[role=alert]").textContent();
      });
      expect(text).toBe("Too large: at most 20 MB. Choose a smaller file.");
    },
  );
});
