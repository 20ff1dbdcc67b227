import type { DoorKind } from "../../../platform/gateway/limits.ts";

/** What a way in costs in US dollars, beside the function behind it. */
export interface DoorPrice {
  /** For a month in which nobody comes. */
  readonly idleUsdPerMonth: number;
  /** For a million requests. */
  readonly usdPerMillionRequests: number;
  /** For a GB that goes out to the Internet. */
  readonly usdPerGb: number;
  /** What of it is free each month, for the whole account and not for its first year only. */
  readonly free: { readonly requests: number; readonly gb: number };
  readonly source: string;
}

/** The day on which the prices were read, and the Region that they are of. */
export const doorPricesAsOf = { date: "2026-11-21", region: "us-east-1" } as const;

/**
 * Prices of each way in. CloudFront's are pay as you go, for Europe and North America, with one call of the function at the edge
 * for each request; what it fetches from AWS costs nothing more. API Gateway's are those of the first 333 million requests, and
 * a streamed answer counts once for each 10 MB. A load balancer is there anyway: its own hours are nobody's but its owner's, and
 * a unit of its capacity takes 0.4 GB of a function's answers an hour.
 */
export const doorPrices: Readonly<Record<DoorKind, DoorPrice>> = {
  "function-url": {
    idleUsdPerMonth: 0,
    usdPerMillionRequests: 0,
    usdPerGb: 0.09,
    free: { requests: 0, gb: 100 },
    source: "https://aws.amazon.com/lambda/pricing/",
  },
  cloudfront: {
    idleUsdPerMonth: 0,
    usdPerMillionRequests: 1.1,
    usdPerGb: 0.085,
    free: { requests: 10_000_000, gb: 1024 },
    source: "https://aws.amazon.com/cloudfront/pricing/",
  },
  rest: {
    idleUsdPerMonth: 0,
    usdPerMillionRequests: 3.5,
    usdPerGb: 0.09,
    free: { requests: 0, gb: 100 },
    source: "https://aws.amazon.com/api-gateway/pricing/",
  },
  alb: {
    idleUsdPerMonth: 0,
    usdPerMillionRequests: 0,
    usdPerGb: 0.09 + 0.02,
    free: { requests: 0, gb: 100 },
    source: "https://aws.amazon.com/elasticloadbalancing/pricing/",
  },
};
