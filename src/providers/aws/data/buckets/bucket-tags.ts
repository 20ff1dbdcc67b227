import { GetBucketTaggingCommand, PutBucketTaggingCommand, S3Client } from "@aws-sdk/client-s3";
import type { Aws } from "../../aws.ts";
import type { TagPair } from "../../names.ts";
import { isAwsError } from "../aws-error.ts";
import { asTagPairs, tagValue } from "../ownership.ts";
import { sendOptions, type WorkOptions } from "../work.ts";

/**
 * Tags of a bucket of this account; none for one that has none, undefined where there is no bucket.
 *
 * @throws `AccessDenied`, as S3 says it, when the right is missing or the bucket is another account's.
 */
export async function readBucketTags(
  aws: Aws,
  bucket: string,
  options: WorkOptions = {},
): Promise<readonly TagPair[] | undefined> {
  const command = new GetBucketTaggingCommand({ Bucket: bucket, ExpectedBucketOwner: aws.account });
  try {
    const { TagSet } = await aws.client(S3Client).send(command, sendOptions(options));
    return asTagPairs(TagSet);
  } catch (error) {
    if (isAwsError(error, "NoSuchTagSet")) return [];
    if (isAwsError(error, "NoSuchBucket")) return undefined;
    throw error;
  }
}

/** Gives a bucket these tags and no others. */
export async function writeBucketTags(
  aws: Aws,
  bucket: string,
  tags: readonly TagPair[],
  options: WorkOptions = {},
): Promise<void> {
  const command = new PutBucketTaggingCommand({
    Bucket: bucket,
    ExpectedBucketOwner: aws.account,
    Tagging: { TagSet: [...tags] },
  });
  await aws.client(S3Client).send(command, sendOptions(options));
}

/** Tags with more: those that somebody else has set, for bills for instance, stay. */
export function withTags(there: readonly TagPair[], more: readonly TagPair[]): readonly TagPair[] {
  return [...there.filter(({ Key }) => tagValue(more, Key) === undefined), ...more];
}
