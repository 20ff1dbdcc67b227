import { ListObjectsV2Command, S3Client } from "@aws-sdk/client-s3";
import type { z } from "zod";
import { OperationError } from "../../../../errors.ts";
import type { Aws } from "../../aws.ts";
import { isAwsError } from "../aws-error.ts";
import { inParallel } from "../in-parallel.ts";
import { sendOptions, type WorkOptions } from "../work.ts";
import { createJson, putJson, readJson } from "./json-objects.ts";

/** Below it everything lies that belongs to one release. */
export const releasesFolder = "releases/";

const together = 8;

/** Folder of one release in the bucket. */
export function releaseFolder(release: number): string {
  return `${releasesFolder}${release}/`;
}

/** Key of a release's record. */
export function recordKey(release: number): string {
  return `${releaseFolder(release)}record.json`;
}

/** Number of the release that a key belongs to; undefined for other keys. */
export function releaseOfKey(key: string): number | undefined {
  const number = /^releases\/([1-9]\d*)\//.exec(key)?.[1];
  return number === undefined ? undefined : Number(number);
}

/**
 * Writes the record of a new release. The same record may be written again.
 *
 * @throws {OperationError} `RELEASE_NUMBER_TAKEN` when another one has the number: two lift at one time.
 */
export async function createRecord(
  aws: Aws,
  bucket: string,
  release: number,
  record: unknown,
  options: WorkOptions = {},
): Promise<void> {
  if (await createJson(aws, bucket, recordKey(release), record, options)) return;
  throw new OperationError("RELEASE_NUMBER_TAKEN", { release, bucket });
}

/** Writes the record of a release that has one, in the place of that. */
export function replaceRecord(
  aws: Aws,
  bucket: string,
  release: number,
  record: unknown,
  options: WorkOptions = {},
): Promise<void> {
  return putJson(aws, bucket, recordKey(release), record, options);
}

/** Reads a record; undefined when there is none or it is damaged. */
export function readRecord<T>(
  aws: Aws,
  bucket: string,
  release: number,
  schema: z.ZodType<T>,
  options: WorkOptions = {},
): Promise<T | undefined> {
  return readJson(aws, bucket, recordKey(release), schema, options);
}

/**
 * Numbers of all releases of which there is anything, newest first: also of one that was interrupted before it had a record.
 * None when there is no bucket. One call for up to a thousand releases.
 */
export async function listReleases(
  aws: Aws,
  bucket: string,
  options: WorkOptions = {},
): Promise<readonly number[]> {
  const own = { Bucket: bucket, ExpectedBucketOwner: aws.account };
  const folders: string[] = [];
  let token: string | undefined;
  try {
    do {
      const page = await aws.client(S3Client).send(
        new ListObjectsV2Command({
          ...own,
          Prefix: releasesFolder,
          Delimiter: "/",
          ...(token === undefined ? {} : { ContinuationToken: token }),
        }),
        sendOptions(options),
      );
      folders.push(...(page.CommonPrefixes ?? []).flatMap(({ Prefix }) => Prefix ?? []));
      token = page.NextContinuationToken;
    } while (token !== undefined);
  } catch (error) {
    if (isAwsError(error, "NoSuchBucket")) return [];
    throw error;
  }
  return folders.flatMap((folder) => releaseOfKey(folder) ?? []).toSorted((one, other) => other - one);
}

/** Every record, newest first; what has none, or a damaged one, is left out. */
export async function readRecords<T>(
  aws: Aws,
  bucket: string,
  schema: z.ZodType<T>,
  options: WorkOptions = {},
): Promise<readonly T[]> {
  const found = new Map<number, T>();
  await inParallel(await listReleases(aws, bucket, options), together, async (release) => {
    const record = await readRecord(aws, bucket, release, schema, options);
    if (record !== undefined) found.set(release, record);
  });
  return [...found].toSorted(([one], [other]) => other - one).map(([, record]) => record);
}
