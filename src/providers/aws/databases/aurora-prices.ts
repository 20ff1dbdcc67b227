/** What Aurora costs in one Region (Standard, not I/O-Optimized), in US dollars. */
export interface AuroraPrices {
  readonly acuPerHour: number;
  readonly storagePerGbMonth: number;
  readonly perMillionRequests: number;
}

/** Hours that AWS counts for a month. */
const hoursPerMonth = 730;

/**
 * List prices without tax, as of 2026-09.
 *
 * @see https://aws.amazon.com/rds/aurora/pricing/
 */
const prices: Readonly<Record<string, AuroraPrices>> = {
  "us-east-1": { acuPerHour: 0.12, storagePerGbMonth: 0.1, perMillionRequests: 0.2 },
  "ap-northeast-1": { acuPerHour: 0.15, storagePerGbMonth: 0.12, perMillionRequests: 0.24 },
  "ap-northeast-2": { acuPerHour: 0.2, storagePerGbMonth: 0.12, perMillionRequests: 0.24 },
};

/** The prices of a Region; undefined where nobody has looked them up. */
export function auroraPricesOf(region: string): AuroraPrices | undefined {
  return Object.hasOwn(prices, region) ? prices[region] : undefined;
}

/**
 * What a cluster costs in a month in which nobody connects to it, without its storage.
 *
 * @param least In ACU; 0 pauses, and costs nothing.
 * @param awakeHoursPerMonth Hours in which it does not pause though its least is 0; it has 0.5 ACU then.
 * @returns Null where the prices are unknown.
 */
export function auroraUsdPerMonth(
  { least, awakeHoursPerMonth }: { readonly least: number; readonly awakeHoursPerMonth: number },
  region: string,
): number | null {
  const acuHours = least > 0 ? least * hoursPerMonth : awakeHoursPerMonth * 0.5;
  if (acuHours === 0) return 0;
  const known = auroraPricesOf(region);
  return known === undefined ? null : acuHours * known.acuPerHour;
}
