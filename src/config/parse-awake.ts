/** Days of the week, Monday first, as the file writes them. */
export const weekdays = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"] as const;
export type Weekday = (typeof weekdays)[number];

/** Hours in which something is kept awake, on some days of the week. */
export interface AwakeWindow {
  /** In the order of the week, each once; the day on which the window begins. */
  readonly days: readonly Weekday[];
  /** `08:30`, on the clock of the time zone. */
  readonly from: string;
  /** `19:00`; not after `from` means on the next day. */
  readonly to: string;
  /** Name in the IANA time zone database: `Asia/Tokyo`. */
  readonly timeZone: string;
}

const day = weekdays.join("|");
const time = "(?:[01]\\d|2[0-3]):[0-5]\\d";

/** `DAYS HH:MM-HH:MM ZONE`, where DAYS are `daily`, or days and ranges of days with commas between. */
export const awakeForm = new RegExp(
  `^(daily|(?:${day})(?:-(?:${day}))?(?:,(?:${day})(?:-(?:${day}))?)*) +(${time})-(${time}) +([A-Za-z][\\w+-]*(?:/[\\w+-]+)*)$`,
  "u",
);

/**
 * Reads a window as the file writes it: `mon-fri 08:30-19:00 Asia/Tokyo`. A range of days may go over Sunday (`fri-mon`), and
 * a window over midnight (`22:00-06:00`).
 *
 * @returns `undefined` for any other text, and for a window that begins when it ends. Whether there is such a time zone is
 *   not looked at: `isTimeZone` says it.
 */
export function parseAwake(text: string): AwakeWindow | undefined {
  const [, days, from, to, timeZone] = awakeForm.exec(text) ?? [];
  if (days === undefined || from === undefined || to === undefined || timeZone === undefined)
    return undefined;
  if (from === to) return undefined;
  const meant = new Set(days === "daily" ? weekdays : days.split(",").flatMap(daysOf));
  return { days: weekdays.filter((one) => meant.has(one)), from, to, timeZone };
}

/** True for a name that the IANA time zone database has, as far as this Node.js knows it. */
export function isTimeZone(name: string): boolean {
  try {
    return new Intl.DateTimeFormat("en", { timeZone: name }).resolvedOptions().timeZone !== "";
  } catch {
    // The one way of Intl to say no.
    return false;
  }
}

function daysOf(range: string): readonly Weekday[] {
  const [first = "", last = first] = range.split("-");
  const [begin, end] = [first, last].map((one) => weekdays.findIndex((name) => name === one));
  if (begin === undefined || end === undefined) return [];
  const length = ((end - begin + weekdays.length) % weekdays.length) + 1;
  return Array.from({ length }, (_, index) => weekdays[(begin + index) % weekdays.length]).filter(
    (one) => one !== undefined,
  );
}
