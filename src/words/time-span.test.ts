import { expect, it } from "vitest";
import { sayMoment, sayTimeSpan } from "./time-span.ts";

it.each([
  [30, "1 min", "1 分", "1분"],
  [59 * 60, "59 min", "59 分", "59분"],
  [5400, "1 h 30 min", "1 時間 30 分", "1시간 30분"],
  [604_800, "7 d", "7 日", "7일"],
  [6 * 86_400 + 3 * 3600 + 1200, "6 d 3 h", "6 日 3 時間", "6일 3시간"],
  [86_400 + 120, "1 d", "1 日", "1일"],
])("%i seconds are %s, %s, %s", (seconds, ...said) => {
  expect((["en", "ja", "ko"] as const).map((language) => sayTimeSpan(seconds, language))).toEqual(said);
});

it("says a moment to the minute, with its time zone", () => {
  expect(sayMoment("2026-05-01T12:34:56.789Z")).toBe("2026-05-01 12:34 UTC");
});
