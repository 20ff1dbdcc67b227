import { describe, expect, it } from "vitest";
import { fromBytes, keyPath, readEntry, toBytes } from "./key-path.ts";

/** The key of a path. */
function keyOf(path: readonly string[]): string {
  return fromBytes(path.map((name) => readEntry(name)?.bytes ?? "?").join(""));
}

describe("keyPath", () => {
  it("makes a folder of each part, and a record of the last", () => {
    expect(keyPath("a")).toEqual(["a.json"]);
    expect(keyPath("photos/sea.jpg")).toEqual(["photos+", "sea.jpg.json"]);
    expect(keyPath("photos/")).toEqual(["photos+", ".json"]);
    expect(keyPath("a//../b")).toEqual(["a+", "+", "..+", "b.json"]);
  });

  it("writes nothing that a file system might take for something else", () => {
    expect(keyPath("Sea")).toEqual(["%53ea.json"]);
    expect(keyPath("é")).toEqual(["%c3%a9.json"]);
    expect(keyPath("a\0b\n%+~")).toEqual(["a%00b%0a%25%2b%7e.json"]);
  });

  it("cuts what is longer than a name may be", () => {
    const path = keyPath(`${"あ".repeat(50)}/x`);
    expect(path.map((name) => name.length)).toEqual([193, 193, 67, 6]);
    expect(keyPath("x".repeat(64))).toEqual([`${"x".repeat(64)}~`, ".json"]);
    expect(keyPath(`${"x".repeat(64)}/`)).toEqual([`${"x".repeat(64)}~`, "+", ".json"]);
  });

  it("is different for different keys, and can be read back", () => {
    const keys = [
      "a",
      "A",
      "a/",
      "a//",
      "/a",
      "a.json",
      "a.json/",
      "a+",
      "a~",
      "..",
      "../",
      "é",
      "e\u0301",
      "😀",
      "x".repeat(64),
      "x".repeat(65),
      "x".repeat(1024),
    ];
    const paths = keys.map((key) => keyPath(key).join("/"));
    expect(new Set(paths.map((path) => path.toLowerCase())).size).toBe(keys.length);
    expect(keys.map((key) => keyOf(keyPath(key)))).toEqual(keys);
  });
});

describe("readEntry", () => {
  it("leaves out what is none of ours", () => {
    expect(readEntry(".DS_Store")).toBeUndefined();
    expect(readEntry("a+")).toEqual({ kind: "folder", name: "a+", bytes: "a/" });
  });
});

describe("toBytes", () => {
  it("is in the order of UTF-8, where JavaScript's own order is another", () => {
    const keys = ["\u{ff5e}", "😀"];
    expect(keys.toSorted()).toEqual(["😀", "\u{ff5e}"]);
    expect(keys.map(toBytes).toSorted().map(fromBytes)).toEqual(keys);
  });
});
