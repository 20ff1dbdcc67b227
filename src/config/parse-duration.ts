/**
 * Reads a duration as the file writes it: `45s`, `5m`, `1m30s`.
 *
 * @returns Seconds, or `undefined` for any other text.
 */
export function parseDuration(text: string): number | undefined {
  const parts = /^(?:(\d+)m)?(?:(\d+)s)?$/u.exec(text);
  if (parts === null || text === "") return undefined;
  const [, minutes = "0", seconds = "0"] = parts;
  return Number(minutes) * 60 + Number(seconds);
}
