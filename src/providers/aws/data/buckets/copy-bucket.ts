import { CopyObjectCommand, HeadObjectCommand, S3Client, UploadPartCopyCommand } from "@aws-sdk/client-s3";
import type { Aws } from "../../aws.ts";
import { unlessAwsError } from "../aws-error.ts";
import { inParallel } from "../in-parallel.ts";
import { sendOptions, type WorkOptions } from "../work.ts";
import { sendInParts, type Part } from "../objects/send-in-parts.ts";
import { listByKey, listObjects, type ListedObject } from "./list-objects.ts";

export interface CopyOptions extends WorkOptions {
  /** Keys that begin so are not copied. */
  readonly except?: string | undefined;
  /** The largest object that one call copies: 5 GiB, which is S3's limit. */
  readonly largestBytes?: number | undefined;
}

/** What was copied; `skipped` was there already. */
export interface CopiedBucket {
  readonly copied: number;
  readonly bytes: number;
  readonly skipped: number;
}

/** S3 counts 5 GB in powers of two. */
const largestCopyBytes = 5 * 1024 ** 3;
const together = 16;

/**
 * Copies what is in a bucket into another one of the same account, without sending a byte through here. What has been copied
 * and not written to since is skipped, so that after an interruption the same call goes on; what only the other bucket has stays.
 *
 * @see https://docs.aws.amazon.com/AmazonS3/latest/API/API_CopyObject.html
 */
export async function copyBucket(
  aws: Aws,
  from: string,
  to: string,
  options: CopyOptions = {},
): Promise<CopiedBucket> {
  const { except, onProgress, largestBytes = largestCopyBytes } = options;
  const there = await listByKey(aws, to, "", options);
  let [copied, bytes, skipped] = [0, 0, 0];
  await inParallel(listObjects(aws, from, "", options), together, async (object) => {
    if (except !== undefined && object.key.startsWith(except)) return;
    if (isCopyOf(there.get(object.key), object)) {
      skipped += 1;
      return;
    }
    const isLarge = object.sizeBytes > largestBytes;
    await (isLarge ? copyInParts(aws, from, to, object, { ...options, largestBytes }) : copy(object));
    copied += 1;
    bytes += object.sizeBytes;
    onProgress?.({ done: copied + skipped, total: null });
  });
  return { copied, bytes, skipped };

  async function copy({ key }: ListedObject): Promise<void> {
    const command = new CopyObjectCommand({
      Bucket: to,
      ExpectedBucketOwner: aws.account,
      ExpectedSourceBucketOwner: aws.account,
      Key: key,
      CopySource: copySource(from, key),
    });
    // What is deleted while it is to be copied is not to be copied.
    await unlessAwsError(aws.client(S3Client).send(command, sendOptions(options)), "NoSuchKey");
  }
}

/** A copy of an object that was sent in parts has another tag: size and time decide. */
function isCopyOf(there: ListedObject | undefined, object: ListedObject): boolean {
  return there?.sizeBytes === object.sizeBytes && there.lastModified >= object.lastModified;
}

/** `BUCKET/KEY` as the header takes it: encoded, but for the slashes. */
export function copySource(bucket: string, key: string): string {
  return `${bucket}/${key.split("/").map(encodeURIComponent).join("/")}`;
}

/** A copy in parts takes over nothing of the object by itself, so that its headers are read first. */
async function copyInParts(
  aws: Aws,
  from: string,
  to: string,
  { key, sizeBytes }: ListedObject,
  options: WorkOptions & { readonly largestBytes: number },
): Promise<void> {
  const s3 = aws.client(S3Client);
  const source = new HeadObjectCommand({ Bucket: from, ExpectedBucketOwner: aws.account, Key: key });
  const { ContentType, CacheControl, ContentDisposition, ContentEncoding, ContentLanguage, Metadata, ETag } =
    await s3.send(source, sendOptions(options));
  const headers = { ContentType, CacheControl, ContentDisposition, ContentEncoding, ContentLanguage };
  const target = { Bucket: to, Key: key };
  const send = async ({ number, start, sizeBytes: length, uploadId }: Part): Promise<string | undefined> => {
    const { CopyPartResult } = await s3.send(
      new UploadPartCopyCommand({
        ...target,
        ExpectedBucketOwner: aws.account,
        ExpectedSourceBucketOwner: aws.account,
        UploadId: uploadId,
        PartNumber: number,
        CopySource: copySource(from, key),
        // Parts of two objects must not become one.
        CopySourceIfMatch: ETag,
        CopySourceRange: `bytes=${start}-${start + length - 1}`,
      }),
      sendOptions(options),
    );
    return CopyPartResult?.ETag;
  };
  const size = { sizeBytes, partBytes: options.largestBytes };
  await sendInParts(aws, { ...target, ...headers, Metadata }, size, send, options);
}
