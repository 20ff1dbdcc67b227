import type { Meter } from "../meter.ts";

const vpc = "https://aws.amazon.com/vpc/pricing/";
const privateLink = "https://aws.amazon.com/privatelink/pricing/";

/** What a network costs where it leads to more than it does by itself. */
export const networkMeters = {
  natHours: {
    unit: "hours",
    per: 1,
    usd: { "us-east-1": 0.045, "ap-northeast-1": 0.062, "ap-northeast-2": 0.059, "eu-central-1": 0.052 },
    source: vpc,
    asOf: "2026-09",
  },
  natGb: {
    unit: "GB",
    per: 1,
    usd: { "us-east-1": 0.045, "ap-northeast-1": 0.062, "ap-northeast-2": 0.059, "eu-central-1": 0.052 },
    unchecked: ["eu-central-1"],
    source: vpc,
    asOf: "2026-09",
  },
  publicAddressHours: {
    unit: "hours",
    per: 1,
    usd: 0.005,
    source: vpc,
    asOf: "2026-09",
  },
  /** Of an interface endpoint, in each subnet. */
  endpointHours: {
    unit: "hours",
    per: 1,
    usd: { "us-east-1": 0.01, "ap-northeast-1": 0.014, "ap-northeast-2": 0.013, "eu-central-1": 0.012 },
    source: privateLink,
    asOf: "2026-09",
  },
  endpointGb: {
    unit: "GB",
    per: 1,
    usd: 0.01,
    source: privateLink,
    asOf: "2026-09",
  },
} as const satisfies Readonly<Record<string, Meter>>;
