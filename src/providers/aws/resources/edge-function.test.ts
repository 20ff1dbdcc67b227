import { createContext, runInContext } from "node:vm";
import { describe, expect, it } from "vitest";
import { edgeFunctionCode, type FileMount } from "./edge-function.ts";

const mounts: readonly FileMount[] = [
  { name: "media", url: "/assets/uploads/", keyPrefix: "/" },
  { name: "static", url: "/assets/", keyPrefix: "/static/" },
];

interface Answer {
  readonly uri?: string;
  readonly statusCode?: number;
  readonly headers: Readonly<Record<string, { readonly value: string }>>;
}

/** Runs the program as CloudFront does: the script, then its `handler`. */
function run(event: object): Answer {
  const context = createContext({ event });
  return runInContext(`${edgeFunctionCode(mounts)}; handler(event)`, context) as Answer;
}

const asked = (uri: string): Answer =>
  run({
    context: { eventType: "viewer-request" },
    request: { method: "GET", uri, headers: { host: { value: "blog.example.com" } } },
  });

const answered = (headers: Answer["headers"]): Answer =>
  run({ context: { eventType: "viewer-response" }, response: { statusCode: 200, headers } });

describe("edgeFunctionCode", () => {
  it("fits into what CloudFront takes", () => {
    expect(Buffer.byteLength(edgeFunctionCode(mounts))).toBeLessThan(10_240);
  });

  it("tells the application by which name it was asked for, whatever the client says", () => {
    const { headers, uri } = run({
      context: { eventType: "viewer-request" },
      request: {
        method: "POST",
        uri: "/admin/",
        headers: { host: { value: "blog.example.com" }, "x-forwarded-host": { value: "evil.example" } },
      },
    });
    expect(headers["x-forwarded-host"]).toEqual({ value: "blog.example.com" });
    expect(uri).toBe("/admin/");
  });

  it("leads an address to its key, the longest one first", () => {
    expect(asked("/assets/css/site.css").uri).toBe("/static/css/site.css");
    expect(asked("/assets/uploads/a%20b.png").uri).toBe("/a%20b.png");
    expect(asked("/assets/uploads").uri).toBe("/static/uploads");
  });

  it.each([
    "/assets/",
    "/assets/uploads/",
    "/assets/uploads//",
    "/assets/uploads/.monolift/pending/1",
    "/assets/uploads/%2emonolift/pending/1",
    "/assets/uploads/photos/",
    "/assets/uploads/%2F",
    "/assets/uploads/%zz",
    "/assets/../code/1.zip",
    "/assets/%2e%2e/code/1.zip",
  ])("answers 404 for what is no file: %s", (uri) => {
    expect(asked(uri)).toMatchObject({
      statusCode: 404,
      headers: { "cache-control": { value: "no-store" } },
    });
  });

  it("shows uploaded pages with their scripts off, and has every upload looked up again", () => {
    const page = answered({ "content-type": { value: "text/html; charset=utf-8" } });
    expect(page.headers["content-security-policy"]?.value).toMatch(/^sandbox;/);
    expect(page.headers["x-content-type-options"]).toEqual({ value: "nosniff" });
    expect(page.headers["cache-control"]).toEqual({ value: "private, no-cache" });
    const drawing = answered({ "content-type": { value: "image/svg+xml" } });
    expect(drawing.headers["content-security-policy"]?.value).toMatch(/^sandbox;/);
    const photo = answered({
      "content-type": { value: "image/png" },
      "cache-control": { value: "max-age=60" },
    });
    expect(photo.headers["content-security-policy"]).toBeUndefined();
    expect(photo.headers["cache-control"]).toEqual({ value: "max-age=60" });
  });
});
