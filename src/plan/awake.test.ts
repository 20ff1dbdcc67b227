import { describe, expect, it } from "vitest";
import { parseAwake, type AwakeWindow } from "../config/parse-awake.ts";
import { awakeHoursPerMonth, isAwakeAt } from "./awake.ts";

function windowOf(text: string): AwakeWindow {
  const window = parseAwake(text);
  if (window === undefined) throw new Error(`${text} is no window`);
  return window;
}

describe("isAwakeAt", () => {
  // 2026-11-20 is a Friday; Tokyo is 9 hours ahead of UTC.
  it.each([
    ["2026-11-19T23:29:59Z", false],
    ["2026-11-19T23:30:00Z", true],
    ["2026-11-20T09:59:59Z", true],
    ["2026-11-20T10:00:00Z", false],
    ["2026-11-21T01:00:00Z", false],
    ["2026-11-22T23:30:00Z", true],
  ])("goes by the clocks of the time zone: %s", (at, isAwake) => {
    expect(isAwakeAt(windowOf("mon-fri 08:30-19:00 Asia/Tokyo"), new Date(at))).toBe(isAwake);
  });

  it.each([
    ["2026-11-20T21:59:00Z", false],
    ["2026-11-20T22:00:00Z", true],
    ["2026-11-21T05:59:00Z", true],
    ["2026-11-21T06:00:00Z", false],
    ["2026-11-21T22:30:00Z", false],
    ["2026-11-20T05:00:00Z", false],
  ])("goes over midnight with the day on which it begins: %s", (at, isAwake) => {
    expect(isAwakeAt(windowOf("fri 22:00-06:00 UTC"), new Date(at))).toBe(isAwake);
  });

  it("follows summer time", () => {
    const window = windowOf("daily 09:00-10:00 Europe/Berlin");
    expect(isAwakeAt(window, new Date("2026-07-01T07:30:00Z"))).toBe(true);
    expect(isAwakeAt(window, new Date("2026-12-01T07:30:00Z"))).toBe(false);
    expect(isAwakeAt(window, new Date("2026-12-01T08:30:00Z"))).toBe(true);
  });

  it("knows midnight", () => {
    expect(isAwakeAt(windowOf("sat 00:00-01:00 UTC"), new Date("2026-11-21T00:00:00Z"))).toBe(true);
    expect(isAwakeAt(windowOf("fri 23:00-00:00 UTC"), new Date("2026-11-20T23:59:00Z"))).toBe(true);
    expect(isAwakeAt(windowOf("fri 23:00-00:00 UTC"), new Date("2026-11-21T00:00:00Z"))).toBe(false);
  });
});

describe("awakeHoursPerMonth", () => {
  it.each([
    ["mon-fri 08:30-19:00 Asia/Tokyo", 228.1],
    ["fri 22:00-06:00 UTC", 34.8],
    ["daily 00:00-23:59 UTC", 729.5],
  ])("counts the hours of %s", (text, hours) => {
    expect(awakeHoursPerMonth(windowOf(text))).toBeCloseTo(hours, 1);
  });
});
