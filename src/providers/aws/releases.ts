import { isDeepStrictEqual } from "node:util";
import { z } from "zod";
import type { Plan } from "../../plan/plan.ts";
import type { Aws } from "./aws.ts";
import type { ComputeStackRequest } from "./compute-stack.ts";
import { putJson, readJson } from "./data/objects/json-objects.ts";
import {
  createRecord,
  listReleases as listNumbers,
  readRecord,
  readRecords,
  releaseFolder,
  replaceRecord,
} from "./data/objects/releases.ts";
import { bucketName, type StageNames } from "./names.ts";

const versionSchema = z.object({
  /** The function's own name: `web`. */
  name: z.string(),
  /** Its name on AWS. */
  functionName: z.string(),
  /** Number of the version that Lambda gave it. */
  version: z.string(),
  memoryMb: z.number().int(),
  timeoutSeconds: z.number().int(),
  concurrency: z.number().int(),
});

/**
 * One release as it was made. Afterwards only `functions` and `stack` change, when it is published again. No secret is in it.
 */
export const awsReleaseSchema = z.object({
  format: z.literal(1),
  release: z.number().int(),
  createdAt: z.string(),
  inputs: z.string(),
  bundle: z.string(),
  commit: z.string().nullable(),
  /** First line of the commit's message. */
  subject: z.string().nullable(),
  /** Who asked for it, as `user@host`. */
  by: z.string().nullable(),
  sizeBytes: z.number(),
  /** `app.name` of each migration that was to be applied when it was made. */
  migrations: z.array(z.string()).nullable(),
  parts: z.object({
    code: z.string(),
    dependencies: z.string(),
    runtime: z.string(),
    configuration: z.string(),
  }),
  /** Version of the secrets that it was made with; null while none are kept. */
  secrets: z.union([z.number().int(), z.string()]).nullable(),
  plan: z.custom<Plan>((value) => typeof value === "object" && value !== null),
  functions: z.array(versionSchema),
  /** The image that it is built on; null for a zip. */
  base: z.object({ digest: z.string(), python: z.string(), takenAt: z.string() }).nullable().default(null),
  /** What its stack was made with: how it is published again. */
  stack: z.custom<ComputeStackRequest>((value) => typeof value === "object" && value !== null),
});
export type AwsRelease = z.infer<typeof awsReleaseSchema>;

/** Whether two releases are made of functions of the same names: a function that one lacks has no version of it. */
export function hasSameFunctions(
  one: Pick<AwsRelease, "functions">,
  other: Pick<AwsRelease, "functions">,
): boolean {
  const names = ({ functions }: Pick<AwsRelease, "functions">): readonly string[] =>
    functions.map(({ name }) => name).toSorted();
  return isDeepStrictEqual(names(one), names(other));
}

/** Where a stage's records are. */
export interface RecordPlace {
  readonly aws: Aws;
  readonly names: StageNames;
}

const bucketOf = ({ aws, names }: RecordPlace): string => bucketName(names, "files", aws);
const factsKey = (release: number): string => `${releaseFolder(release)}facts.json`;

/**
 * Writes what a release is made of, and what the inspector found.
 *
 * @throws {OperationError} `RELEASE_NUMBER_TAKEN`
 */
export async function saveRelease(place: RecordPlace, record: AwsRelease, facts: unknown): Promise<void> {
  const bucket = bucketOf(place);
  await putJson(place.aws, bucket, factsKey(record.release), facts);
  await createRecord(place.aws, bucket, record.release, record);
}

/** Writes down how a release that has a record was published since. */
export function updateRelease(place: RecordPlace, record: AwsRelease): Promise<void> {
  return replaceRecord(place.aws, bucketOf(place), record.release, record);
}

/** Reads a release; undefined when there is none or its record is damaged. */
export function readRelease(place: RecordPlace, release: number): Promise<AwsRelease | undefined> {
  return readRecord(place.aws, bucketOf(place), release, awsReleaseSchema);
}

/** What the inspector found when the release was made; undefined when that is not there. */
export function readFacts<T>(
  place: RecordPlace,
  release: number,
  schema: z.ZodType<T>,
): Promise<T | undefined> {
  return readJson(place.aws, bucketOf(place), factsKey(release), schema);
}

/** Numbers of the releases of which there is anything, newest first. */
export function listReleases(place: RecordPlace): Promise<readonly number[]> {
  return listNumbers(place.aws, bucketOf(place));
}

/** Every release that is kept, newest first; a damaged record is left out. */
export function readReleases(place: RecordPlace): Promise<readonly AwsRelease[]> {
  return readRecords(place.aws, bucketOf(place), awsReleaseSchema);
}
