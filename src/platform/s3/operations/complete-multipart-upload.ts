import { readDocument } from "../body.ts";
import {
  checksumAlgorithms,
  checksumElement,
  checksumHeader,
  type Checksum,
} from "../checksums/algorithms.ts";
import { combineChecksums, combineETags } from "../checksums/combine.ts";
import { readChecksumType } from "../checksums/expected.ts";
import { checkWriteConditions } from "../conditions.ts";
import { S3Error } from "../errors.ts";
import { limits } from "../limits.ts";
import { encryptionHeader } from "../object-headers.ts";
import { xmlReply, type Context, type Reply } from "../operation.ts";
import { readBucket, type Bucket } from "../store/buckets.ts";
import type { ObjectContent } from "../store/record.ts";
import { readRecord } from "../store/records.ts";
import { storeContent } from "../store/store-object.ts";
import {
  changeUpload,
  inTurn,
  listParts,
  readUpload,
  removeUpload,
  type Upload,
  type UploadedPart,
} from "../store/uploads.ts";
import { versionHeader } from "../versions-of-request.ts";
import { childrenOf, parseXmlBody, renderXml, requiredTextOf, textOf } from "../xml.ts";

/** A part as the client names it. */
interface NamedPart {
  readonly number: number;
  readonly etag: string;
  /** Base64, by element name. */
  readonly checksums: ReadonlyMap<string, string>;
}

/**
 * Makes one object of the parts, without copying them. Asked again, it answers the same.
 *
 * @see https://docs.aws.amazon.com/AmazonS3/latest/API/API_CompleteMultipartUpload.html
 */
export async function completeMultipartUpload(context: Context): Promise<Reply> {
  const { store, request, payload, bucketName, key } = context;
  const uploadId = request.query.get("uploadId") ?? "";
  const { bytes } = await readDocument(request, payload);
  const named = readNamedParts(bytes);
  const completed = await inTurn(store, bucketName, uploadId, async () => {
    const before = await findCompleted(context, uploadId);
    if (before !== undefined) return before;
    const stored = await storeContent(store, bucketName, key, {
      check: (current) => checkWriteConditions(request.headers, key, current),
      make: (bucket) => assemble(context, bucket, uploadId, named),
    });
    return { ...stored, versionHeaders: versionHeader(stored.versioning, stored.versionId) };
  });
  await forgetUpload(context, uploadId, completed.content);
  const { etag, checksum } = completed.content;
  return xmlReply(
    renderXml("CompleteMultipartUploadResult", {
      Location: `http://${request.headers.get("host") ?? ""}${request.rawPath}`,
      Bucket: bucketName,
      Key: key,
      ETag: `"${etag}"`,
      [checksumElement(checksum.algorithm)]: checksum.value,
      ChecksumType: checksum.type,
    }),
    { ...encryptionHeader, ...completed.versionHeaders },
  );
}

function readNamedParts(bytes: Buffer): readonly NamedPart[] {
  const parts = childrenOf(parseXmlBody(bytes, "CompleteMultipartUpload"), "Part").map((part) => ({
    number: Number(requiredTextOf(part, "PartNumber")),
    etag: requiredTextOf(part, "ETag").replaceAll('"', ""),
    checksums: new Map(
      checksumAlgorithms.map(checksumElement).flatMap((name) => {
        const value = textOf(part, name);
        return value === undefined ? [] : [[name, value] as const];
      }),
    ),
  }));
  if (parts.length === 0 || parts.length > limits.partNumber) throw new S3Error("MalformedXML");
  if (parts.some(({ number }, index) => index > 0 && number <= (parts[index - 1]?.number ?? 0)))
    throw new S3Error("InvalidPartOrder");
  return parts;
}

/** What an earlier request of the same kind has made; its answer may never have arrived. */
async function findCompleted(
  { store, bucketName, key }: Context,
  uploadId: string,
): Promise<{ readonly content: ObjectContent; readonly versionHeaders: Record<string, string> } | undefined> {
  const { layout, settings } = await readBucket(store, bucketName);
  const record = await readRecord(layout, key);
  const version = record?.versions.find(({ content }) => content?.uploadId === uploadId);
  if (version?.content == null) return undefined;
  return { content: version.content, versionHeaders: versionHeader(settings.versioning, version.versionId) };
}

