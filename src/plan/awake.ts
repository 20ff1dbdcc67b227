import { weekdays, type AwakeWindow, type Weekday } from "../config/parse-awake.ts";

/**
 * Whether a moment lies in a window. The end of a window does not belong to it; a window that goes over midnight belongs to the
 * day on which it begins.
 */
export function isAwakeAt({ days, from, to, timeZone }: AwakeWindow, at: Date): boolean {
  const { day, time } = clockIn(timeZone, at);
  if (from < to) return days.includes(day) && from <= time && time < to;
  return (days.includes(day) && from <= time) || (days.includes(shiftDay(day, -1)) && time < to);
}

/** The day so many days later. */
export function shiftDay(day: Weekday, by: number): Weekday {
  const index = weekdays.indexOf(day) + by + weekdays.length;
  return weekdays[index % weekdays.length] ?? day;
}

/** Whether a window ends on the day after it begins. */
export function goesOverMidnight({ from, to }: AwakeWindow): boolean {
  return to < from;
}

/** Hours of a window in a usual month of 730. */
export function awakeHoursPerMonth({ days, from, to }: AwakeWindow): number {
  const minutesOf = (time: string): number => Number(time.slice(0, 2)) * 60 + Number(time.slice(3));
  const minutes = (minutesOf(to) - minutesOf(from) + 1440) % 1440;
  return (days.length * (minutes / 60) * 730) / 168;
}

/** What the clocks of a time zone show: the day, and `08:30`. */
function clockIn(timeZone: string, at: Date): { readonly day: Weekday; readonly time: string } {
  const format = new Intl.DateTimeFormat("en-US", {
    timeZone,
    weekday: "short",
    hour: "2-digit",
    minute: "2-digit",
    hourCycle: "h23",
  });
  const parts = new Map(format.formatToParts(at).map(({ type, value }) => [type, value]));
  const name = parts.get("weekday")?.toLowerCase();
  const day = weekdays.find((one) => one === name);
  if (day === undefined) throw new TypeError(`Intl names a day ${name}`);
  return { day, time: `${parts.get("hour")}:${parts.get("minute")}` };
}
