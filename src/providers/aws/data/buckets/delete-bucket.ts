import { DeleteBucketCommand, S3Client } from "@aws-sdk/client-s3";
import { OperationError } from "../../../../errors.ts";
import type { Aws } from "../../aws.ts";
import { isAwsError } from "../aws-error.ts";
import { sendOptions, type WorkOptions } from "../work.ts";
import { emptyBucket } from "./empty-bucket.ts";

/** A function that is about to end may still write: so often it is emptied again. */
const mostTries = 3;

/**
 * Empties a bucket and deletes it.
 *
 * @returns False when there was none.
 * @throws {OperationError} `BUCKET_OBJECT_KEPT`, `BUCKET_STILL_WRITTEN`
 */
export async function deleteBucket(aws: Aws, bucket: string, options: WorkOptions = {}): Promise<boolean> {
  const command = new DeleteBucketCommand({ Bucket: bucket, ExpectedBucketOwner: aws.account });
  for (let tries = 0; tries < mostTries; tries += 1) {
    await emptyBucket(aws, bucket, options);
    try {
      await aws.client(S3Client).send(command, sendOptions(options));
      return true;
    } catch (error) {
      if (isAwsError(error, "NoSuchBucket")) return false;
      if (!isAwsError(error, "BucketNotEmpty")) throw error;
    }
  }
  throw new OperationError("BUCKET_STILL_WRITTEN", { bucket });
}
