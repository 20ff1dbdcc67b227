import { readdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from "vitest";
import { logsResultSchema } from "../../src/actions/results.ts";
import { BrowserSession } from "../clients/browser-session.ts";
import { openChromium } from "../clients/chromium.ts";
import { password } from "./application.ts";
import { drawPng } from "./draw-png.ts";
import { liftExample, type LiftedExample } from "./lifted-example.ts";
import type { Serving } from "./serving.ts";

/** What this test needs of a page's own global object. */
interface Styles {
  readonly getComputedStyle: (element: unknown) => { readonly fontFamily: string };
}

describe("examples/blog, lifted", () => {
  let blog: LiftedExample;
  let site: Serving;

  beforeAll(async () => {
    blog = await liftExample("blog");
    ({ site } = blog);
  });
  afterAll(() => blog.remove());

  it("shows its posts, older ones on the next page, a feed, a table and a text that is streamed", async () => {
    const session = new BrowserSession(site.url);
    expect((await session.get("/")).text).toContain("The ferry leaves at six");
    expect((await session.get("/?page=2")).text).toContain("Why a blog, and why so small");
    expect((await session.get("/feed/")).headers.get("content-type")).toContain("application/rss+xml");
    expect((await session.get("/export/posts.csv")).text.trim().split("\r\n")).toHaveLength(9);
    expect((await session.get("/export/book.txt")).text).toContain("HARBOUR NOTES");
  });

  it("remembers the language that a reader chooses", async () => {
    const session = new BrowserSession(site.url);
    const page = await session.get("/");
    const korean = await session.submit(page, { language: "ko" });
    expect(korean.text).toContain("작은 항구에서");
    expect((await session.get("/")).text).toContain("작은 항구에서");
  });

  it("takes a comment, and the mail about it lies in the mailbox", async () => {
    const session = new BrowserSession(site.url);
    const page = await session.get("/posts/eleven-houses/");
    const after = await session.submit(page, { name: "Mina", text: "Number 12 was mine." }, (form) =>
      form.action.endsWith("/comments/"),
    );
    expect(after.text).toContain("Number 12 was mine.");
    const logs = await blog.call("logs", "--mail", "--json");
    const { mails } = logsResultSchema.parse(JSON.parse(logs.stdout));
    expect(mails?.map((mail) => mail.subject)).toContain("Mina wrote about “Eleven houses”");
  });

  it("writes nothing into the project but its one line of configuration", async () => {
    const added = (await readdir(blog.folder)).filter(
      (name) => !["__pycache__", ".gitignore"].includes(name),
    );
    expect(added.toSorted()).toEqual(
      ["README.md", "blog", "locale", "manage.py", "monolift.toml", "posts", "requirements.txt"].toSorted(),
    );
  });

  it("lets somebody sign in, write, and see the photo, in a real browser", async () => {
    const picture = join(blog.scratch, "harbour.png");
    await writeFile(picture, drawPng(64));
    const { context, close } = await openChromium();
    onTestFinished(close);
    const page = await context.newPage();
    const complaints: string[] = [];
    page.on("console", (message) => {
      const { url } = message.location();
      // Django's own admin names no icon, so the browser asks for the usual one.
      if (message.type() === "error" && !url.endsWith("/favicon.ico"))
        complaints.push(`${message.text()} ${url}`);
    });
    await page.goto(`${site.url}/write/`);
    await page.fill("#id_username", "ann");
    await page.fill("#id_password", password);
    await page.click("[type=submit]");
    await page.fill("#id_title", "A photo of the harbour");
    await page.fill("#id_summary", "Seen from the quay.");
    await page.fill("#id_body", "It is **very** blue.");
    await page.setInputFiles("#id_photo", picture);
    await page.fill("#id_photo_text", "The harbour");
    await page.click("main button");
    await page.waitForURL("**/posts/a-photo-of-the-harbour/");
    const photo = page.locator("img.cover");
    await photo.waitFor();
    const seen = {
      bold: await page.locator(".prose strong").textContent(),
      width: await photo.evaluate((image) => (image as unknown as { naturalWidth: number }).naturalWidth),
      font: await page
        .locator("h1")
        .evaluate((heading) => (globalThis as unknown as Styles).getComputedStyle(heading).fontFamily),
      complaints,
    };
    expect(seen).toMatchObject({ bold: "very", width: 64, complaints: [] });
    expect(seen.font).toContain("Palatino");
  });
});
