import type { IncomingMessage, ServerResponse } from "node:http";
import { S3Error } from "../errors.ts";
import { getObject } from "../operations/get-object.ts";
import type { Reply } from "../operation.ts";
import type { S3Request } from "../request.ts";
import { createRequestIds, send } from "../send.ts";
import type { Store } from "../store/store.ts";

/** Names the object, and what its answer carries besides its own headers. */
export interface ServedObject {
  readonly bucket: string;
  readonly key: string;
  /** Headers of the answer, from those of the object: names in lower case. */
  readonly headers: (own: Readonly<Record<string, string | undefined>>) => Record<string, string>;
}

/**
 * Answers a GET or HEAD with an object and no signature, as CloudFront does for a bucket behind it: ranges and
 * conditions are the client's, parameters of the query mean nothing.
 *
 * @returns False when there is no such object: nothing has been written then.
 */
export async function serveObject(
  store: Store,
  { bucket, key, headers }: ServedObject,
  message: IncomingMessage,
  response: ServerResponse,
): Promise<boolean> {
  const request = plainRequest(message, bucket, key);
  const reply = await getObject({ store, request, bucketName: bucket, key }).catch(asReply);
  if (reply === undefined) return false;
  await send(
    message,
    response,
    { ...reply, headers: { ...reply.headers, ...headers(reply.headers ?? {}) } },
    createRequestIds(),
  );
  return true;
}

function plainRequest(message: IncomingMessage, bucket: string, key: string): S3Request {
  const headers = new Map(
    Object.entries(message.headers).flatMap(([name, value]) =>
      typeof value === "string" ? [[name, value]] : [],
    ),
  );
  const path = message.url ?? "/";
  const method = message.method ?? "GET";
  return {
    method,
    rawPath: path,
    rawResource: path,
    queryPairs: [],
    query: new Map(),
    headers,
    bucket,
    key,
    body: message,
  };
}

/** Unchanged, or a range that the object does not have; what is not there is somebody else's to answer. */
function asReply(error: unknown): Reply | undefined {
  if (!(error instanceof S3Error)) throw error;
  if (error.status === 404 || error.status === 405) return undefined;
  return { status: error.status, headers: error.headers };
}
