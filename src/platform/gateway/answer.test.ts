import { describe, expect, it } from "vitest";
import { readPayload, readPrelude } from "./answer.ts";

const read = (value: unknown) => readPayload(Buffer.from(JSON.stringify(value)));

describe("readPayload", () => {
  it("sends header values as bytes: Latin-1 as it is, anything else as UTF-8", () => {
    expect(read({ statusCode: 200, headers: { "content-type": "x", a: "é", b: "日" }, body: "é" })).toEqual({
      status: 200,
      headers: ["content-type", "x", "a", "é", "b", "\u00e6\u0097\u00a5"],
      body: Buffer.from("é"),
    });
  });

  it("drops what concerns one connection only, and headers that are null", () => {
    const headers = {
      Connection: "close",
      "Transfer-Encoding": "chunked",
      "x-null": null,
      "x-many": ["1", "2"],
    };
    expect(read({ statusCode: 204, headers, cookies: ["a=1"] })).toMatchObject({
      headers: ["x-many", "1", "x-many", "2", "set-cookie", "a=1"],
    });
  });

  it.each([
    [{ statusCode: 99 }, '"statusCode" is "99"'],
    [{ statusCode: "many" }, '"statusCode" is ""many""'],
    [{ statusCode: 200, headers: { "a b": "1" } }, 'the header "a b" cannot be sent over HTTP'],
    [{ statusCode: 200, headers: { a: "1\n2" } }, 'the header "a" cannot be sent over HTTP'],
    [{ statusCode: 200, cookies: ["a=1\r\nx: y"] }, 'the header "set-cookie" cannot be sent over HTTP'],
    [{ statusCode: 200, body: { a: 1 } }, '"body" is object and not text'],
  ])("says what is wrong with %j", (value, reason) => {
    expect(read(value)).toEqual({ malformed: reason });
  });
});

describe("readPrelude", () => {
  it("waits for eight zero bytes, and gives up after 64 KB without", () => {
    const prelude = Buffer.concat([Buffer.from('{"statusCode":201}'), Buffer.alloc(8), Buffer.from("rest")]);
    for (let length = 0; length < prelude.length - 4; length += 1)
      expect(readPrelude(prelude.subarray(0, length))).toEqual({ state: "incomplete" });
    expect(readPrelude(prelude)).toMatchObject({
      state: "complete",
      head: { status: 201 },
      rest: Buffer.from("rest"),
    });
    expect(readPrelude(Buffer.alloc(70_000, "x")).state).toBe("malformed");
    expect(readPrelude(Buffer.from(`<html>${"\0".repeat(8)}`))).toEqual({
      state: "malformed",
      reason: 'the stream begins with "<html>"',
    });
  });
});
