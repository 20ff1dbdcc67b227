import { rm } from "node:fs/promises";
import { join } from "node:path";
import { z } from "zod";
import { readJsonIfThere, writeAtomically } from "../../system/files.ts";

/** A stage that has ended by itself: what was known of it, and what went with it. */
const expiredStageSchema = z
  .object({
    stage: z.string(),
    ttlSeconds: z.number().int(),
    /** ISO 8601 in UTC. */
    lastUseAt: z.string(),
    /** ISO 8601 in UTC. */
    endedAt: z.string(),
    /** Null where it could not be counted. */
    data: z
      .object({
        tables: z.number().int(),
        rows: z.number().int(),
        databaseBytes: z.number(),
        objects: z.number().int(),
        mediaBytes: z.number(),
      })
      .nullable(),
  })
  .readonly();
export type ExpiredStage = z.infer<typeof expiredStageSchema>;

/** How many are remembered until somebody is told of them. */
const remembered = 20;

const fileOf = (root: string): string => join(root, "expired.json");

/** Remembers a stage that ended while nobody was there to be told. */
export async function rememberExpired(root: string, ended: ExpiredStage): Promise<void> {
  const all = [...(await readExpired(root)), ended];
  await writeAtomically(fileOf(root), JSON.stringify(all.slice(-remembered)));
}

/** The stages that ended since somebody asked; they are forgotten by it. */
export async function takeExpired(root: string): Promise<readonly ExpiredStage[]> {
  const ended = await readExpired(root);
  if (ended.length > 0) await rm(fileOf(root), { force: true });
  return ended;
}

async function readExpired(root: string): Promise<readonly ExpiredStage[]> {
  return z.array(expiredStageSchema).safeParse(await readJsonIfThere(fileOf(root))).data ?? [];
}