async function assemble(
  { store, request, key }: Context,
  bucket: Bucket,
  uploadId: string,
  named: readonly NamedPart[],
): Promise<ObjectContent> {
  const upload = await readUpload(bucket, uploadId, key);
  const uploaded = new Map((await listParts(bucket.layout, uploadId)).map((part) => [part.number, part]));
  const parts = named.map((one) => checkPart(upload, one, uploaded.get(one.number)));
  checkSizes(parts);
  const sizeBytes = parts.reduce((sum, part) => sum + part.sizeBytes, 0);
  const stated = request.headers.get("x-amz-mp-object-size");
  if (stated !== undefined && stated !== String(sizeBytes))
    throw new S3Error("InvalidRequest", {
      message: "The provided 'x-amz-mp-object-size' header does not match what was computed.",
    });
  const checksum = await combineChecksums(
    store.checksums,
    upload.checksumAlgorithm,
    upload.checksumType,
    parts.map((part) => ({ value: part.checksum, sizeBytes: part.sizeBytes })),
  );
  checkChecksum(request.headers, checksum);
  return {
    sizeBytes,
    etag: combineETags(parts.map(({ etag }) => etag)),
    checksum,
    pieces: parts.filter((part) => part.sizeBytes > 0).map(({ piece }) => piece),
    parts: parts.map((part) => ({ number: part.number, sizeBytes: part.sizeBytes, checksum: part.checksum })),
    uploadId,
    attributes: upload.attributes,
  };
}

function checkPart(upload: Upload, named: NamedPart, part: UploadedPart | undefined): UploadedPart {
  const element = checksumElement(upload.checksumAlgorithm);
  const checksum = named.checksums.get(element);
  if (upload.isChecksumWished && upload.checksumType === "COMPOSITE" && checksum === undefined)
    throw new S3Error("InvalidRequest", {
      message: `The upload was created using a ${upload.checksumAlgorithm.toLowerCase()} checksum. The complete request must include the checksum for each part. It was missing for part ${named.number} in the request.`,
    });
  if (
    part === undefined ||
    part.etag !== named.etag ||
    (checksum !== undefined && checksum !== part.checksum)
  )
    throw new S3Error("InvalidPart", {
      details: { UploadId: upload.uploadId, PartNumber: named.number, ETag: named.etag },
    });
  return part;
}

function checkSizes(parts: readonly UploadedPart[]): void {
  const small = parts.slice(0, -1).find(({ sizeBytes }) => sizeBytes < limits.partBytes);
  if (small !== undefined)
    throw new S3Error("EntityTooSmall", {
      details: {
        ProposedSize: small.sizeBytes,
        MinSizeAllowed: limits.partBytes,
        PartNumber: small.number,
        ETag: small.etag,
      },
    });
}

function checkChecksum(headers: ReadonlyMap<string, string>, computed: Checksum): void {
  const type = readChecksumType(headers.get("x-amz-checksum-type"));
  if (type !== undefined && type !== computed.type)
    throw new S3Error("InvalidRequest", {
      message: `The upload was created using the ${computed.type} checksum mode. The complete request must use the same checksum mode.`,
    });
  const stated = headers.get(checksumHeader(computed.algorithm));
  if (stated !== undefined && stated !== computed.value && stated !== computed.value.replace(/-\d+$/, ""))
    throw new S3Error("BadDigest", {
      message: `The ${computed.algorithm} you specified did not match the calculated checksum.`,
    });
}

/** Ends the upload, unless an earlier request has done so. Killed before this, the next start does it. */
async function forgetUpload(
  { store, bucketName, key }: Context,
  uploadId: string,
  content: ObjectContent,
): Promise<void> {
  const kept = new Set(content.pieces.map(({ name }) => name));
  await changeUpload(store, bucketName, uploadId, async (bucket) => {
    try {
      await readUpload(bucket, uploadId, key);
    } catch (error) {
      if (error instanceof S3Error && error.code === "NoSuchUpload") return;
      throw error;
    }
    await removeUpload(store, bucket.layout, uploadId, kept);
  });
}
