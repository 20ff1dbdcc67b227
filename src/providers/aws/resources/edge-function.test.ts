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

/** The same with a table of routes; gives the origin that the request was led to. */
function led(request: { readonly method: string; readonly uri: string }): string | undefined {
  const routes = [
    { expression: "^/reports/new$", methods: null, to: null },
    { expression: "^/reports/[0-9]+/pdf$", methods: ["GET"], to: "function-documents" },
    { expression: "^/reports/.*$", methods: null, to: "function-reports" },
  ];
  const code = edgeFunctionCode(mounts, routes);
  const [first = "", ...program] = code.split("\n");
  expect(first).toBe('import cf from "cloudfront";');
  let origin: string | undefined;
  const event = {
    context: { eventType: "viewer-request" },
    request: { ...request, headers: { host: { value: "blog.example.com" } } },
  };
  const cf = { selectRequestOriginById: (id: string) => void (origin = id) };
  runInContext(`${program.join("\n")}; handler(event)`, createContext({ event, cf }));
  return origin;
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

  it("leads requests to the function that is theirs, the first line that has them", () => {
    expect(led({ method: "GET", uri: "/" })).toBeUndefined();
    expect(led({ method: "GET", uri: "/reports/new" })).toBeUndefined();
    expect(led({ method: "GET", uri: "/reports/7/pdf" })).toBe("function-documents");
    expect(led({ method: "POST", uri: "/reports/7/pdf" })).toBe("function-reports");
    expect(led({ method: "GET", uri: "/reports/7/pdf/" })).toBe("function-reports");
    expect(led({ method: "GET", uri: "/assets/reports/7/pdf" })).toBeUndefined();
  });

  it("takes no table that is longer than CloudFront takes", () => {
    const line = { expression: `^/${"long/".repeat(10)}$`, methods: null, to: "function-reports" };
    expect(() =>
      edgeFunctionCode(
        mounts,
        Array.from({ length: 150 }, () => line),
      ),
    ).toThrow(expect.objectContaining({ code: "ISOLATE_TABLE_TOO_LONG", facts: { lines: 150 } }));
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
