import {
  AbortMultipartUploadCommand,
  ListMultipartUploadsCommand,
  ListObjectVersionsCommand,
  S3Client,
  type MultipartUpload,
  type ObjectIdentifier,
} from "@aws-sdk/client-s3";
import { OperationError } from "../../../../errors.ts";
import type { Aws } from "../../aws.ts";
import { isAwsError, unlessAwsError } from "../aws-error.ts";
import { inParallel } from "../in-parallel.ts";
import { sendOptions, type WorkOptions } from "../work.ts";
import { removeObjects } from "./remove-objects.ts";

/** After so many passes that each found something, somebody is writing. */
const mostPasses = 10;
const together = 6;

/**
 * Removes everything from a bucket: objects, all their versions, marks of deleted ones, uploads that were never finished. It is
 * done when a last look finds nothing. Interrupted, the same call goes on with what is left.
 *
 * @returns How many were removed; 0 when there is no such bucket.
 * @throws {OperationError} `BUCKET_OBJECT_KEPT`, `BUCKET_STILL_WRITTEN`
 */
export async function emptyBucket(aws: Aws, bucket: string, options: WorkOptions = {}): Promise<number> {
  let removed = 0;
  try {
    for (let pass = 0; pass < mostPasses; pass += 1) {
      const found = await removeAll(aws, bucket, {
        ...options,
        onProgress: ({ done }) => options.onProgress?.({ done: removed + done, total: null }),
      });
      if (found === 0) return removed;
      removed += found;
    }
  } catch (error) {
    if (isAwsError(error, "NoSuchBucket")) return removed;
    throw error;
  }
  throw new OperationError("BUCKET_STILL_WRITTEN", { bucket });
}

/** One pass; gives how many things it found. */
async function removeAll(aws: Aws, bucket: string, options: WorkOptions): Promise<number> {
  let found = 0;
  const counted = async function* (): AsyncGenerator<ObjectIdentifier, void, undefined> {
    for await (const one of listVersions(aws, bucket, options)) {
      found += 1;
      yield one;
    }
  };
  await removeObjects(aws, bucket, counted(), options);
  return found + (await abortUploads(aws, bucket, options));
}

/** A bucket without versions lists its objects with the version `null`, by which they are removed for good as well. */
async function* listVersions(
  aws: Aws,
  bucket: string,
  options: WorkOptions,
): AsyncGenerator<ObjectIdentifier, void, undefined> {
  let marker: object | undefined = {};
  while (marker !== undefined) {
    const own = { Bucket: bucket, ExpectedBucketOwner: aws.account };
    const command: ListObjectVersionsCommand = new ListObjectVersionsCommand({ ...own, ...marker });
    const page = await aws.client(S3Client).send(command, sendOptions(options));
    for (const { Key, VersionId } of [...(page.Versions ?? []), ...(page.DeleteMarkers ?? [])]) {
      yield { Key, VersionId };
    }
    const { IsTruncated, NextKeyMarker: KeyMarker, NextVersionIdMarker: VersionIdMarker } = page;
    marker = IsTruncated === true ? { KeyMarker, VersionIdMarker } : undefined;
  }
}

async function abortUploads(aws: Aws, bucket: string, options: WorkOptions): Promise<number> {
  const s3 = aws.client(S3Client);
  const own = { Bucket: bucket, ExpectedBucketOwner: aws.account };
  let aborted = 0;
  await inParallel(listUploads(), together, async ({ Key, UploadId }) => {
    const command = new AbortMultipartUploadCommand({ ...own, Key, UploadId });
    await unlessAwsError(s3.send(command, sendOptions(options)), "NoSuchUpload");
    aborted += 1;
  });
  return aborted;

  async function* listUploads(): AsyncGenerator<MultipartUpload, void, undefined> {
    let marker: object | undefined = {};
    while (marker !== undefined) {
      const command: ListMultipartUploadsCommand = new ListMultipartUploadsCommand({ ...own, ...marker });
      const page = await s3.send(command, sendOptions(options));
      yield* page.Uploads ?? [];
      const { IsTruncated, NextKeyMarker: KeyMarker, NextUploadIdMarker: UploadIdMarker } = page;
      marker = IsTruncated === true ? { KeyMarker, UploadIdMarker } : undefined;
    }
  }
}
