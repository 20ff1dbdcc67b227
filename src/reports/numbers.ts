import type { Page } from "./page.ts";
import { sayTimeSpan } from "../words/time-span.ts";
import type { Language } from "../words/words.ts";

const byteUnits = ["B", "kB", "MB", "GB", "TB"] as const;

/** A size in decimal units, two figures at least: `812 B`, `8.1 MB`, `120 MB`. */
export function sayBytes(bytes: number): string {
  let value = bytes;
  let unit = 0;
  while (value >= 999.5 && unit < byteUnits.length - 1) {
    value /= 1000;
    unit += 1;
  }
  const text = unit > 0 && value < 9.95 ? value.toFixed(1) : String(Math.round(value));
  return `${text} ${byteUnits[unit] ?? "B"}`;
}

/** How long something took: `84 ms`, `1.2 s`, `1 min 5 s`, `5 min`; the units are the same in every language. */
export function sayDuration(milliseconds: number): string {
  if (milliseconds < 999.5) return `${Math.round(milliseconds)} ms`;
  if (milliseconds < 59_950) return `${(milliseconds / 1000).toFixed(1)} s`;
  const seconds = Math.round(milliseconds / 1000);
  const minutes = `${Math.floor(seconds / 60)} min`;
  return seconds % 60 === 0 ? minutes : `${minutes} ${seconds % 60} s`;
}

/** A count with the language's separators: `1,204`. */
export function sayNumber(value: number, language: Language): string {
  return new Intl.NumberFormat(language).format(value);
}

const ages: readonly (readonly [Intl.RelativeTimeFormatUnit, number])[] = [
  ["year", 365 * 86_400],
  ["month", 30 * 86_400],
  ["day", 86_400],
  ["hour", 3600],
  ["minute", 60],
  ["second", 1],
];

/** How long ago an ISO 8601 time was: `2 hours ago`, `2 時間前`, `2시간 전`. A time to come (another clock) is now. */
export function sayAge(time: string, page: Pick<Page, "language" | "now">): string {
  const seconds = Math.max(0, Math.round((page.now.getTime() - Date.parse(time)) / 1000));
  const [unit, size] = ages.find(([, unitSeconds]) => seconds >= unitSeconds) ?? ["second", 1];
  const words = new Intl.RelativeTimeFormat(page.language, { numeric: "auto" });
  return words.format(-Math.floor(seconds / size), unit);
}

/** How long it is until an ISO 8601 time: `6 d 3 h`, `6 日 3 時間`; undefined when it has come. */
export function sayTimeLeft(time: string, page: Pick<Page, "language" | "now">): string | undefined {
  const milliseconds = Date.parse(time) - page.now.getTime();
  return milliseconds <= 0 ? undefined : sayTimeSpan(milliseconds / 1000, page.language);
}
