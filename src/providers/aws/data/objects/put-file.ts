import { open, readFile, stat } from "node:fs/promises";
import {
  PutObjectCommand,
  S3Client,
  UploadPartCommand,
  type PutObjectCommandInput,
} from "@aws-sdk/client-s3";
import type { Aws } from "../../aws.ts";
import { sendOptions, type WorkOptions } from "../work.ts";
import { partBytes } from "./etag.ts";
import { readPart } from "./read-part.ts";
import { sendInParts, type Part } from "./send-in-parts.ts";

/** An object that is made of a file. */
export interface FileObject {
  readonly bucket: string;
  readonly key: string;
  readonly path: string;
  readonly contentType: string;
  readonly cacheControl?: string | undefined;
  readonly metadata?: Readonly<Record<string, string>> | undefined;
}

/**
 * Sends a file: whole, or in parts where it is large. The object is there when all of it is, and not before; parts of an upload
 * that ends early are removed.
 *
 * @param options.onProgress Told of bytes.
 */
export async function putFile(aws: Aws, file: FileObject, options: WorkOptions = {}): Promise<void> {
  const { size } = await stat(file.path);
  const s3 = aws.client(S3Client);
  const object = {
    Bucket: file.bucket,
    ExpectedBucketOwner: aws.account,
    Key: file.key,
    ContentType: file.contentType,
    ...(file.cacheControl === undefined ? {} : { CacheControl: file.cacheControl }),
    ...(file.metadata === undefined ? {} : { Metadata: { ...file.metadata } }),
  };
  if (size <= partBytes) {
    const Body = await readFile(file.path);
    await s3.send(new PutObjectCommand({ ...object, Body }), sendOptions(options));
    options.onProgress?.({ done: size, total: size });
    return;
  }
  await putInParts(aws, object, file.path, size, options);
}

async function putInParts(
  aws: Aws,
  object: PutObjectCommandInput,
  path: string,
  sizeBytes: number,
  options: WorkOptions,
): Promise<void> {
  const { Bucket, Key } = object;
  const handle = await open(path);
  let sent = 0;
  try {
    const send = async ({
      number,
      start,
      sizeBytes: length,
      uploadId,
    }: Part): Promise<string | undefined> => {
      const Body = await readPart(handle, start, length);
      const target = { Bucket, ExpectedBucketOwner: aws.account, Key, UploadId: uploadId };
      const command = new UploadPartCommand({ ...target, PartNumber: number, Body });
      const { ETag } = await aws.client(S3Client).send(command, sendOptions(options));
      sent += length;
      options.onProgress?.({ done: sent, total: sizeBytes });
      return ETag;
    };
    await sendInParts(aws, object, { sizeBytes, partBytes }, send, options);
  } finally {
    await handle.close();
  }
}
