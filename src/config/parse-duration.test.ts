import { describe, expect, it } from "vitest";
import { parseDuration } from "./parse-duration.ts";

describe("parseDuration", () => {
  it.each([
    ["45s", 45],
    ["1m30s", 90],
    ["12h", 43_200],
    ["7d", 604_800],
    ["2w1d", 1_296_000],
    ["0s", 0],
  ])("reads %s", (text, seconds) => {
    expect(parseDuration(text)).toBe(seconds);
  });

  it.each(["", "7", "d", "1.5h", "30s1m", "1m1m", "7 d", "-1d", "7days"])("takes no %j", (text) => {
    expect(parseDuration(text)).toBeUndefined();
  });
});
