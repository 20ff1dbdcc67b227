import type { Canary, Move } from "../providers/local/release-history.ts";
import type { CanaryResult, MoveResult } from "./move-results.ts";

/** A canary in the units of the file. */
export function canaryResult(canary: Omit<Canary, "ifBack" | "ifPassed">): CanaryResult {
  const { rules, newer, older, to, from, by, startedAt, watchedMs } = canary;
  return {
    release: to,
    from,
    by,
    startedAt,
    percent: inPercent(rules.weight),
    seconds: rules.seconds,
    watchedSeconds: Math.round(watchedMs / 1000),
    metric: rules.metric,
    threshold: inPercent(rules.threshold),
    sample: rules.sample,
    newer: { ...newer },
    older: { ...older },
  };
}

export function moveResult({ canary, ...move }: Move): MoveResult {
  return {
    ...move,
    canary: canary === undefined ? null : { ...canaryResult(canary), outcome: canary.outcome },
  };
}

/** 0.07 is 7, and not 7.000000000000001. */
function inPercent(share: number): number {
  return Number((share * 100).toFixed(6));
}
