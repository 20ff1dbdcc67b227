import { describe, expect, it } from "vitest";
import { decode, encode } from "./encode.ts";

describe("encode", () => {
  it("keeps short values as JSON and packs long ones, so that either comes back", () => {
    const short = { variables: { A: "日本語" } };
    expect(encode(short)).toBe(JSON.stringify(short));
    expect(decode(encode(short))).toEqual(short);
    const long = { variables: { A: "x".repeat(20_000) } };
    expect(encode(long)).toMatch(/^gz:[A-Za-z0-9+/]+=*$/);
    expect(Buffer.byteLength(encode(long))).toBeLessThan(500);
    expect(decode(encode(long))).toEqual(long);
    expect(encode(long)).toBe(encode(long));
  });

  it("packs what is longer than 4,096 bytes, not characters", () => {
    const of = (bytes: number): string => encode("é".repeat((bytes - 2) / 2));
    expect(of(4096)).not.toMatch(/^gz:/);
    expect(of(4098)).toMatch(/^gz:/);
  });

  it("gives nothing for what is damaged", () => {
    for (const text of ["", "{", "gz:", "gz:AAAA", "gz:!!"]) expect(decode(text)).toBeUndefined();
  });
});
