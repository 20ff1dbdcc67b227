import type { Aws } from "../../aws.ts";
import { isAwsError } from "../aws-error.ts";
import type { WorkOptions } from "../work.ts";
import { listObjects } from "./list-objects.ts";

/** What a bucket holds; older versions of objects are not counted. */
export interface BucketContent {
  readonly objects: number;
  readonly bytes: number;
  /** ISO 8601 in UTC; null when there is nothing in it. */
  readonly lastWrite: string | null;
  /** False when there is more than was counted. */
  readonly isComplete: boolean;
}

/**
 * Counts what is in a bucket.
 *
 * @param options.limit Objects after which it stops, since every thousand is a call. Default: 200,000.
 * @param options.except Keys that begin so are not counted.
 * @returns Undefined when there is no such bucket.
 */
export async function measureBucket(
  aws: Aws,
  bucket: string,
  options: WorkOptions & { readonly limit?: number; readonly except?: string } = {},
): Promise<BucketContent | undefined> {
  const { limit = 200_000, except, onProgress } = options;
  let objects = 0;
  let bytes = 0;
  let last = 0;
  try {
    for await (const one of listObjects(aws, bucket, "", options)) {
      if (except !== undefined && one.key.startsWith(except)) continue;
      if (objects === limit) return { objects, bytes, lastWrite: iso(last), isComplete: false };
      objects += 1;
      bytes += one.sizeBytes;
      last = Math.max(last, one.lastModified.getTime());
      if (objects % 1000 === 0) onProgress?.({ done: objects, total: null });
    }
  } catch (error) {
    if (isAwsError(error, "NoSuchBucket")) return undefined;
    throw error;
  }
  return { objects, bytes, lastWrite: objects === 0 ? null : iso(last), isComplete: true };
}

function iso(milliseconds: number): string {
  return new Date(milliseconds).toISOString();
}
