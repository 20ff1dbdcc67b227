import { GetObjectCommand, PutObjectCommand, S3Client } from "@aws-sdk/client-s3";
import type { z } from "zod";
import { parseJson } from "../../../../system/json.ts";
import type { Aws } from "../../aws.ts";
import { isAwsError, unlessAwsError } from "../aws-error.ts";
import { sendOptions, type WorkOptions } from "../work.ts";

/** Writes a value as JSON; what is there is replaced. */
export async function putJson(
  aws: Aws,
  bucket: string,
  key: string,
  value: unknown,
  options: WorkOptions = {},
): Promise<void> {
  await aws.client(S3Client).send(putCommand(aws, bucket, key, renderJson(value)), sendOptions(options));
}

/**
 * Writes a value as JSON where nothing is yet.
 *
 * @returns False when something else is there; that stays.
 * @see https://docs.aws.amazon.com/AmazonS3/latest/userguide/conditional-writes.html
 */
export async function createJson(
  aws: Aws,
  bucket: string,
  key: string,
  value: unknown,
  options: WorkOptions = {},
): Promise<boolean> {
  const text = renderJson(value);
  try {
    await aws
      .client(S3Client)
      .send(putCommand(aws, bucket, key, text, { IfNoneMatch: "*" }), sendOptions(options));
    return true;
  } catch (error) {
    if (!isAwsError(error, "PreconditionFailed", "ConditionalRequestConflict")) throw error;
    // A call whose answer was lost has been made again by the client: then what is there is this value.
    return (await readText(aws, bucket, key, options)) === text;
  }
}

/**
 * Reads a value.
 *
 * @returns Undefined when there is none, or when it is damaged.
 */
export async function readJson<T>(
  aws: Aws,
  bucket: string,
  key: string,
  schema: z.ZodType<T>,
  options: WorkOptions = {},
): Promise<T | undefined> {
  const text = await readText(aws, bucket, key, options);
  return text === undefined ? undefined : schema.safeParse(parseJson(text)).data;
}

async function readText(
  aws: Aws,
  bucket: string,
  key: string,
  options: WorkOptions,
): Promise<string | undefined> {
  const command = new GetObjectCommand({ Bucket: bucket, ExpectedBucketOwner: aws.account, Key: key });
  const found = await unlessAwsError(
    aws.client(S3Client).send(command, sendOptions(options)),
    "NoSuchKey",
    "NoSuchBucket",
  );
  return found?.Body?.transformToString("utf8");
}

/** A value as it is written. */
export function renderJson(value: unknown): string {
  return `${JSON.stringify(value, null, 2)}\n`;
}

function putCommand(
  aws: Aws,
  Bucket: string,
  Key: string,
  Body: string,
  more: object = {},
): PutObjectCommand {
  const ContentType = "application/json; charset=utf-8";
  return new PutObjectCommand({
    Bucket,
    ExpectedBucketOwner: aws.account,
    Key,
    Body,
    ContentType,
    ...more,
  });
}
