import { describe, expect, it } from "vitest";
import { UnreadableValue } from "./usage.ts";
import { parsePort, parseRelease, parseSince } from "./values.ts";

describe("parsePort", () => {
  it("reads ports that need no special rights", () => {
    expect(["1024", "8080", "65535"].map(parsePort)).toStrictEqual([1024, 8080, 65_535]);
  });

  it.each(["", "80", "65536", "-1", "8080x", "8e3", " 8080", "１０２４"])("refuses %j", (input) => {
    expect(() => parsePort(input)).toThrow(UnreadableValue);
  });
});

describe("parseRelease", () => {
  it("reads whole numbers from 1", () => {
    expect(["1", "42"].map(parseRelease)).toStrictEqual([1, 42]);
  });

  it.each(["", "0", "-1", "3a", "1.5", "latest"])("refuses %j", (input) => {
    expect(() => parseRelease(input)).toThrow(UnreadableValue);
  });
});

describe("parseSince", () => {
  const now = new Date("2026-05-01T12:00:00Z");
  const iso = (input: string): string => new Date(parseSince(input, now)).toISOString();

  it.each([
    ["30s", "2026-05-01T11:59:30.000Z"],
    ["10m", "2026-05-01T11:50:00.000Z"],
    ["2h", "2026-05-01T10:00:00.000Z"],
    ["3d", "2026-04-28T12:00:00.000Z"],
    ["2026-05-01T09:00Z", "2026-05-01T09:00:00.000Z"],
    ["2026-05-01T09:00:07.5+09:00", "2026-05-01T00:00:07.500Z"],
  ])("reads %s", (input, time) => {
    expect(iso(input)).toBe(time);
  });

  it("takes a date and a time without a zone as this machine's", () => {
    expect(parseSince("2026-05-01T09:00", now)).toBe(new Date(2026, 4, 1, 9).getTime());
    expect(parseSince("2026-05-01 09:00", now)).toBe(new Date(2026, 4, 1, 9).getTime());
    expect(parseSince("2026-05-01", now)).toBe(new Date(2026, 4, 1).getTime());
  });

  it.each(["", "10", "10 m", "m", "-5m", "1w", "yesterday", "2026-13-01", "2026-05-01T25:00"])(
    "refuses %j",
    (input) => {
      expect(() => parseSince(input, now)).toThrow(UnreadableValue);
    },
  );
});
