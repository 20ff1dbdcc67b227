import { ListObjectsV2Command, S3Client } from "@aws-sdk/client-s3";
import type { Aws } from "../../aws.ts";
import { sendOptions, type WorkOptions } from "../work.ts";

/** An object as a listing shows it. */
export interface ListedObject {
  readonly key: string;
  readonly sizeBytes: number;
  /** Without quotation marks. */
  readonly etag: string;
  readonly lastModified: Date;
}

/**
 * Lists what is in a bucket, in the order of the keys, a thousand with each call.
 *
 * @throws `NoSuchBucket`, as S3 says it.
 */
export async function* listObjects(
  aws: Aws,
  bucket: string,
  prefix: string,
  options: WorkOptions = {},
): AsyncGenerator<ListedObject, void, undefined> {
  let token: string | undefined;
  do {
    const page = await aws.client(S3Client).send(
      new ListObjectsV2Command({
        Bucket: bucket,
        ExpectedBucketOwner: aws.account,
        Prefix: prefix,
        ...(token === undefined ? {} : { ContinuationToken: token }),
      }),
      sendOptions(options),
    );
    for (const { Key, Size, ETag, LastModified } of page.Contents ?? []) {
      yield {
        key: Key ?? "",
        sizeBytes: Size ?? 0,
        etag: (ETag ?? "").replaceAll('"', ""),
        lastModified: LastModified ?? new Date(0),
      };
    }
    token = page.NextContinuationToken;
  } while (token !== undefined);
}

/** The same by key. */
export async function listByKey(
  aws: Aws,
  bucket: string,
  prefix: string,
  options: WorkOptions = {},
): Promise<ReadonlyMap<string, ListedObject>> {
  const found = new Map<string, ListedObject>();
  for await (const one of listObjects(aws, bucket, prefix, options)) found.set(one.key, one);
  return found;
}
