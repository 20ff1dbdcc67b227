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

/** Hours that AWS counts for a month. */
const hoursPerMonth = 730;

/**
 * List prices without tax, as of 2026-09.
 *
 * @see https://aws.amazon.com/vpc/pricing/ NAT gateways, public IPv4 addresses
 * @see https://aws.amazon.com/privatelink/pricing/ interface endpoints
 */
const prices: Readonly<Record<string, NetworkPrices>> = {
  "us-east-1": {
    natPerHour: 0.045,
    natPerGb: 0.045,
    ipv4PerHour: 0.005,
    endpointPerHour: 0.01,
    endpointPerGb: 0.01,
  },
  "ap-northeast-1": {
    natPerHour: 0.062,
    natPerGb: 0.062,
    ipv4PerHour: 0.005,
    endpointPerHour: 0.014,
    endpointPerGb: 0.01,
  },
  "ap-northeast-2": {
    natPerHour: 0.059,
    natPerGb: 0.059,
    ipv4PerHour: 0.005,
    endpointPerHour: 0.013,
    endpointPerGb: 0.01,
  },
};

/** The prices of a Region; undefined where nobody has looked them up. */
export function networkPricesOf(region: string): NetworkPrices | undefined {
  return Object.hasOwn(prices, region) ? prices[region] : undefined;
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
