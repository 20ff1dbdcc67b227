import { DeleteObjectCommand, GetObjectCommand, PutObjectCommand, S3Client } from "@aws-sdk/client-s3";
import type { z } from "zod";
import { parseJson } from "../../../../system/json.ts";
import type { Aws } from "../../aws.ts";
import { unlessAwsError } from "../aws-error.ts";
import { renderJson } from "./json-objects.ts";

/** Where an object is. */
export interface ObjectPlace {
  readonly aws: Aws;
  readonly bucket: string;
  readonly key: string;
}

/** An object as it was found. */
export interface FoundJson<T> {
  /** Undefined when it is damaged. */
  readonly value: T | undefined;
  /** Changes with each write. */
  readonly etag: string;
  /** By S3's own clock. */
  readonly writtenAt: Date;
}

/** What S3 answers where an object is another one than the caller thought, or gone. */
const conditionFailures = ["PreconditionFailed", "ConditionalRequestConflict", "NoSuchKey", "NoSuchBucket"];

/** Reads a value with what tells it from any other; undefined when there is none. */
export async function findJson<T>(
  { aws, bucket, key }: ObjectPlace,
  schema: z.ZodType<T>,
): Promise<FoundJson<T> | undefined> {
  const found = await unlessAwsError(
    aws.client(S3Client).send(new GetObjectCommand({ ...ownedBy(aws), Bucket: bucket, Key: key })),
    "NoSuchKey",
    "NoSuchBucket",
  );
  if (found === undefined) return undefined;
  const text = (await found.Body?.transformToString("utf8")) ?? "";
  return {
    value: schema.safeParse(parseJson(text)).data,
    etag: found.ETag ?? "",
    writtenAt: found.LastModified ?? new Date(0),
  };
}

/**
 * Writes a value in the place of the one that was found.
 *
 * @returns What tells it from any other; undefined where somebody else was first, and nothing has changed.
 * @see https://docs.aws.amazon.com/AmazonS3/latest/userguide/conditional-writes.html
 */
export async function replaceJson(
  { aws, bucket, key }: ObjectPlace,
  value: unknown,
  etag: string,
): Promise<string | undefined> {
  const command = new PutObjectCommand({
    ...ownedBy(aws),
    Bucket: bucket,
    Key: key,
    Body: renderJson(value),
    ContentType: "application/json; charset=utf-8",
    IfMatch: etag,
  });
  const written = await unlessAwsError(aws.client(S3Client).send(command), ...conditionFailures);
  return written?.ETag;
}

/**
 * Removes the object, if it is still the one that was found.
 *
 * @see https://docs.aws.amazon.com/AmazonS3/latest/userguide/conditional-deletes.html
 */
export async function removeJson({ aws, bucket, key }: ObjectPlace, etag: string): Promise<void> {
  const command = new DeleteObjectCommand({ ...ownedBy(aws), Bucket: bucket, Key: key, IfMatch: etag });
  await unlessAwsError(aws.client(S3Client).send(command), ...conditionFailures);
}

function ownedBy({ account }: Aws): { readonly ExpectedBucketOwner: string } {
  return { ExpectedBucketOwner: account };
}
