/** Regions whose prices are kept here. */
export const pricedRegions = ["us-east-1", "ap-northeast-1", "ap-northeast-2", "eu-central-1"] as const;
export type PricedRegion = (typeof pricedRegions)[number];

/** Whether the prices of a Region are kept here. */
export function isPricedRegion(region: string): region is PricedRegion {
  return pricedRegions.some((one) => one === region);
}

/**
 * One thing that somebody counts and charges for: list prices in US dollars without tax, of the first tier. Whoever uses so
 * much that a second tier begins pays less than these say.
 */
export interface Meter {
  /** What is counted, in the plural: `requests`, `GB-seconds`. A GB is 2^30 bytes. */
  readonly unit: string;
  /** How many of them the price is for. */
  readonly per: number;
  /** The same everywhere, or by Region; null where it was found nowhere. */
  readonly usd: number | Readonly<Record<PricedRegion, number | null>>;
  /** Regions whose price could not be compared with the supplier's own list. */
  readonly unchecked?: readonly PricedRegion[];
  /** What each account has free of it; several meters may share one. */
  readonly allowance?: AllowanceName;
  /** The supplier's page. */
  readonly source: string;
  /** Month in which the price was compared last, `2026-10`; of several Regions the earliest. */
  readonly asOf: string;
}

/**
 * What every account has free each month, for as long as it exists, whatever the Region. What AWS gives a new account alone is
 * not among it.
 *
 * @see https://aws.amazon.com/free/
 */
export const allowances = {
  /** Requests. */
  lambdaRequests: 1_000_000,
  /** GB-seconds, on either kind of processor. */
  lambdaCompute: 400_000,
  /** GB that answers are streamed with past their first 6 MB. */
  lambdaStreaming: 100,
  /** GB that CloudWatch takes in or keeps. */
  logs: 5,
  alarms: 10,
  schedules: 14_000_000,
  cloudFrontRequests: 10_000_000,
  /** GB. */
  cloudFrontTransfer: 1024,
  cloudFrontFunctions: 2_000_000,
  cloudFrontInvalidations: 1000,
  /** GB that go out to the Internet, from whichever service but CloudFront. */
  transferOut: 100,
  queueRequests: 1_000_000,
  topicMails: 1000,
} as const;
export type AllowanceName = keyof typeof allowances;
