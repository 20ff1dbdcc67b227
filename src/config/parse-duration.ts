/** Seconds of each unit, the greatest first: the order in which they are written. */
const unitSeconds = { w: 604_800, d: 86_400, h: 3600, m: 60, s: 1 } as const;

const form = new RegExp(
  `^${Object.keys(unitSeconds)
    .map((unit) => `(?:(\\d+)${unit})?`)
    .join("")}$`,
  "u",
);

/**
 * Reads a duration as the file writes it: `45s`, `5m`, `1m30s`, `12h`, `7d`, `2w`.
 *
 * @returns Seconds, or `undefined` for any other text.
 */
export function parseDuration(text: string): number | undefined {
  const parts = form.exec(text);
  if (parts === null || text === "") return undefined;
  return Object.values(unitSeconds).reduce(
    (sum, seconds, index) => sum + seconds * Number(parts[index + 1] ?? 0),
    0,
  );
}

/** Seconds of a time that the schema has found right: a number of them, or a duration. */
export function toSeconds(time: number | string): number {
  return typeof time === "number" ? time : (parseDuration(time) ?? Number.NaN);
}
