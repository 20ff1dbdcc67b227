import { rm } from "node:fs/promises";
import { join } from "node:path";
import { z } from "zod";
import { readJsonIfThere, writeAtomically } from "../../system/files.ts";
import { behindMs, readLastRequest } from "./last-request.ts";
import { listStageFolders } from "./stage-services.ts";

/** What belongs to a stage and does not lie in its folder. */
const stagePartsSchema = z
  .object({
    database: z.string(),
    bucket: z.string(),
    /** Names of its functions. */
    functions: z.array(z.string()).readonly(),
  })
  .readonly();
export type StageParts = z.infer<typeof stagePartsSchema>;

/**
 * What is written of a stage that ends by itself, in `expiry.json` in its folder: so it holds without the project's file,
 * and goes with the stage. Not in `services.json`, which every switch writes anew from what a release asks for and which
 * is not there before the first one; nor in `stage.json`, which says what a stage keeps for its whole life.
 */
const expirySchema = z
  .object({
    /** How long it lives after its last use. */
    ttlSeconds: z.number().int().min(1),
    /** When it was last lifted: ISO 8601 in UTC. */
    liftedAt: z.iso.datetime(),
    parts: stagePartsSchema,
  })
  .readonly();

/** When a stage ends by itself, unless somebody uses it before. */
export interface Expiry extends z.infer<typeof expirySchema> {
  /** Its last `up` or its last request, whichever is later: ISO 8601 in UTC. */
  readonly lastUseAt: string;
  /** ISO 8601 in UTC. */
  readonly expiresAt: string;
}

const fileOf = (stages: string, stage: string): string => join(stages, stage, "expiry.json");

/**
 * Reads when a stage ends, by the written times alone; undefined for one that stays. A file that is damaged keeps the stage.
 */
export async function readExpiry(stages: string, stage: string): Promise<Expiry | undefined> {
  const { data } = expirySchema.safeParse(await readJsonIfThere(fileOf(stages, stage)));
  if (data === undefined) return undefined;
  const lifted = Date.parse(data.liftedAt);
  const request = await readLastRequest(stages, stage);
  if (request !== undefined && !z.iso.datetime().safeParse(request).success) return undefined;
  const asked = Date.parse(request ?? data.liftedAt);
  const lastUse = Math.max(lifted, asked);
  // What is written of requests is behind: a stage never ends before its time.
  const latest = request === undefined ? lifted : Math.max(lifted, asked + behindMs);
  return {
    ...data,
    lastUseAt: new Date(lastUse).toISOString(),
    expiresAt: new Date(latest + data.ttlSeconds * 1000).toISOString(),
  };
}

/** The stages of a project that end by themselves, by name. */
export async function readExpiries(stages: string): Promise<ReadonlyMap<string, Expiry>> {
  const found = await Promise.all(
    (await listStageFolders(stages)).map(async (stage) => [stage, await readExpiry(stages, stage)] as const),
  );
  return new Map(found.flatMap(([stage, expiry]) => (expiry === undefined ? [] : [[stage, expiry]])));
}

/** Whether a stage's time is over. */
export function isExpired({ expiresAt }: Pick<Expiry, "expiresAt">, nowMs: number): boolean {
  return Date.parse(expiresAt) <= nowMs;
}

/**
 * Writes down that a stage was lifted now.
 *
 * @param ttlSeconds Null for a stage that stays.
 */
export async function writeExpiry(
  stages: string,
  stage: string,
  { ttlSeconds, parts }: { readonly ttlSeconds: number | null; readonly parts: StageParts },
): Promise<void> {
  if (ttlSeconds === null) return rm(fileOf(stages, stage), { force: true });
  const expiry: z.infer<typeof expirySchema> = { ttlSeconds, liftedAt: new Date().toISOString(), parts };
  await writeAtomically(fileOf(stages, stage), `${JSON.stringify(expiry, null, 2)}\n`);
}
