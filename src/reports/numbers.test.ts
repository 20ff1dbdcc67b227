import { describe, expect, it } from "vitest";
import { sayAge, sayBytes, sayDuration } from "./numbers.ts";

describe("sayBytes", () => {
  it.each([
    [0, "0 B"],
    [812, "812 B"],
    [999.6, "1.0 kB"],
    [8_123_456, "8.1 MB"],
    [9_949_999, "9.9 MB"],
    [9_960_000, "10 MB"],
    [120_400_000, "120 MB"],
    [999_900_000, "1.0 GB"],
    [5e15, "5000 TB"],
  ])("says %d as %s", (bytes, text) => {
    expect(sayBytes(bytes)).toBe(text);
  });
});

describe("sayDuration", () => {
  it.each([
    [0.4, "0 ms"],
    [84, "84 ms"],
    [999.6, "1.0 s"],
    [59_949, "59.9 s"],
    [59_960, "1 min"],
    [125_000, "2 min 5 s"],
  ])("says %d ms as %s", (milliseconds, text) => {
    expect(sayDuration(milliseconds)).toBe(text);
  });
});

describe("sayAge", () => {
  const now = new Date("2026-05-01T12:00:00Z");

  it.each([
    ["en", "2026-05-01T10:00:00Z", "2 hours ago"],
    ["ja", "2026-05-01T10:00:00Z", "2 時間前"],
    ["ko", "2026-05-01T10:00:00Z", "2시간 전"],
    ["en", "2026-04-30T12:00:00Z", "yesterday"],
    ["en", "2026-05-01T11:59:30Z", "30 seconds ago"],
    ["en", "2026-05-01T12:00:09Z", "now"],
  ] as const)("in %s says %s as %s", (language, time, text) => {
    expect(sayAge(time, { language, now })).toBe(text);
  });
});
