import {
  DeleteFunctionCommand,
  LambdaClient,
  ResourceConflictException,
  ResourceNotFoundException,
} from "@aws-sdk/client-lambda";
import { DeleteObjectsCommand, ListObjectsV2Command, S3Client } from "@aws-sdk/client-s3";
import type { Aws } from "./aws.ts";
import { moveAlias } from "./functions/aliases.ts";
import { bucketName } from "./names.ts";
import { listReleases, readRelease, type AwsRelease, type RecordPlace } from "./releases.ts";

/** Releases that are kept to be returned to. */
export const keptReleases = 5;

/** Serves a release: `live` of every function leads to it from here on; `web` last, since requests follow it. Idempotent. */
export async function moveAliases(aws: Aws, { release, functions }: AwsRelease): Promise<void> {
  const isWeb = ({ name }: AwsRelease["functions"][number]): boolean => name === "web";
  const others = functions.filter((one) => !isWeb(one));
  await Promise.all(
    others.map(({ functionName, version }) => moveAlias(aws, functionName, { version, release })),
  );
  for (const { functionName, version } of functions.filter(isWeb))
    await moveAlias(aws, functionName, { version, release });
}

/** Forgets the versions of a release that did not come to be served. */
export async function discardVersions(aws: Aws, { functions }: Pick<AwsRelease, "functions">): Promise<void> {
  await Promise.all(functions.map(({ functionName, version }) => removeVersion(aws, functionName, version)));
}

/**
 * Removes releases that nobody can return to: their versions, their archives, what is only theirs in the bucket.
 *
 * @param served Numbers of those that are served, however old they are.
 */
export async function tidyReleases(place: RecordPlace, served: readonly number[]): Promise<void> {
  const all = await listReleases(place);
  const kept = [...all.slice(-keptReleases), ...served];
  const old = all.filter((release) => !kept.includes(release));
  if (old.length === 0) return;
  const keys = await Promise.all(kept.map(async (release) => keysOf(await readRelease(place, release))));
  for (const release of old) await removeRelease(place, release, keys.flat());
}

/** Archives that a release runs from. */
function keysOf(record: AwsRelease | undefined): readonly string[] {
  return [...new Set(Object.values(record?.stack.code ?? {}).map(({ key }) => key))];
}

async function removeRelease(
  place: RecordPlace,
  release: number,
  keysInUse: readonly string[],
): Promise<void> {
  const record = await readRelease(place, release);
  if (record !== undefined) await discardVersions(place.aws, record);
  const own = await keysBelow(place, `releases/${release}/`);
  const archives = keysOf(record).filter((key) => !keysInUse.includes(key));
  await removeKeys(place, [...archives, ...own]);
}

async function removeVersion(aws: Aws, functionName: string, version: string): Promise<void> {
  try {
    await aws
      .client(LambdaClient)
      .send(new DeleteFunctionCommand({ FunctionName: functionName, Qualifier: version }));
  } catch (error) {
    // One that an alias leads to stays; it goes when nobody asks for it any more.
    if (error instanceof ResourceNotFoundException || error instanceof ResourceConflictException) return;
    throw error;
  }
}

async function keysBelow({ aws, names }: RecordPlace, prefix: string): Promise<readonly string[]> {
  const keys: string[] = [];
  let ContinuationToken: string | undefined;
  do {
    const page = await aws.client(S3Client).send(
      new ListObjectsV2Command({
        Bucket: bucketName(names, "files", aws),
        Prefix: prefix,
        ...(ContinuationToken === undefined ? {} : { ContinuationToken }),
      }),
    );
    for (const { Key } of page.Contents ?? []) if (Key !== undefined) keys.push(Key);
    ContinuationToken = page.NextContinuationToken;
  } while (ContinuationToken !== undefined);
  return keys;
}

/** How many keys S3 takes in one request. */
const keysAtOnce = 1000;

async function removeKeys({ aws, names }: RecordPlace, keys: readonly string[]): Promise<void> {
  for (let from = 0; from < keys.length; from += keysAtOnce) {
    await aws.client(S3Client).send(
      new DeleteObjectsCommand({
        Bucket: bucketName(names, "files", aws),
        Delete: { Objects: keys.slice(from, from + keysAtOnce).map((Key) => ({ Key })), Quiet: true },
      }),
    );
  }
}
