import { unitPrice } from "../price/meters.ts";
import { hoursPerMonth } from "../price/usage.ts";

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
  const price = unitPrice("auroraUnitHours", region);
  return price === null ? null : acuHours * price;
}
