import { describe, expect, it } from "vitest";
import { BadRequestError, HttpReader } from "./http-reader.ts";

interface Seen {
  readonly line: string;
  readonly body: string;
  readonly trailers: Record<string, string>;
}

/** Reads bytes in pieces of `size`, and gives the requests that were in them. */
function read(text: string, size: number): readonly Seen[] {
  const seen: Seen[] = [];
  const reader = new HttpReader((head) => {
    let body = "";
    return {
      onData: (chunk) => (body += chunk.toString()),
      onEnd: (trailers) =>
        void seen.push({ line: `${head.method} ${head.path}`, body, trailers: Object.fromEntries(trailers) }),
    };
  });
  const bytes = Buffer.from(text);
  for (let start = 0; start < bytes.length; start += size) reader.feed(bytes.subarray(start, start + size));
  return seen;
}

const conversation = [
  "GET /next HTTP/1.1\r\nHost: a\r\n\r\n",
  "POST /one HTTP/1.1\r\nContent-Length: 5\r\n\r\nhello",
  "POST /none HTTP/1.1\r\nContent-Length: 0\r\n\r\n",
  "POST /two HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhello\r\nA;x=1\r\n, chunks!!\r\n0\r\n\r\n",
  "POST /three HTTP/1.1\r\nTransfer-Encoding: Chunked\r\n\r\n1\r\n!\r\n0\r\nX-Error: no\r\nX-Body: e30=\r\n\r\n",
].join("");

describe("HttpReader", () => {
  it.each([1, 2, 3, 7, 16, 64, 10_000])("reads the same requests from pieces of %i bytes", (size) => {
    expect(read(conversation, size)).toEqual([
      { line: "GET /next", body: "", trailers: {} },
      { line: "POST /one", body: "hello", trailers: {} },
      { line: "POST /none", body: "", trailers: {} },
      { line: "POST /two", body: "hello, chunks!!", trailers: {} },
      { line: "POST /three", body: "!", trailers: { "x-error": "no", "x-body": "e30=" } },
    ]);
  });

  it.each([
    ["a line that is no request", "HELLO\r\n\r\n"],
    ["another protocol", "GET / SPDY/3\r\n\r\n"],
    ["a length that is none", "POST / HTTP/1.1\r\nContent-Length: -1\r\n\r\n"],
    ["a chunk without a size", "POST / HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\nxyz\r\n"],
    ["a head without end", `GET / HTTP/1.1\r\nX: ${"x".repeat(70_000)}`],
  ])("refuses %s", (_, text) => {
    expect(() => read(text, 10_000_000)).toThrow(BadRequestError);
  });
});
