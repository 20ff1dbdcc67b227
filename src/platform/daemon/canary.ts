import { z } from "zod";
import { servedStageSchema } from "./served-stage.ts";

/** What decides over a canary. Shares are 0 to 1. */
export const canaryRulesSchema = z
  .object({
    /** Share of the requests that the newer version gets. */
    weight: z.number().min(0).max(1),
    /** How long it is watched while the stage is served. */
    seconds: z.number().min(1),
    /**
     * What counts as an error. `5xx`: answers of 500 to 599, whoever gave them, as Lambda's metric `Url5xxCount`.
     * `errors`: failed invocations alone, as Lambda's `Errors`: a crash, the time limit, the memory limit.
     * Throttled requests are neither.
     * @see https://docs.aws.amazon.com/lambda/latest/dg/urls-monitoring.html
     * @see https://docs.aws.amazon.com/lambda/latest/dg/monitoring-metrics-types.html
     */
    metric: z.enum(["5xx", "errors"]),
    /** It goes back when a greater share of its requests are errors. */
    threshold: z.number().min(0).max(1),
    /** Below so many requests nothing is decided before the time is over. */
    sample: z.number().int().min(1),
  })
  .readonly();
export type CanaryRules = z.infer<typeof canaryRulesSchema>;

const countsSchema = z
  .object({
    /** Without the throttled ones. */
    requests: z.number().int(),
    errors5xx: z.number().int(),
    failedInvocations: z.number().int(),
    throttles: z.number().int(),
  })
  .readonly();
/** What became of the requests that one version was given. */
export type CanaryCounts = z.infer<typeof countsSchema>;
export const noCounts: CanaryCounts = { requests: 0, errors5xx: 0, failedInvocations: 0, throttles: 0 };

/** A canary as it is shown and remembered. */
export const canaryShape = {
  /** The version that gets the rest of the requests. */
  from: z.number().int(),
  /** The version that is tried. */
  to: z.number().int(),
  /** Who began it. */
  by: z.string().nullable(),
  startedAt: z.string(),
  rules: canaryRulesSchema,
  /** For how long it was served so far; the time of a process that does not run does not count. */
  watchedMs: z.number(),
  newer: countsSchema,
  older: countsSchema,
} as const;

/** A canary under way, with both of its ends written down beforehand: who finds it can finish it. */
export const canarySchema = z
  .object({ ...canaryShape, ifBack: servedStageSchema, ifPassed: servedStageSchema })
  .readonly();
export type Canary = z.infer<typeof canarySchema>;

/** What was seen of a canary since the last look. */
export interface CanarySeen {
  readonly watchedMs: number;
  readonly newer: CanaryCounts;
  readonly older: CanaryCounts;
}

/** The canary with what was seen since. */
export function addSeen(canary: Canary, seen: CanarySeen): Canary {
  return {
    ...canary,
    watchedMs: canary.watchedMs + seen.watchedMs,
    newer: addCounts(canary.newer, seen.newer),
    older: addCounts(canary.older, seen.older),
  };
}

export function addCounts(one: CanaryCounts, other: CanaryCounts): CanaryCounts {
  return {
    requests: one.requests + other.requests,
    errors5xx: one.errors5xx + other.errors5xx,
    failedInvocations: one.failedInvocations + other.failedInvocations,
    throttles: one.throttles + other.throttles,
  };
}

/**
 * Decides over a canary. It goes back as soon as enough requests were seen and too many of them are errors. When its
 * time is over, what was seen decides, however little it is; a canary that nobody asked for anything passes.
 *
 * @returns Undefined while it goes on.
 */
export function judgeCanary({
  rules,
  newer,
  watchedMs,
}: Pick<Canary, "rules" | "newer" | "watchedMs">): "passed" | "went-back" | undefined {
  const errors = rules.metric === "5xx" ? newer.errors5xx : newer.failedInvocations;
  const isOver = newer.requests > 0 && errors / newer.requests > rules.threshold;
  if (isOver && newer.requests >= rules.sample) return "went-back";
  if (watchedMs < rules.seconds * 1000) return undefined;
  return isOver ? "went-back" : "passed";
}
