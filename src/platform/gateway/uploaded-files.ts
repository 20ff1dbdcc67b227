import type { IncomingMessage, ServerResponse } from "node:http";
import type { ObjectStorage } from "../s3/object-storage.ts";
import type { BucketMount } from "./door.ts";
import { splitTarget } from "./event.ts";
import { scriptedTypes, scriptsOff } from "./scripted-types.ts";
import { safeName } from "./static-files.ts";

/** S3's protocol on every door: what the application signs for a browser leads to the address that the browser knows. */
export const storagePath = "/_monolift/s3";

/**
 * Answers from a door's buckets, as CloudFront does from S3. GET and HEAD only.
 *
 * @returns False when no bucket has the file: nothing has been written then.
 */
export async function serveUpload(
  buckets: readonly BucketMount[],
  storage: Pick<ObjectStorage, "serve"> | undefined,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<boolean> {
  if (storage === undefined || (request.method !== "GET" && request.method !== "HEAD")) return false;
  const { path } = splitTarget(request.url ?? "/");
  for (const { urlPrefix, bucket } of buckets) {
    if (!path.startsWith(urlPrefix)) continue;
    const key = safeName(path.slice(urlPrefix.length));
    if (key !== undefined && (await storage.serve({ bucket, key, headers }, request, response))) return true;
  }
  return false;
}

function headers(own: Readonly<Record<string, string | undefined>>): Record<string, string> {
  const type = own["content-type"] ?? "";
  return {
    "x-content-type-options": "nosniff",
    "cache-control": own["cache-control"] ?? "private, no-cache",
    ...(scriptedTypes.test(type) ? { "content-security-policy": scriptsOff } : {}),
  };
}
