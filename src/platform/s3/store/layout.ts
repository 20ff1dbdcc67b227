import { join } from "node:path";

/**
 * Where things lie:
 *
 * ```
 * lock                        held by the one process that serves this folder
 * open                        there while it is open: found at the start, the last process was killed
 * temporary/                  files and folders being made or removed; emptied at the start
 * buckets/BUCKET/bucket.json  a bucket's settings
 *                keys/        one record a key, in a tree of folders (`key-path.ts`)
 *                data/xx/     immutable data, by random names
 *                uploads/ID/  a multipart upload: upload.json, and one record a part
 * ```
 */
export interface StoreLayout {
  readonly lock: string;
  readonly openMark: string;
  readonly temporary: string;
  readonly buckets: string;
}

/** Paths of one bucket. */
export interface BucketLayout {
  readonly folder: string;
  readonly settings: string;
  readonly keys: string;
  readonly data: string;
  readonly uploads: string;
}

export function storeLayout(folder: string): StoreLayout {
  return {
    lock: join(folder, "lock"),
    openMark: join(folder, "open"),
    temporary: join(folder, "temporary"),
    buckets: join(folder, "buckets"),
  };
}

/** Paths of a bucket at `folder`. */
export function bucketLayout(folder: string): BucketLayout {
  return {
    folder,
    settings: join(folder, "bucket.json"),
    keys: join(folder, "keys"),
    data: join(folder, "data"),
    uploads: join(folder, "uploads"),
  };
}

/** Path of a data file. Spread over 256 folders, since some file systems slow down in a folder with very many files. */
export function dataPath(bucket: BucketLayout, name: string): string {
  return join(bucket.data, name.slice(0, 2), name);
}
