import { HeadObjectCommand, S3Client } from "@aws-sdk/client-s3";
import type { Aws } from "../../aws.ts";
import { unlessAwsError } from "../aws-error.ts";
import { sendOptions, type WorkOptions } from "../work.ts";
import { putFile } from "./put-file.ts";

/** Below it archives lie, each named by its digest. */
export const archiveFolder = "code/";

/** A zip on this machine. */
export interface Archive {
  readonly path: string;
  /** SHA-256 of the file, in hexadecimal. */
  readonly sha256: string;
  readonly sizeBytes: number;
}

/** Key of an archive: the same content has the same key. */
export function archiveKey(sha256: string): string {
  return `${archiveFolder}${sha256}.zip`;
}

/**
 * Sends an archive of code, unless the bucket has it.
 *
 * @returns Its key, and whether it was sent.
 */
export async function putArchive(
  aws: Aws,
  bucket: string,
  { path, sha256, sizeBytes }: Archive,
  options: WorkOptions = {},
): Promise<{ readonly key: string; readonly isSent: boolean }> {
  const key = archiveKey(sha256);
  const look = new HeadObjectCommand({ Bucket: bucket, ExpectedBucketOwner: aws.account, Key: key });
  const there = await unlessAwsError(
    aws.client(S3Client).send(look, sendOptions(options)),
    "NotFound",
    "NoSuchKey",
  );
  if (there?.Metadata?.["sha256"] === sha256 && there.ContentLength === sizeBytes)
    return { key, isSent: false };
  await putFile(aws, { bucket, key, path, contentType: "application/zip", metadata: { sha256 } }, options);
  return { key, isSent: true };
}
