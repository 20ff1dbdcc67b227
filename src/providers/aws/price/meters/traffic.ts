import type { Meter } from "../meter.ts";

const cloudFront = "https://aws.amazon.com/cloudfront/pricing/";
const loadBalancer = "https://aws.amazon.com/elasticloadbalancing/pricing/";

/**
 * What leads requests in and answers out. A Function URL has no price of its own. CloudFront charges by where the visitor is,
 * not by Region: each Region has the price of visitors in its own part of the world.
 */
export const trafficMeters = {
  cloudFrontRequests: {
    unit: "HTTPS requests",
    per: 10_000,
    usd: { "us-east-1": 0.01, "ap-northeast-1": 0.012, "ap-northeast-2": 0.012, "eu-central-1": 0.012 },
    allowance: "cloudFrontRequests",
    source: cloudFront,
    asOf: "2026-08",
  },
  cloudFrontGb: {
    unit: "GB",
    per: 1,
    usd: { "us-east-1": 0.085, "ap-northeast-1": 0.114, "ap-northeast-2": 0.12, "eu-central-1": 0.085 },
    allowance: "cloudFrontTransfer",
    source: cloudFront,
    asOf: "2026-08",
  },
  cloudFrontFunctionCalls: {
    unit: "calls",
    per: 1_000_000,
    usd: 0.1,
    allowance: "cloudFrontFunctions",
    source: cloudFront,
    asOf: "2026-08",
  },
  cloudFrontInvalidations: {
    unit: "paths",
    per: 1,
    usd: 0.005,
    allowance: "cloudFrontInvalidations",
    source: cloudFront,
    asOf: "2026-08",
  },
  restRequests: {
    unit: "requests",
    per: 1_000_000,
    usd: { "us-east-1": 3.5, "ap-northeast-1": 4.25, "ap-northeast-2": 3.5, "eu-central-1": 3.7 },
    unchecked: ["ap-northeast-2"],
    source: "https://aws.amazon.com/api-gateway/pricing/",
    asOf: "2026-08",
  },
  /** Of the load balancer itself, which somebody has already. */
  loadBalancerHours: {
    unit: "hours",
    per: 1,
    usd: { "us-east-1": 0.0225, "ap-northeast-1": 0.0243, "ap-northeast-2": 0.0225, "eu-central-1": 0.027 },
    source: loadBalancer,
    asOf: "2026-08",
  },
  /** A unit takes 0.4 GB of a function's requests and answers an hour. */
  loadBalancerUnitHours: {
    unit: "unit-hours",
    per: 1,
    usd: 0.008,
    source: loadBalancer,
    asOf: "2026-08",
  },
  transferOutGb: {
    unit: "GB",
    per: 1,
    usd: { "us-east-1": 0.09, "ap-northeast-1": 0.114, "ap-northeast-2": 0.126, "eu-central-1": 0.09 },
    allowance: "transferOut",
    source: "https://aws.amazon.com/ec2/pricing/on-demand/",
    asOf: "2026-08",
  },
  dnsZones: {
    unit: "zones a month",
    per: 1,
    usd: 0.5,
    source: "https://aws.amazon.com/route53/pricing/",
    asOf: "2026-09",
  },
  dnsQueries: {
    unit: "queries",
    per: 1_000_000,
    usd: 0.4,
    source: "https://aws.amazon.com/route53/pricing/",
    asOf: "2026-09",
  },
} as const satisfies Readonly<Record<string, Meter>>;

/**
 * CloudFront's plans at a fixed price, of which a distribution may be put into one by hand: nothing is charged past what they
 * hold, requests are answered more slowly instead.
 *
 * @see https://aws.amazon.com/cloudfront/pricing/
 */
export const cloudFrontPlans = [
  { name: "Free", usdPerMonth: 0, requests: 1_000_000, gb: 100 },
  { name: "Pro", usdPerMonth: 15, requests: 10_000_000, gb: 50_000 },
] as const;
