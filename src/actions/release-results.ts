import { z } from "zod";
import { canarySchema, moveSchema } from "./move-results.ts";
import { noticeSchema, stepSchema } from "./results.ts";

/** A release that is kept. What is null was not recorded when it was made. */
export const releaseSchema = z.object({
  release: z.number().int(),
  /** `live`: gets the requests. `canary`: gets a part of them. `kept`: can be returned to. */
  state: z.enum(["live", "canary", "kept"]),
  createdAt: z.string(),
  by: z.string().nullable(),
  commit: z.object({ id: z.string(), isDirty: z.boolean(), subject: z.string().nullable() }).nullable(),
  sizeBytes: z.number(),
  /** `app.name` of each migration that came with it. */
  migrations: z.array(z.string()).nullable(),
  /** What differs from the kept release before it; null where there is none to compare with. */
  changed: z.array(z.enum(["code", "dependencies", "runtime", "configuration"])).nullable(),
  /** Version of the stage's secrets when it was made; null while none are kept. */
  secrets: z.union([z.number().int(), z.string()]).nullable(),
});

export const releasesResultSchema = z.object({
  name: z.string(),
  stage: z.string(),
  live: z.number().int().nullable(),
  canary: canarySchema.nullable(),
  /** Newest first. */
  releases: z.array(releaseSchema),
  /** Newest first. */
  moves: z.array(moveSchema),
});

export const rollbackResultSchema = z.object({
  name: z.string(),
  stage: z.string(),
  provider: z.string(),
  url: z.string(),
  browserUrl: z.string(),
  /** The release that was live. */
  from: z.number().int(),
  /** The release that is live now. */
  to: z.number().int(),
  /** A canary that was under way and ended by this. */
  endedCanary: z.number().int().nullable(),
  /** `app.name` of each migration that stays applied although the release does not know it. */
  migrations: z.array(z.string()),
  /** Version of the secrets that was brought back; null where they stay as they are. */
  secrets: z.union([z.number().int(), z.string()]).nullable(),
  steps: z.array(stepSchema),
  notices: z.array(noticeSchema),
});

export type ReleasesResult = z.infer<typeof releasesResultSchema>;
export type RollbackResult = z.infer<typeof rollbackResultSchema>;
