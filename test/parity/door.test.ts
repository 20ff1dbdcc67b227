import { once } from "node:events";
import { request as httpRequest, type IncomingMessage } from "node:http";
import { describe, expect, it } from "vitest";
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
});
