import { DeleteObjectsCommand, S3Client, type ObjectIdentifier } from "@aws-sdk/client-s3";
import { OperationError } from "../../../../errors.ts";
import type { Aws } from "../../aws.ts";
import { inParallel } from "../in-parallel.ts";
import { sendOptions, type WorkOptions } from "../work.ts";

/** What one call takes. */
const most = 1000;
const together = 6;

/** What S3 says when the same call may well succeed. */
const passing: readonly string[] = ["InternalError", "SlowDown", "ServiceUnavailable", "OperationAborted"];

/**
 * Removes objects, or versions of them, a thousand with each call and several calls at a time.
 *
 * @returns How many are gone. One that S3 could not remove at this moment is not counted and may be tried again.
 * @throws {OperationError} `BUCKET_OBJECT_KEPT` for one that S3 refuses to remove.
 */
export async function removeObjects(
  aws: Aws,
  bucket: string,
  objects: Iterable<ObjectIdentifier> | AsyncIterable<ObjectIdentifier>,
  options: WorkOptions = {},
): Promise<number> {
  let removed = 0;
  await inParallel(inBatches(objects), together, async (batch) => {
    const gone = await removeBatch(aws, bucket, batch, options);
    removed += gone;
    options.onProgress?.({ done: removed, total: null });
  });
  return removed;
}

async function removeBatch(
  aws: Aws,
  bucket: string,
  batch: readonly ObjectIdentifier[],
  options: WorkOptions,
): Promise<number> {
  const { Errors = [] } = await aws.client(S3Client).send(
    new DeleteObjectsCommand({
      Bucket: bucket,
      ExpectedBucketOwner: aws.account,
      Delete: { Objects: [...batch], Quiet: true },
    }),
    sendOptions(options),
  );
  const refused = Errors.find(({ Code = "" }) => !passing.includes(Code));
  if (refused === undefined) return batch.length - Errors.length;
  const { Key = "", Code = "", Message = "" } = refused;
  throw new OperationError("BUCKET_OBJECT_KEPT", { bucket, key: Key, code: Code }, { detail: Message });
}

async function* inBatches(
  objects: Iterable<ObjectIdentifier> | AsyncIterable<ObjectIdentifier>,
): AsyncGenerator<readonly ObjectIdentifier[], void, undefined> {
  let batch: ObjectIdentifier[] = [];
  for await (const one of objects) {
    batch.push(one);
    if (batch.length < most) continue;
    yield batch;
    batch = [];
  }
  if (batch.length > 0) yield batch;
}
