import { mkdir, readdir, rename, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { z } from "zod";
import { S3Error } from "../errors.ts";
import { hasCode, readTextIfThere } from "../../../system/files.ts";
import { bucketLayout, type BucketLayout } from "./layout.ts";
import { replaceFile } from "./replace-file.ts";
import { temporaryPath, type Store } from "./store.ts";
import { versioningStates } from "./versions.ts";
import { walkKeys } from "./walk.ts";

export const corsRuleSchema = z
  .object({
    id: z.string().nullable(),
    allowedOrigins: z.array(z.string()).readonly(),
    allowedMethods: z.array(z.string()).readonly(),
    allowedHeaders: z.array(z.string()).readonly(),
    exposedHeaders: z.array(z.string()).readonly(),
    maxAgeSeconds: z.number().int().nullable(),
  })
  .readonly();
export type CorsRule = z.infer<typeof corsRuleSchema>;

const settingsSchema = z
  .object({
    format: z.literal(1),
    /** ISO 8601 in UTC. */
    createdAt: z.string(),
    versioning: z.enum(versioningStates),
    cors: z.array(corsRuleSchema).readonly(),
  })
  .readonly();
export type BucketSettings = z.infer<typeof settingsSchema>;

/** A bucket that exists. */
export interface Bucket {
  readonly name: string;
  readonly layout: BucketLayout;
  readonly settings: BucketSettings;
}

const fresh = { format: 1, versioning: "Off", cors: [] } as const;

/** Names of buckets, in order. */
export async function listBuckets(store: Store): Promise<readonly string[]> {
  return (await readdir(store.layout.buckets)).toSorted((one, other) => (one < other ? -1 : 1));
}

/** @throws {S3Error} `NoSuchBucket`. */
export async function readBucket(store: Store, name: string): Promise<Bucket> {
  const bucket = await findBucket(store, name);
  if (bucket === undefined) throw new S3Error("NoSuchBucket", { details: { BucketName: name } });
  return bucket;
}

/** As `readBucket`; undefined when there is none. */
export async function findBucket(store: Store, name: string): Promise<Bucket | undefined> {
  if (!isBucketName(name)) return undefined;
  const layout = bucketLayout(join(store.layout.buckets, name));
  const text = await readTextIfThere(layout.settings);
  return text === undefined ? undefined : { name, layout, settings: settingsSchema.parse(JSON.parse(text)) };
}

/**
 * Makes an empty bucket.
 *
 * @param like Bucket whose settings it gets; by default they are as of any new one.
 * @throws {S3Error} `InvalidBucketName`, `BucketAlreadyOwnedByYou`.
 */
export async function createBucket(store: Store, name: string, like?: string): Promise<void> {
  if (!isBucketName(name)) throw new S3Error("InvalidBucketName", { details: { BucketName: name } });
  const layout = bucketLayout(temporaryPath(store));
  await mkdir(layout.keys, { recursive: true });
  await mkdir(layout.data);
  await mkdir(layout.uploads);
  const given = like === undefined ? fresh : (await readBucket(store, like)).settings;
  const settings: BucketSettings = { ...given, createdAt: store.now().toISOString() };
  await writeFile(layout.settings, JSON.stringify(settings), { mode: 0o600 });
  await installBucket(store, layout, name);
}

/**
 * Gives a bucket that was made in the temporary folder its name, at which moment it exists.
 *
 * @throws {S3Error} `BucketAlreadyOwnedByYou`.
 */
export async function installBucket(store: Store, made: BucketLayout, name: string): Promise<void> {
  try {
    await rename(made.folder, join(store.layout.buckets, name));
  } catch (error) {
    await rm(made.folder, { recursive: true, force: true });
    if (hasCode(error, "ENOTEMPTY", "EEXIST"))
      throw new S3Error("BucketAlreadyOwnedByYou", { details: { BucketName: name } });
    throw error;
  }
}

/** Changes a bucket's settings, after all earlier changes of them. */
export function changeBucket(store: Store, name: string, change: Partial<BucketSettings>): Promise<void> {
  return store.gate.alone(name, async () => {
    const { layout, settings } = await readBucket(store, name);
    await replaceFile(store, layout.settings, JSON.stringify({ ...settings, ...change }));
  });
}

/**
 * Removes a bucket and all that is in it.
 *
 * @param options `onlyIfEmpty`: as S3's own DeleteBucket.
 * @throws {S3Error} `NoSuchBucket`, `BucketNotEmpty`.
 */
export async function deleteBucket(
  store: Store,
  name: string,
  { onlyIfEmpty }: { readonly onlyIfEmpty: boolean },
): Promise<void> {
  const away = temporaryPath(store);
  await store.gate.alone(name, async () => {
    const { layout } = await readBucket(store, name);
    if (onlyIfEmpty) {
      const first = await walkKeys(store, layout, "", { from: "" }).next();
      if (first.done !== true) throw new S3Error("BucketNotEmpty", { details: { BucketName: name } });
    }
    await rename(layout.folder, away);
    store.names.forgetAll();
  });
  await rm(away, { recursive: true, force: true });
}

/**
 * Gives a bucket another name, once nobody changes anything in it. Uploads under way go with it.
 *
 * @throws {S3Error} `NoSuchBucket`, `BucketAlreadyOwnedByYou`.
 */
export function renameBucket(store: Store, from: string, to: string): Promise<void> {
  return store.gate.alone(from, async () => {
    const { layout } = await readBucket(store, from);
    try {
      await rename(layout.folder, join(store.layout.buckets, to));
    } catch (error) {
      if (hasCode(error, "ENOTEMPTY", "EEXIST"))
        throw new S3Error("BucketAlreadyOwnedByYou", { details: { BucketName: to } });
      throw error;
    }
    store.names.forgetAll();
  });
}

/** @see https://docs.aws.amazon.com/AmazonS3/latest/userguide/bucketnamingrules.html */
function isBucketName(name: string): boolean {
  return (
    /^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$/.test(name) &&
    !name.includes("..") &&
    !/^\d+\.\d+\.\d+\.\d+$/.test(name) &&
    !/^(xn--|sthree-|amzn-s3-demo-)|(-s3alias|--ol-s3|\.mrap|--x-s3|--table-s3)$/.test(name)
  );
}
