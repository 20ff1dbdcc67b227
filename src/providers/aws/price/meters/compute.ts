import type { Meter } from "../meter.ts";

const lambda = "https://aws.amazon.com/lambda/pricing/";
const cloudWatch = "https://aws.amazon.com/cloudwatch/pricing/";

/** Lambda, and what watches it. */
export const computeMeters = {
  lambdaRequests: {
    unit: "requests",
    per: 1_000_000,
    usd: 0.2,
    allowance: "lambdaRequests",
    source: lambda,
    asOf: "2026-08",
  },
  lambdaSecondsX86: {
    unit: "GB-seconds",
    per: 1,
    usd: 0.0000166667,
    allowance: "lambdaCompute",
    source: lambda,
    asOf: "2026-08",
  },
  lambdaSecondsArm: {
    unit: "GB-seconds",
    per: 1,
    usd: 0.0000133334,
    unchecked: ["ap-northeast-1", "eu-central-1"],
    allowance: "lambdaCompute",
    source: lambda,
    asOf: "2026-10",
  },
  /** Of `/tmp`, above its first 512 MB. */
  lambdaTmpSeconds: {
    unit: "GB-seconds",
    per: 1,
    usd: {
      "us-east-1": 0.0000000309,
      "ap-northeast-1": null,
      "ap-northeast-2": null,
      "eu-central-1": null,
    },
    unchecked: ["us-east-1"],
    source: lambda,
    asOf: "2026-10",
  },
  /** Of answers that are streamed, past the first 6 MB of each. */
  lambdaStreamedGb: {
    unit: "GB",
    per: 1,
    usd: { "us-east-1": 0.008, "ap-northeast-1": null, "ap-northeast-2": null, "eu-central-1": null },
    allowance: "lambdaStreaming",
    source: lambda,
    asOf: "2026-10",
  },
  /** Of sandboxes that are kept warm. */
  lambdaProvisionedSecondsX86: {
    unit: "GB-seconds",
    per: 1,
    usd: {
      "us-east-1": 0.0000041667,
      "ap-northeast-1": null,
      "ap-northeast-2": 0.0000051254,
      "eu-central-1": null,
    },
    source: lambda,
    asOf: "2026-10",
  },
  lambdaProvisionedSecondsArm: {
    unit: "GB-seconds",
    per: 1,
    usd: {
      "us-east-1": 0.0000033334,
      "ap-northeast-1": null,
      "ap-northeast-2": null,
      "eu-central-1": null,
    },
    source: lambda,
    asOf: "2026-10",
  },
  /** For each version that is kept, at least 3 hours. */
  snapStartCachedSeconds: {
    unit: "GB-seconds",
    per: 1,
    usd: {
      "us-east-1": 0.0000015046,
      "ap-northeast-1": null,
      "ap-northeast-2": null,
      "eu-central-1": null,
    },
    source: lambda,
    asOf: "2026-10",
  },
  /** For each sandbox that begins with a snapshot. */
  snapStartRestoredGb: {
    unit: "GB",
    per: 1,
    usd: {
      "us-east-1": 0.0001397998,
      "ap-northeast-1": null,
      "ap-northeast-2": null,
      "eu-central-1": null,
    },
    source: lambda,
    asOf: "2026-10",
  },
  logsTakenGb: {
    unit: "GB",
    per: 1,
    usd: { "us-east-1": 0.5, "ap-northeast-1": 0.76, "ap-northeast-2": 0.76, "eu-central-1": 0.63 },
    allowance: "logs",
    source: cloudWatch,
    asOf: "2026-03",
  },
  logsKeptGb: {
    unit: "GB-months",
    per: 1,
    usd: { "us-east-1": 0.03, "ap-northeast-1": 0.033, "ap-northeast-2": 0.0314, "eu-central-1": 0.0324 },
    unchecked: ["eu-central-1"],
    allowance: "logs",
    source: cloudWatch,
    asOf: "2026-03",
  },
  alarms: {
    unit: "alarms a month",
    per: 1,
    usd: 0.1,
    allowance: "alarms",
    source: cloudWatch,
    asOf: "2026-09",
  },
  scheduleInvocations: {
    unit: "invocations",
    per: 1_000_000,
    usd: 1,
    allowance: "schedules",
    source: "https://aws.amazon.com/eventbridge/pricing/",
    asOf: "2026-10",
  },
} as const satisfies Readonly<Record<string, Meter>>;
