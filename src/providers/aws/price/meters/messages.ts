import type { Meter } from "../meter.ts";

/** What is sent: mails, messages and warnings. */
export const messageMeters = {
  mails: {
    unit: "mails",
    per: 1000,
    usd: 0.1,
    source: "https://aws.amazon.com/ses/pricing/",
    asOf: "2026-09",
  },
  /** Warnings that are sent by mail. */
  topicMails: {
    unit: "mails",
    per: 100_000,
    usd: 2,
    allowance: "topicMails",
    source: "https://aws.amazon.com/sns/pricing/",
    asOf: "2026-09",
  },
  queueRequests: {
    unit: "requests",
    per: 1_000_000,
    usd: 0.4,
    allowance: "queueRequests",
    source: "https://aws.amazon.com/sqs/pricing/",
    asOf: "2026-09",
  },
  /** Those that only warn; one with an action costs 0.10 dollars a day from the third on. */
  budgets: {
    unit: "budgets a month",
    per: 1,
    usd: 0,
    source: "https://aws.amazon.com/aws-cost-management/aws-budgets/pricing/",
    asOf: "2026-09",
  },
} as const satisfies Readonly<Record<string, Meter>>;
