import { isPricedRegion, type Meter, type PricedRegion } from "./meter.ts";
import { computeMeters } from "./meters/compute.ts";
import { dataMeters } from "./meters/data.ts";
import { messageMeters } from "./meters/messages.ts";
import { networkMeters } from "./meters/network.ts";
import { trafficMeters } from "./meters/traffic.ts";

/** Everything that is charged for, as data. */
export const meters = {
  ...computeMeters,
  ...trafficMeters,
  ...dataMeters,
  ...networkMeters,
  ...messageMeters,
} as const;
export type MeterName = keyof typeof meters;

/** A meter without the narrow types of its own numbers. */
export function meterOf(name: MeterName): Meter {
  return meters[name];
}

/**
 * What one unit costs: 0.0000002 dollars for one request.
 *
 * @returns Null where nobody has found out.
 */
export function unitPrice(name: MeterName, region: string): number | null {
  const { usd, per } = meterOf(name);
  if (typeof usd === "number") return usd / per;
  const known = isPricedRegion(region) ? usd[region] : null;
  return known === null ? null : known / per;
}

/** Whether a price could not be compared with the supplier's own list. */
export function isUnchecked(name: MeterName, region: PricedRegion): boolean {
  return meterOf(name).unchecked?.includes(region) ?? false;
}
