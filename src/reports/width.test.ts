import { describe, expect, it } from "vitest";
import { displayWidth, padEnd, padStart, truncate } from "./width.ts";

describe("displayWidth", () => {
  it.each([
    ["release", 7],
    ["日本語", 6],
    ["한국어", 6],
    ["ﾊﾝｶｸ", 4],
    ["（全角）", 8],
    ["é", 1],
    ["e\u0301", 1],
    ["\u1112\u1161\u11AB", 2],
    ["🚀", 2],
    ["👨‍👩‍👧", 2],
    ["🇯🇵", 2],
    ["✓ ✗ … → │", 9],
    ["\u001B[31mred\u001B[39m", 3],
    ["a\u200Bb", 2],
    ["", 0],
  ])("counts the columns of %j as %i", (text, columns) => {
    expect(displayWidth(text)).toBe(columns);
  });
});

describe("padEnd and padStart", () => {
  it("fill up to columns, not to characters", () => {
    expect(padEnd("状態", 6)).toBe("状態  ");
    expect(padStart("한", 4)).toBe("  한");
    expect(padEnd("too long", 3)).toBe("too long");
  });
});

describe("truncate", () => {
  it("never goes past the columns, nor through the middle of a wide letter", () => {
    expect(truncate("マイグレーション", 7)).toBe("マイグ…");
    expect(truncate("マイグレーション", 6)).toBe("マイ…");
    expect(truncate("fits", 4)).toBe("fits");
  });
});
