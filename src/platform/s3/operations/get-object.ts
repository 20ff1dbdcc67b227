import { Readable } from "node:stream";
import { checksumHeaders, objectHeaders } from "../object-headers.ts";
import { checkReadConditions } from "../conditions.ts";
import { S3Error } from "../errors.ts";
import type { Context, Reply } from "../operation.ts";
import { readRange } from "../range.ts";
import type { S3Request } from "../request.ts";
import { readBucket } from "../store/buckets.ts";
import { contentRange, type ByteRange } from "../../http/range.ts";
import { openObject, type OpenObject } from "../store/open-object.ts";
import type { StoredObject } from "../store/record.ts";
import { chooseVersion } from "../versions-of-request.ts";

/** Query parameters that replace headers of the answer. */
const overrides = [
  "cache-control",
  "content-disposition",
  "content-encoding",
  "content-language",
  "content-type",
  "expires",
];

/**
 * GetObject and HeadObject, which differ only in the bytes.
 *
 * @see https://docs.aws.amazon.com/AmazonS3/latest/API/API_GetObject.html
 * @see https://docs.aws.amazon.com/AmazonS3/latest/API/API_HeadObject.html
 */
export async function getObject({
  store,
  request,
  bucketName,
  key,
}: Pick<Context, "store" | "request" | "bucketName" | "key">): Promise<Reply> {
  const bucket = await readBucket(store, bucketName);
  const versionId = request.query.get("versionId");
  const opened = await openObject(store, bucket, key, (record) => chooseVersion(record, key, versionId));
  try {
    const headers = describe(
      request,
      opened.object,
      objectHeaders(opened.object, bucket.settings.versioning),
    );
    const part = selectRange(request, opened.object);
    return await answer(request, opened, headers, part);
  } catch (error) {
    await opened.close();
    throw error;
  }
}

interface Selection {
  readonly range: ByteRange | undefined;
  readonly headers: Record<string, string>;
}

function describe(
  request: S3Request,
  object: StoredObject,
  headers: Record<string, string>,
): Record<string, string> {
  try {
    checkReadConditions(request.headers, object);
  } catch (error) {
    if (!(error instanceof S3Error) || error.code !== "NotModified") throw error;
    const { "content-type": _, ...kept } = headers;
    throw new S3Error("NotModified", { headers: kept });
  }
  const changed: Record<string, string> = {};
  for (const name of overrides) {
    const value = request.query.get(`response-${name}`);
    if (value !== undefined) changed[name] = value;
  }
  return { ...headers, ...changed };
}

function selectRange({ headers, query }: S3Request, { content }: StoredObject): Selection {
  const partNumber = query.get("partNumber");
  if (partNumber === undefined)
    return { range: readRange(headers.get("range"), content.sizeBytes), headers: {} };
  if (headers.has("range"))
    throw new S3Error("InvalidRequest", {
      message: "Cannot specify both Range header and partNumber query parameter",
    });
  const parts = content.parts ?? [{ number: 1, sizeBytes: content.sizeBytes }];
  const index = Number(partNumber) - 1;
  const part = parts[index];
  if (part === undefined)
    throw new S3Error("InvalidPartNumber", {
      details: { PartNumberRequested: partNumber, ActualPartCount: parts.length },
    });
  const first = parts.slice(0, index).reduce((sum, { sizeBytes }) => sum + sizeBytes, 0);
  const count: Record<string, string> =
    content.parts === null ? {} : { "x-amz-mp-parts-count": String(parts.length) };
  return {
    range: part.sizeBytes === 0 ? undefined : { first, last: first + part.sizeBytes - 1 },
    headers: count,
  };
}

async function answer(
  request: S3Request,
  { object, read, close }: OpenObject,
  headers: Record<string, string>,
  { range, headers: partHeaders }: Selection,
): Promise<Reply> {
  const { sizeBytes } = object.content;
  const isChecksumWished = request.headers.get("x-amz-checksum-mode")?.toUpperCase() === "ENABLED";
  const all = {
    ...headers,
    ...partHeaders,
    "content-length": String(range === undefined ? sizeBytes : range.last - range.first + 1),
    ...(range === undefined ? {} : { "content-range": contentRange(range, sizeBytes) }),
    // A checksum of the whole says nothing of a part of it.
    ...(isChecksumWished && range === undefined ? checksumHeaders(object.content) : {}),
  };
  const status = range === undefined ? 200 : 206;
  if (request.method === "HEAD") {
    await close();
    return { status, headers: all };
  }
  const body = Readable.from(read(range), { objectMode: false });
  body.once("close", () => void close());
  return { status, headers: all, body };
}
