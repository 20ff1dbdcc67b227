import {
  AbortMultipartUploadCommand,
  CompleteMultipartUploadCommand,
  CreateMultipartUploadCommand,
  S3Client,
  type CreateMultipartUploadCommandInput,
} from "@aws-sdk/client-s3";
import type { Aws } from "../../aws.ts";
import { inParallel } from "../in-parallel.ts";
import { sendOptions, type WorkOptions } from "../work.ts";

/** A part of an object that is made of several. */
export interface Part {
  /** From 1. */
  readonly number: number;
  /** First byte. */
  readonly start: number;
  readonly sizeBytes: number;
  readonly uploadId: string | undefined;
}

/** Parts that are sent at a time. */
const together = 4;

/**
 * Makes an object of parts. It is there when all parts are, and not before; of one that ends early no part stays.
 *
 * @param object Where it is to be, and its headers.
 * @param size.partBytes Between 5 MiB and 5 GiB, but for the last one.
 * @param send Sends one part and gives its tag.
 * @see https://docs.aws.amazon.com/AmazonS3/latest/userguide/mpuoverview.html
 */
export async function sendInParts(
  aws: Aws,
  object: CreateMultipartUploadCommandInput,
  size: { readonly sizeBytes: number; readonly partBytes: number },
  send: (part: Part) => Promise<string | undefined>,
  options: WorkOptions,
): Promise<void> {
  const s3 = aws.client(S3Client);
  const target = { Bucket: object.Bucket, ExpectedBucketOwner: aws.account, Key: object.Key };
  const begin = new CreateMultipartUploadCommand({ ...object, ...target });
  const { UploadId } = await s3.send(begin, sendOptions(options));
  try {
    const tags = new Map<number, string | undefined>();
    await inParallel(partsOf(size, UploadId), together, async (part) => {
      options.signal?.throwIfAborted();
      tags.set(part.number, await send(part));
    });
    const Parts = [...tags]
      .toSorted(([one], [other]) => one - other)
      .map(([PartNumber, ETag]) => ({ PartNumber, ETag }));
    const end = new CompleteMultipartUploadCommand({ ...target, UploadId, MultipartUpload: { Parts } });
    await s3.send(end, sendOptions(options));
  } catch (error) {
    // Without the signal: it may be what has ended the work. What can't be removed now goes by the bucket's own rule.
    await s3.send(new AbortMultipartUploadCommand({ ...target, UploadId })).catch(() => undefined);
    throw error;
  }
}

function* partsOf(
  { sizeBytes, partBytes }: { readonly sizeBytes: number; readonly partBytes: number },
  uploadId: string | undefined,
): Generator<Part, void, undefined> {
  for (let number = 1, start = 0; start < sizeBytes; number += 1, start += partBytes) {
    yield { number, start, sizeBytes: Math.min(partBytes, sizeBytes - start), uploadId };
  }
}
