import { once } from "node:events";
import { request as httpRequest, type IncomingMessage } from "node:http";
import { afterEach, describe, expect, it, vi } from "vitest";
import { get } from "../platform/test-platform.ts";
import { startParity } from "./parity-platform.ts";

const json = { headers: { accept: "application/json" } };

/** `fetch` takes less of headers than the door sends. */
async function getPatiently(url: string): Promise<{ readonly status: number; readonly text: string }> {
  const request = httpRequest(url, { ...json, maxHeaderSize: 64 * 1024 }).end();
  const [response] = (await once(request, "response")) as [IncomingMessage];
  let text = "";
  for await (const chunk of response) text += String(chunk);
  return { status: response.statusCode ?? 0, text };
}

describe("the door", () => {
  it("takes a URL of 8,192 bytes, as CloudFront does (parity: url-length)", async () => {
    await using platform = await startParity();
    const path = (bytes: number): string => `/?q=${"x".repeat(bytes - platform.url.length - 4)}`;
    expect((await get(platform.url + path(8192))).status).toBe(200);
    const { status, text } = await get(platform.url + path(8193), json);
    expect(status).toBe(413);
    expect(text).toMatch(/CloudFront takes a URL of 8192 bytes.*body of a POST request/);
  });

  it("takes 20 KB of request headers, as CloudFront does (parity: request-headers)", async () => {
    await using platform = await startParity();
    const ask = (bytes: number) => get(platform.url, { headers: { cookie: `a=${"x".repeat(bytes)}` } });
    expect((await ask(19_000)).status).toBe(200);
    const { status, text } = await ask(21_000);
    expect(status).toBe(413);
    expect(text).toMatch(/CloudFront takes a request whose URL and headers together have 20 KB.*cookies/s);
  });

  it.each([undefined, "function-url"])(
    "passes on 20 KB of response headers, as CloudFront does, with MONOLIFT_STREAM %s (parity: response-headers)",
    async (stream) => {
      await using platform = await startParity({}, { environment: { MONOLIFT_STREAM: stream ?? "" } });
      expect((await getPatiently(`${platform.url}/headers?bytes=19000`)).status).toBe(200);
      const { status, text } = await getPatiently(`${platform.url}/headers?bytes=21000`);
      expect(status).toBe(502);
      expect(text).toMatch(/CloudFront passes on 20480.*MESSAGE_STORAGE/);
      expect((await get(`${platform.url}/`)).status).toBe(200);
    },
  );

  it("takes 10 KB of URL and headers where it is API Gateway's (parity: rest-sizes)", async () => {
    await using platform = await startParity();
    const url = await platform.openDoor({ kind: "rest" });
    const ask = (bytes: number) => get(url, { headers: { cookie: `a=${"x".repeat(bytes)}` } });
    expect((await ask(9000)).status).toBe(200);
    const { status, text } = await ask(11_000);
    expect(status).toBe(413);
    expect(text).toMatch(/API Gateway takes a request whose URL and headers together have 10 KB/);
  });

  it("takes and passes on 1 MB where it is a load balancer's (parity: alb-sizes)", async () => {
    await using platform = await startParity({}, { environment: { MONOLIFT_STREAM: "" } });
    const url = await platform.openDoor({ kind: "alb" });
    const send = (bytes: number) => get(url, { method: "POST", body: "x".repeat(bytes), ...json });
    expect((await send(1024 * 1024)).status).toBe(200);
    const upload = await send(1024 * 1024 + 1);
    expect(upload.status).toBe(413);
    expect(upload.text).toMatch(/load balancer hands a function a body of 1 MB/);
    const read = (bytes: number) => get(`${url}/body?bytes=${bytes}`, json);
    expect((await read(1_000_000)).status).toBe(200);
    const download = await read(1_100_000);
    expect(download.status).toBe(502);
    expect(download.text).toMatch(/may have 1 MB.*object storage/s);
  });

  it("takes other sizes on the same port once it is of another kind", async () => {
    await using platform = await startParity();
    const url = await platform.openDoor({ kind: "alb" });
    const headers = { cookie: `a=${"x".repeat(30_000)}` };
    expect((await get(url, { headers })).status).toBe(200);
    await platform.openDoor({ kind: "cloudfront", port: Number(new URL(url).port) });
    expect((await get(url, { headers })).status).toBe(413);
  });
});

describe("a door that waits", () => {
  afterEach(() => vi.restoreAllMocks());

  it("does so for 120 s, as CloudFront does, and lets the function work on (parity: first-byte)", async () => {
    await using platform = await startParity({}, { timeoutSeconds: 900 });
    // Only the door's own patience is made short: processes and sockets have timers of their own.
    const { setTimeout: wait } = globalThis;
    vi.spyOn(globalThis, "setTimeout").mockImplementation((work: () => void, ms = 0) =>
      wait(work, ms === 120_000 ? 50 : ms),
    );
    const { status, text } = await get(`${platform.url}/answer-late?s=0.5`, json);
    expect(status).toBe(504);
    expect(text).toMatch(/CloudFront waits 120 s.*StreamingHttpResponse/s);
    await platform.logs(/worked on/);
  });
});
