import { readMetadata, readStorageClass, readSystemHeaders } from "../attributes.ts";
import { checksumElement, type ChecksumAlgorithm } from "../checksums/algorithms.ts";
import { readAlgorithm } from "../checksums/expected.ts";
import { checkWriteConditions } from "../conditions.ts";
import { openCopySource, type CopySource } from "../copy-source.ts";
import { S3Error } from "../errors.ts";
import { limits } from "../limits.ts";
import { encryptionHeader } from "../object-headers.ts";
import { xmlReply, type Context, type Reply } from "../operation.ts";
import { readBucket } from "../store/buckets.ts";
import type { Attributes } from "../store/record.ts";
import { storeContent, storeObject, type Stored } from "../store/store-object.ts";
import { linkData, writeData } from "../store/write-data.ts";
import { parseTagQuery } from "../tags.ts";
import { versionHeader } from "../versions-of-request.ts";
import { renderXml } from "../xml.ts";

/** @see https://docs.aws.amazon.com/AmazonS3/latest/API/API_CopyObject.html */
export async function copyObject(context: Context): Promise<Reply> {
  await readBucket(context.store, context.bucketName);
  const source = await openCopySource(context);
  try {
    const stored = await store(context, source);
    const { content, versionId, lastModified, versioning } = stored;
    return xmlReply(
      renderXml("CopyObjectResult", {
        LastModified: lastModified.toISOString(),
        ETag: `"${content.etag}"`,
        [checksumElement(content.checksum.algorithm)]: content.checksum.value,
        ChecksumType: content.checksum.type,
      }),
      {
        ...encryptionHeader,
        ...versionHeader(versioning, versionId),
        ...(source.bucket.settings.versioning === "Off"
          ? {}
          : { "x-amz-copy-source-version-id": source.object.versionId }),
      },
    );
  } finally {
    await source.close();
  }
}

/**
 * Stores the copy. What one request made is linked, in no time; what parts made is written anew, since the copy is an
 * object without parts and has their bytes' MD5 as its ETag.
 */
async function store(
  { store: into, request, bucketName, key }: Context,
  source: CopySource,
): Promise<Stored> {
  const { headers } = request;
  const { content } = source.object;
  const algorithm = readAlgorithm(headers.get("x-amz-checksum-algorithm"));
  const attributes = readCopiedAttributes(headers, content.attributes);
  if (content.sizeBytes > limits.putBytes)
    throw new S3Error("InvalidRequest", {
      message: `The specified copy source is larger than the maximum allowable size for a copy source: ${limits.putBytes}`,
    });
  if (isSame(headers, source, bucketName, key, algorithm))
    throw new S3Error("InvalidRequest", {
      message:
        "This copy request is illegal because it is trying to copy an object to itself without changing the object's metadata, storage class, website redirect location or encryption attributes.",
    });
  const check = (current: Parameters<typeof checkWriteConditions>[2]): void =>
    checkWriteConditions(headers, key, current);
  if (content.parts === null && (algorithm ?? content.checksum.algorithm) === content.checksum.algorithm) {
    return storeContent(into, bucketName, key, {
      check,
      make: async ({ layout }) => ({
        ...content,
        attributes,
        pieces: await Promise.all(
          content.pieces.map((piece) => linkData(source.bucket.layout, piece, layout)),
        ),
      }),
    });
  }
  const wished = algorithm ?? content.checksum.algorithm;
  const written = await writeData(into, source.read(), [wished]);
  const checksum = written.checksums.get(wished) ?? "";
  return storeObject(into, bucketName, key, { written, algorithm: wished, checksum, attributes, check });
}

function readCopiedAttributes(headers: ReadonlyMap<string, string>, source: Attributes): Attributes {
  const isReplaced = readDirective(headers, "x-amz-metadata-directive") === "REPLACE";
  const areTagsReplaced = readDirective(headers, "x-amz-tagging-directive") === "REPLACE";
  return {
    headers: isReplaced ? readSystemHeaders(headers) : source.headers,
    metadata: isReplaced ? readMetadata(headers) : source.metadata,
    tags: areTagsReplaced ? parseTagQuery(headers.get("x-amz-tagging") ?? "") : source.tags,
    storageClass: readStorageClass(headers),
  };
}

function readDirective(headers: ReadonlyMap<string, string>, name: string): "COPY" | "REPLACE" {
  const value = headers.get(name) ?? "COPY";
  if (value !== "COPY" && value !== "REPLACE")
    throw new S3Error("InvalidArgument", {
      message: "Unknown metadata directive.",
      details: { ArgumentName: name, ArgumentValue: value },
    });
  return value;
}

function isSame(
  headers: ReadonlyMap<string, string>,
  source: CopySource,
  bucketName: string,
  key: string,
  algorithm: ChecksumAlgorithm | undefined,
): boolean {
  return (
    source.bucket.name === bucketName &&
    source.object.key === key &&
    source.versionId === undefined &&
    algorithm === undefined &&
    readDirective(headers, "x-amz-metadata-directive") === "COPY" &&
    !headers.has("x-amz-storage-class") &&
    !headers.has("x-amz-server-side-encryption")
  );
}
