import { UnreadableValue } from "./usage.ts";

/** Milliseconds of the units that `--since` takes. */
const units = { s: 1000, m: 60_000, h: 3_600_000, d: 86_400_000 } as const;

/** Reads a port that needs no special rights: 1024 to 65535. */
export function parsePort(input: string): number {
  const port = /^\d{1,5}$/.test(input) ? Number(input) : 0;
  if (port < 1024 || port > 65_535) throw new UnreadableValue("BAD_PORT", input);
  return port;
}

/** Reads the number of a release, from 1. */
export function parseRelease(input: string): number {
  if (!/^[1-9]\d{0,8}$/.test(input)) throw new UnreadableValue("BAD_RELEASE", input);
  return Number(input);
}

/** Reads the number of a restore point, from 1. */
export function parsePoint(input: string): number {
  if (!/^[1-9]\d{0,8}$/.test(input)) throw new UnreadableValue("BAD_POINT", input);
  return Number(input);
}

/**
 * Reads `10m`, `2h` (that long before `now`) or a date and time; without a zone it is this machine's.
 *
 * @returns Milliseconds since 1970.
 */
export function parseSince(input: string, now: Date): number {
  const ago = /^(\d{1,6})([smhd])$/.exec(input);
  if (ago !== null) return now.getTime() - Number(ago[1]) * units[ago[2] as keyof typeof units];
  const isDate = /^\d{4}-\d{2}-\d{2}([T ]\d{2}:\d{2}(:\d{2}(\.\d+)?)?(Z|[+-]\d{2}:?\d{2})?)?$/.test(input);
  // A date alone would be read as UTC, a date with a time as local: make both local.
  const time = isDate ? Date.parse(input.length === 10 ? `${input}T00:00` : input.replace(" ", "T")) : NaN;
  if (Number.isNaN(time)) throw new UnreadableValue("BAD_SINCE", input);
  return time;
}
