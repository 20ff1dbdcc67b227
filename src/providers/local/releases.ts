import { rm } from "node:fs/promises";
import { join } from "node:path";
import { z } from "zod";
import type { Plan } from "../../plan/plan.ts";
import { servedStageSchema } from "../../platform/daemon/served-stage.ts";
import { secretsSourceSchema } from "../../platform/functions/secrets.ts";
import { namesIn, readJsonIfThere, writeAtomically } from "../../system/files.ts";
import type { StageFolder } from "./stage-folder.ts";

const entrySchema = z.object({
  serve: z.array(z.string()),
  command: z.array(z.string()),
  commandFolder: z.string(),
  environment: z.record(z.string(), z.string()),
  environmentFiles: z.array(z.string()),
  secrets: secretsSourceSchema.optional(),
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
  /** First line of the commit's message. */
  subject: z.string().nullable().default(null),
  /** Who asked for it, as `user@host`. */
  by: z.string().nullable().default(null),
  sizeBytes: z.number(),
  /** `app.name` of each migration that was to be applied when it was made. */
  migrations: z.array(z.string()).nullable().default(null),
  /** Digests of what it is made of: what differs from another release has changed. */
  parts: z
    .object({ code: z.string(), dependencies: z.string(), runtime: z.string(), configuration: z.string() })
    .nullable()
    .default(null),
  /** Version of the stage's secrets; null while none are kept. */
  secrets: z.number().int().nullable().default(null),
  plan: z.custom<Plan>((value) => typeof value === "object" && value !== null),
  entry: entrySchema,
  services: servedStageSchema,
});

/** Releases that are kept to be returned to. */
export const keptReleases = 5;

/** One release as it was made; it is never changed afterwards. What older records have not is null. */
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
  return releaseSchema.safeParse(await readJsonIfThere(recordFile(folder, release))).data;
}

/** What the inspector found when the release was made; undefined when that is not there. */
export function readFacts(folder: StageFolder, release: number): Promise<unknown> {
  return readJsonIfThere(factsFile(folder, release));
}

/** Numbers of the releases that have a record, oldest first. */
export async function listReleases(folder: StageFolder): Promise<readonly number[]> {
  return (await namesIn(folder.releases))
    .flatMap((name) => /^(\d+)\.json$/.exec(name)?.slice(1).map(Number) ?? [])
    .toSorted((a, b) => a - b);
}

/** Every release that is kept, newest first; a damaged record is left out. */
export async function readReleases(folder: StageFolder): Promise<readonly ReleaseRecord[]> {
  const numbers = (await listReleases(folder)).toReversed();
  const records = await Promise.all(numbers.map((release) => readRelease(folder, release)));
  return records.filter((record) => record !== undefined);
}

/**
 * Removes releases that nobody can return to.
 *
 * @param served Numbers of those that are served, however old they are.
 */
export async function pruneReleases(folder: StageFolder, served: readonly number[]): Promise<void> {
  const old = (await listReleases(folder)).slice(0, -keptReleases);
  for (const release of old) if (!served.includes(release)) await removeRelease(folder, release);
}

/** Removes the record and the static files of a release. */
export async function removeRelease(folder: StageFolder, release: number): Promise<void> {
  await Promise.all([
    rm(recordFile(folder, release), { force: true }),
    rm(factsFile(folder, release), { force: true }),
    rm(join(folder.static, String(release)), { recursive: true, force: true }),
  ]);
}
