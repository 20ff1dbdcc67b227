import { unitPrice } from "../price/meters.ts";
import { hoursPerMonth } from "../price/usage.ts";

/** What a network costs in one Region, in US dollars. */
export interface NetworkPrices {
  readonly natPerHour: number;
  readonly natPerGb: number;
  /** Of each public IPv4 address, which a NAT gateway has. */
  readonly ipv4PerHour: number;
  /** Of an interface endpoint, in each Availability Zone. */
  readonly endpointPerHour: number;
  readonly endpointPerGb: number;
}

/** The prices of a Region; undefined where nobody has looked them up. */
export function networkPricesOf(region: string): NetworkPrices | undefined {
  const natPerHour = unitPrice("natHours", region);
  const natPerGb = unitPrice("natGb", region);
  const ipv4PerHour = unitPrice("publicAddressHours", region);
  const endpointPerHour = unitPrice("endpointHours", region);
  const endpointPerGb = unitPrice("endpointGb", region);
  if (natPerHour === null || natPerGb === null || ipv4PerHour === null) return undefined;
  if (endpointPerHour === null || endpointPerGb === null) return undefined;
  return { natPerHour, natPerGb, ipv4PerHour, endpointPerHour, endpointPerGb };
}

/** What a network costs in a month in which nobody uses it: nothing without NAT and endpoints; null where the prices are unknown. */
export function networkUsdPerMonth(
  { hasNat, endpoints }: { readonly hasNat: boolean; readonly endpoints: number },
  region: string,
): number | null {
  if (!hasNat && endpoints === 0) return 0;
  const known = networkPricesOf(region);
  if (known === undefined) return null;
  const nat = hasNat ? known.natPerHour + known.ipv4PerHour : 0;
  return (nat + endpoints * known.endpointPerHour) * hoursPerMonth;
}
