import { readdir, rm } from "node:fs/promises";
import { join } from "node:path";
import { z } from "zod";
import type { Plan } from "../../plan/plan.ts";
import { stageServicesSchema } from "../../platform/daemon/stage-services.ts";
import { hasCode, readTextIfThere, writeAtomically } from "../../system/files.ts";
import type { StageFolder } from "./stage-folder.ts";

const entrySchema = z.object({
  serve: z.array(z.string()),
  command: z.array(z.string()),
  commandFolder: z.string(),
  environment: z.record(z.string(), z.string()),
  environmentFiles: z.array(z.string()),
  taskRoot: z.string(),
  readOnly: z.array(z.string()),
});

export const releaseSchema = z.object({
  format: z.literal(1),
  release: z.number().int(),
  createdAt: z.string(),
  inputs: z.string(),
  bundle: z.string(),
  commit: z.string().nullable(),
  sizeBytes: z.number(),
  plan: z.custom<Plan>((value) => typeof value === "object" && value !== null),
  entry: entrySchema,
  services: stageServicesSchema,
});

/** One release as it was made; it is never changed afterwards. */
export type ReleaseRecord = z.infer<typeof releaseSchema>;

const recordFile = (folder: StageFolder, release: number): string => join(folder.releases, `${release}.json`);
const factsFile = (folder: StageFolder, release: number): string =>
  join(folder.releases, `${release}.facts.json`);

/** Writes a release's record and what the inspector found; 0600, since the environment holds the database's password. */
export async function saveRelease(folder: StageFolder, record: ReleaseRecord, facts: unknown): Promise<void> {
  await writeAtomically(factsFile(folder, record.release), JSON.stringify(facts));
  await writeAtomically(recordFile(folder, record.release), `${JSON.stringify(record, null, 2)}\n`);
}

/** Reads a release; undefined when there is none or its record is damaged. */
export async function readRelease(folder: StageFolder, release: number): Promise<ReleaseRecord | undefined> {
  return releaseSchema.safeParse(await readJson(recordFile(folder, release))).data;
}

/** What the inspector found when the release was made; undefined when that is not there. */
export function readFacts(folder: StageFolder, release: number): Promise<unknown> {
  return readJson(factsFile(folder, release));
}

/** Numbers of the releases that have a record, oldest first. */
export async function listReleases(folder: StageFolder): Promise<readonly number[]> {
  const names = await readdir(folder.releases).catch((error: unknown) => {
    if (hasCode(error, "ENOENT")) return [];
    throw error;
  });
  return names
    .flatMap((name) => /^(\d+)\.json$/.exec(name)?.slice(1).map(Number) ?? [])
    .toSorted((a, b) => a - b);
}

/** Removes the records and static files of releases that nobody can return to. */
export async function removeRelease(folder: StageFolder, release: number): Promise<void> {
  await Promise.all([
    rm(recordFile(folder, release), { force: true }),
    rm(factsFile(folder, release), { force: true }),
    rm(join(folder.static, String(release)), { recursive: true, force: true }),
  ]);
}

async function readJson(file: string): Promise<unknown> {
  const text = await readTextIfThere(file);
  if (text === undefined) return undefined;
  try {
    return JSON.parse(text);
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}
