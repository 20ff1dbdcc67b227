import { describe, expect, it } from "vitest";
import { isTimeZone, parseAwake } from "./parse-awake.ts";

describe("parseAwake", () => {
  it("reads days, hours and time zone", () => {
    expect(parseAwake("mon-fri 08:30-19:00 Asia/Tokyo")).toEqual({
      days: ["mon", "tue", "wed", "thu", "fri"],
      from: "08:30",
      to: "19:00",
      timeZone: "Asia/Tokyo",
    });
  });

  it.each([
    ["daily", ["mon", "tue", "wed", "thu", "fri", "sat", "sun"]],
    ["sun", ["sun"]],
    ["wed,mon,wed", ["mon", "wed"]],
    ["fri-mon", ["mon", "fri", "sat", "sun"]],
    ["mon-tue,sat", ["mon", "tue", "sat"]],
    ["mon-sun", ["mon", "tue", "wed", "thu", "fri", "sat", "sun"]],
  ])("takes %s for days", (text, days) => {
    expect(parseAwake(`${text} 22:00-06:00 UTC`)?.days).toEqual(days);
  });

  it.each([
    "",
    "mon-fri",
    "08:30-19:00 Asia/Tokyo",
    "mon-fri 8:30-19:00 Asia/Tokyo",
    "mon-fri 08:30-24:00 Asia/Tokyo",
    "mon-fri 08:30-19:60 Asia/Tokyo",
    "mon-fri 09:00-09:00 Asia/Tokyo",
    "mon-fri 08:30-19:00",
    "Mon-Fri 08:30-19:00 Asia/Tokyo",
    "mon- 08:30-19:00 Asia/Tokyo",
    "mon-fri 08:30-19:00 +09:00",
    "daily,mon 08:30-19:00 UTC",
  ])("takes nothing else: %s", (text) => {
    expect(parseAwake(text)).toBeUndefined();
  });
});

describe("isTimeZone", () => {
  it.each(["Asia/Tokyo", "Asia/Seoul", "UTC", "America/Argentina/Buenos_Aires", "Etc/GMT+9"])(
    "knows %s",
    (name) => expect(isTimeZone(name)).toBe(true),
  );
  it.each(["Asia/Tokio", "Japan Standard Time", "", "JSTX"])("does not know %s", (name) =>
    expect(isTimeZone(name)).toBe(false),
  );
});
