import { neonPrices } from "../../../neon/prices.ts";
import type { Meter } from "../meter.ts";

const s3 = "https://aws.amazon.com/s3/pricing/";
const parameterStore = "https://aws.amazon.com/systems-manager/pricing/";
const secretsManager = "https://aws.amazon.com/secrets-manager/pricing/";
const aurora = "https://aws.amazon.com/rds/aurora/pricing/";
const neon = { source: neonPrices.source, asOf: neonPrices.readOn.slice(0, "2026-11".length) };

/** Where data lie: files, secrets and rows. */
export const dataMeters = {
  s3KeptGb: {
    unit: "GB-months",
    per: 1,
    usd: { "us-east-1": 0.023, "ap-northeast-1": 0.025, "ap-northeast-2": 0.025, "eu-central-1": 0.0245 },
    source: s3,
    asOf: "2026-08",
  },
  /** PUT, COPY, POST and LIST. */
  s3Writes: {
    unit: "requests",
    per: 1000,
    usd: { "us-east-1": 0.005, "ap-northeast-1": 0.0047, "ap-northeast-2": 0.0045, "eu-central-1": 0.0054 },
    source: s3,
    asOf: "2026-08",
  },
  /** GET and everything else. */
  s3Reads: {
    unit: "requests",
    per: 1000,
    usd: {
      "us-east-1": 0.0004,
      "ap-northeast-1": 0.00037,
      "ap-northeast-2": 0.00035,
      "eu-central-1": 0.00043,
    },
    source: s3,
    asOf: "2026-08",
  },
  imagesKeptGb: {
    unit: "GB-months",
    per: 1,
    usd: 0.1,
    source: "https://aws.amazon.com/ecr/pricing/",
    asOf: "2026-09",
  },
  /** Above 4 KB; those below cost nothing. */
  advancedParameters: {
    unit: "parameters a month",
    per: 1,
    usd: 0.05,
    source: parameterStore,
    asOf: "2026-09",
  },
  advancedParameterCalls: {
    unit: "calls",
    per: 10_000,
    usd: 0.05,
    source: parameterStore,
    asOf: "2026-09",
  },
  secrets: {
    unit: "secrets a month",
    per: 1,
    usd: 0.4,
    source: secretsManager,
    asOf: "2026-09",
  },
  secretCalls: {
    unit: "calls",
    per: 10_000,
    usd: 0.05,
    source: secretsManager,
    asOf: "2026-09",
  },
  /** Aurora Standard. */
  auroraUnitHours: {
    unit: "ACU-hours",
    per: 1,
    usd: { "us-east-1": 0.12, "ap-northeast-1": 0.15, "ap-northeast-2": 0.2, "eu-central-1": 0.14 },
    unchecked: ["eu-central-1"],
    source: aurora,
    asOf: "2025-12",
  },
  auroraKeptGb: {
    unit: "GB-months",
    per: 1,
    usd: { "us-east-1": 0.1, "ap-northeast-1": 0.12, "ap-northeast-2": 0.12, "eu-central-1": null },
    unchecked: ["ap-northeast-1"],
    source: aurora,
    asOf: "2025-12",
  },
  auroraRequests: {
    unit: "reads and writes of storage",
    per: 1_000_000,
    usd: { "us-east-1": 0.2, "ap-northeast-1": 0.24, "ap-northeast-2": 0.24, "eu-central-1": 0.22 },
    unchecked: ["ap-northeast-1"],
    source: aurora,
    asOf: "2025-12",
  },
  /** The plan Launch, which has no fee of its own. The free plan stops a project past its allowance and charges nothing. */
  neonUnitHours: {
    unit: "CU-hours",
    per: 1,
    usd: neonPrices.launch.computeHourUsd,
    ...neon,
  },
  neonKeptGb: {
    unit: "GB-months",
    per: 1,
    usd: neonPrices.launch.storageGbMonthUsd,
    ...neon,
  },
} as const satisfies Readonly<Record<string, Meter>>;
