import { z } from "zod";

const countsSchema = z.object({
  /** Without the throttled ones. */
  requests: z.number().int(),
  /** Answers of 500 to 599, failed invocations among them. */
  errors5xx: z.number().int(),
  failedInvocations: z.number().int(),
  throttles: z.number().int(),
});

/** A release that is tried on a part of the requests. Shares are percent, times seconds. */
export const canarySchema = z.object({
  release: z.number().int(),
  /** The release that gets the rest. */
  from: z.number().int(),
  by: z.string().nullable(),
  startedAt: z.string(),
  percent: z.number(),
  seconds: z.number(),
  /** For how long it was served so far. */
  watchedSeconds: z.number(),
  metric: z.enum(["5xx", "errors"]),
  threshold: z.number(),
  sample: z.number().int(),
  newer: countsSchema,
  older: countsSchema,
});

/** A time at which `live` moved, or a canary ended that tried to move it. */
export const moveSchema = z.object({
  at: z.string(),
  /** `user@host`; null for a canary that ended by itself. */
  by: z.string().nullable(),
  kind: z.enum(["up", "rollback", "canary"]),
  from: z.number().int().nullable(),
  to: z.number().int(),
  /** Of a canary: how it ended. `cut-short`: somebody moved `live` meanwhile. */
  canary: canarySchema.extend({ outcome: z.enum(["passed", "went-back", "cut-short"]) }).nullable(),
});

export type CanaryResult = z.infer<typeof canarySchema>;
export type MoveResult = z.infer<typeof moveSchema>;
