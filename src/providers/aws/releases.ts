import {
  GetObjectCommand,
  ListObjectsV2Command,
  NoSuchKey,
  PutObjectCommand,
  S3Client,
} from "@aws-sdk/client-s3";
import { z } from "zod";
import type { Plan } from "../../plan/plan.ts";
import { parseJson } from "../../system/json.ts";
import type { Aws } from "./aws.ts";
import type { ComputeStackRequest } from "./compute-stack.ts";
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

/** One release as it was made; it is never changed afterwards. No secret is in it. */
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
  secrets: z.number().int().nullable(),
  plan: z.custom<Plan>((value) => typeof value === "object" && value !== null),
  functions: z.array(versionSchema),
  /** What its stack was made with: how it is published again. */
  stack: z.custom<ComputeStackRequest>((value) => typeof value === "object" && value !== null),
});
export type AwsRelease = z.infer<typeof awsReleaseSchema>;

/** Where a stage's records are. */
export interface RecordPlace {
  readonly aws: Aws;
  readonly names: StageNames;
}

const bucketOf = ({ aws, names }: RecordPlace): string => bucketName(names, "files", aws);
const recordKey = (release: number): string => `releases/${release}/record.json`;
const factsKey = (release: number): string => `releases/${release}/facts.json`;

/** Writes what a release is made of, and what the inspector found. */
export async function saveRelease(place: RecordPlace, record: AwsRelease, facts: unknown): Promise<void> {
  await putJson(place, factsKey(record.release), facts);
  await putJson(place, recordKey(record.release), record);
}

/** Reads a release; undefined when there is none or its record is damaged. */
export async function readRelease(place: RecordPlace, release: number): Promise<AwsRelease | undefined> {
  return awsReleaseSchema.safeParse(await getJson(place, recordKey(release))).data;
}

/** What the inspector found when the release was made; undefined when that is not there. */
export function readFacts(place: RecordPlace, release: number): Promise<unknown> {
  return getJson(place, factsKey(release));
}

/** Numbers of the releases that have anything in the bucket, oldest first. */
export async function listReleases(place: RecordPlace): Promise<readonly number[]> {
  const numbers: number[] = [];
  let ContinuationToken: string | undefined;
  do {
    const page = await place.aws.client(S3Client).send(
      new ListObjectsV2Command({
        Bucket: bucketOf(place),
        Prefix: "releases/",
        Delimiter: "/",
        ...(ContinuationToken === undefined ? {} : { ContinuationToken }),
      }),
    );
    for (const { Prefix = "" } of page.CommonPrefixes ?? []) {
      const number = Number(/^releases\/(\d+)\/$/.exec(Prefix)?.[1] ?? Number.NaN);
      if (Number.isSafeInteger(number)) numbers.push(number);
    }
    ContinuationToken = page.NextContinuationToken;
  } while (ContinuationToken !== undefined);
  return numbers.toSorted((a, b) => a - b);
}

/** Every release that is kept, newest first; a damaged record is left out. */
export async function readReleases(place: RecordPlace): Promise<readonly AwsRelease[]> {
  const numbers = (await listReleases(place)).toReversed();
  const records = await Promise.all(numbers.map((release) => readRelease(place, release)));
  return records.filter((record) => record !== undefined);
}

async function putJson(place: RecordPlace, key: string, value: unknown): Promise<void> {
  await place.aws.client(S3Client).send(
    new PutObjectCommand({
      Bucket: bucketOf(place),
      Key: key,
      Body: JSON.stringify(value),
      ContentType: "application/json",
    }),
  );
}

async function getJson(place: RecordPlace, key: string): Promise<unknown> {
  try {
    const { Body } = await place.aws
      .client(S3Client)
      .send(new GetObjectCommand({ Bucket: bucketOf(place), Key: key }));
    return parseJson((await Body?.transformToString("utf8")) ?? "");
  } catch (error) {
    if (error instanceof NoSuchKey || (error instanceof Error && error.name === "NoSuchBucket"))
      return undefined;
    throw error;
  }
}
