/**
 * What Neon asks for, in US dollars. Paid plans have no monthly minimum; the free one has no price and hard limits.
 *
 * @see https://neon.com/docs/introduction/plans
 */
export const neonPrices = {
  source: "https://neon.com/docs/introduction/plans",
  /** When the numbers were read; those of transfer were published in 2026-03, the others are of 2026-11-12. */
  readOn: "2026-11-21",
  free: {
    projects: 100,
    /** For each project. */
    branches: 10,
    /** Hours of one CU in a month, for each project: 400 hours of the smallest compute. */
    computeHours: 100,
    /** For each project. */
    storageGb: 0.5,
    transferGb: 5,
    largestCompute: 2,
  },
  launch: {
    computeHourUsd: 0.106,
    storageGbMonthUsd: 0.35,
    /** In each project; every further one costs `branchMonthUsd`. */
    branches: 10,
    branchMonthUsd: 1.5,
    transferGb: 100,
    transferGbUsd: 0.1,
    largestCompute: 16,
  },
  scale: {
    computeHourUsd: 0.222,
    storageGbMonthUsd: 0.35,
    branches: 25,
    branchMonthUsd: 1.5,
    transferGb: 100,
    transferGbUsd: 0.1,
    largestCompute: 16,
  },
} as const;
