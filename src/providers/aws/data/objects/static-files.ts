import { readdir } from "node:fs/promises";
import { join, relative, sep } from "node:path";
import { CopyObjectCommand, S3Client } from "@aws-sdk/client-s3";
import { z } from "zod";
import { contentTypeOf } from "../../../../platform/http/content-type.ts";
import { hasCode } from "../../../../system/files.ts";
import type { Aws } from "../../aws.ts";
import { copySource } from "../buckets/copy-bucket.ts";
import { listByKey } from "../buckets/list-objects.ts";
import { inParallel } from "../in-parallel.ts";
import { sendOptions, type WorkOptions } from "../work.ts";
import { etagOfFile } from "./etag.ts";
import { putJson, readJson } from "./json-objects.ts";
import { putFile } from "./put-file.ts";
import { releaseFolder } from "./releases.ts";

/** What the distribution serves, at the same path below the address of static files. */
export const servedFolder = "static/";

/** A name that changes with the content is good for a year, which browsers take for ever. */
const forEver = "public, max-age=31536000, immutable";
/** A name that stays may mean something else after the next release. */
const shortly = "public, max-age=60";

const together = 16;

/** What a release has of static files, by their paths below the static folder. */
const listSchema = z.object({ hashed: z.array(z.string()), plain: z.array(z.string()) });
export type StaticList = z.infer<typeof listSchema>;

/** The static files of a release, on this machine. */
export interface StaticRequest {
  readonly folder: string;
  /** Paths of those whose names change with their content. */
  readonly hashed: readonly string[];
  readonly release: number;
}

/** What was sent; `kept` was there already. */
export interface SentFiles {
  readonly sent: number;
  readonly bytes: number;
  readonly kept: number;
}

/**
 * Sends the static files of a release, before it is served. Names with a hash go where they are served at once, since no other
 * release means another file by them; the others wait beside the release until `publishStatic`. Only what the bucket does not
 * have is sent. Names that begin with a dot, and links, are left out, as they are never served.
 *
 * @param options.onProgress Told of files.
 */
export async function uploadStatic(
  aws: Aws,
  bucket: string,
  { folder, hashed, release }: StaticRequest,
  options: WorkOptions = {},
): Promise<SentFiles> {
  const paths = await filesIn(folder);
  const isHashed = new Set(hashed);
  const list: StaticList = {
    hashed: paths.filter((path) => isHashed.has(path)),
    plain: paths.filter((path) => !isHashed.has(path)),
  };
  // First, so that whoever tidies meanwhile knows that this release needs them.
  await putJson(aws, bucket, listKey(release), list, options);
  const there = new Map([
    ...(await listByKey(aws, bucket, servedFolder, options)),
    ...(await listByKey(aws, bucket, waitingFolder(release), options)),
  ]);
  let [sent, bytes, kept] = [0, 0, 0];
  await inParallel(paths, together, async (path) => {
    const key = isHashed.has(path) ? `${servedFolder}${path}` : `${waitingFolder(release)}${path}`;
    const full = join(folder, path);
    const found = there.get(key);
    if (found !== undefined && found.etag === (await etagOfFile(full))) {
      kept += 1;
    } else {
      const cacheControl = isHashed.has(path) ? forEver : shortly;
      const file = { bucket, key, path: full, contentType: contentTypeOf(path), cacheControl };
      let size = 0;
      await putFile(aws, file, { signal: options.signal, onProgress: ({ done }) => void (size = done) });
      bytes += size;
      sent += 1;
    }
    options.onProgress?.({ done: sent + kept, total: paths.length });
  });
  return { sent, bytes, kept };
}

/**
 * Serves those static files of a release whose names stay: when it begins to be served, and when it is returned to. What only
 * another release has stays there for pages that are still open, until that release is tidied.
 *
 * @param options.onlyNew Leaves those that another release has under the same name: most requests still go to it. Default:
 *   false.
 * @returns How many are others than before.
 */
export async function publishStatic(
  aws: Aws,
  bucket: string,
  release: number,
  { onlyNew = false, ...options }: WorkOptions & { readonly onlyNew?: boolean } = {},
): Promise<number> {
  const waiting = await listByKey(aws, bucket, waitingFolder(release), options);
  if (waiting.size === 0) return 0;
  const served = await listByKey(aws, bucket, servedFolder, options);
  const target = (key: string): string => `${servedFolder}${key.slice(waitingFolder(release).length)}`;
  const other = [...waiting.values()].filter(({ key, etag }) => {
    const there = served.get(target(key));
    return there === undefined || (!onlyNew && there.etag !== etag);
  });
  let done = 0;
  await inParallel(other, together, async ({ key }) => {
    const command = new CopyObjectCommand({
      Bucket: bucket,
      ExpectedBucketOwner: aws.account,
      ExpectedSourceBucketOwner: aws.account,
      Key: target(key),
      CopySource: copySource(bucket, key),
    });
    await aws.client(S3Client).send(command, sendOptions(options));
    done += 1;
    options.onProgress?.({ done, total: other.length });
  });
  return other.length;
}

/** What a release has of static files; undefined when that is not known. */
export function readStaticList(
  aws: Aws,
  bucket: string,
  release: number,
  options: WorkOptions = {},
): Promise<StaticList | undefined> {
  return readJson(aws, bucket, listKey(release), listSchema, options);
}

function listKey(release: number): string {
  return `${releaseFolder(release)}static.json`;
}

function waitingFolder(release: number): string {
  return `${releaseFolder(release)}static/`;
}

/** Paths with `/` between; none when there is no such folder. */
async function filesIn(folder: string): Promise<readonly string[]> {
  try {
    const entries = await readdir(folder, { withFileTypes: true, recursive: true });
    return entries
      .filter((entry) => entry.isFile())
      .map(({ parentPath, name }) => relative(folder, join(parentPath, name)).split(sep))
      .filter((parts) => !parts.some((part) => part.startsWith(".")))
      .map((parts) => parts.join("/"))
      .toSorted();
  } catch (error) {
    if (hasCode(error, "ENOENT")) return [];
    throw error;
  }
}
