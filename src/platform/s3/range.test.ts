import { describe, expect, it } from "vitest";
import { readCopyRange, readRange } from "./range.ts";

describe("readRange", () => {
  it.each([
    [undefined, 10, undefined],
    ["bytes=0-0", 10, { first: 0, last: 0 }],
    ["bytes=5-", 10, { first: 5, last: 9 }],
    ["bytes=-4", 10, { first: 6, last: 9 }],
    ["bytes=-40", 10, { first: 0, last: 9 }],
    ["bytes=3-99", 10, { first: 3, last: 9 }],
    ["bytes=5-3", 10, undefined],
    ["bytes=0-1,3-4", 10, undefined],
    ["bytes=-", 10, undefined],
    ["items=0-1", 10, undefined],
  ])("reads %j of %i bytes", (header, size, expected) => {
    expect(readRange(header, size)).toEqual(expected);
  });

  it.each([
    ["bytes=10-", 10],
    ["bytes=0-", 0],
    ["bytes=-0", 10],
    ["bytes=-1", 0],
  ])("refuses %j of %i bytes", (header, size) => {
    expect(() => readRange(header, size)).toThrow("not satisfiable");
  });
});

describe("readCopyRange", () => {
  it("wants both ends, and inside", () => {
    expect(readCopyRange("bytes=2-3", 10)).toEqual({ first: 2, last: 3 });
    for (const header of ["bytes=2-", "bytes=-2", "bytes=3-2", "2-3", "bytes=0-10"])
      expect(() => readCopyRange(header, 10)).toThrow();
  });
});
