import { owner } from "../attributes.ts";
import { checksumElement } from "../checksums/algorithms.ts";
import { positionAfter, readEncoding, readMaximum } from "../list-query.ts";
import { xmlReply, type Context, type Reply } from "../operation.ts";
import { readBucket } from "../store/buckets.ts";
import { toBytes } from "../store/key-path.ts";
import {
  changeUpload,
  listParts,
  listUploads,
  readUpload,
  removeUpload,
  type Upload,
} from "../store/uploads.ts";
import { renderXml } from "../xml.ts";

const nothing: ReadonlySet<string> = new Set();

/** @see https://docs.aws.amazon.com/AmazonS3/latest/API/API_AbortMultipartUpload.html */
export async function abortMultipartUpload({ store, request, bucketName, key }: Context): Promise<Reply> {
  const uploadId = request.query.get("uploadId") ?? "";
  await changeUpload(store, bucketName, uploadId, async (bucket) => {
    await readUpload(bucket, uploadId, key);
    await removeUpload(store, bucket.layout, uploadId, nothing);
  });
  return { status: 204 };
}

/** @see https://docs.aws.amazon.com/AmazonS3/latest/API/API_ListParts.html */
export async function listUploadedParts({ store, request, bucketName, key }: Context): Promise<Reply> {
  const { query } = request;
  const encode = readEncoding(query);
  const maximum = readMaximum(query, "max-parts");
  const marker = Number(query.get("part-number-marker") ?? 0);
  const bucket = await readBucket(store, bucketName);
  const upload = await readUpload(bucket, query.get("uploadId") ?? "", key);
  const following = (await listParts(bucket.layout, upload.uploadId)).filter(({ number }) => number > marker);
  const page = following.slice(0, maximum);
  return xmlReply(
    renderXml("ListPartsResult", {
      Bucket: bucketName,
      Key: encode(key),
      UploadId: upload.uploadId,
      Initiator: owner,
      Owner: owner,
      StorageClass: upload.attributes.storageClass,
      ...renderAlgorithm(upload),
      PartNumberMarker: marker,
      NextPartNumberMarker: page.at(-1)?.number ?? 0,
      MaxParts: maximum,
      EncodingType: query.get("encoding-type"),
      IsTruncated: following.length > page.length,
      Part: page.map((part) => ({
        PartNumber: part.number,
        LastModified: part.lastModified,
        ETag: `"${part.etag}"`,
        Size: part.sizeBytes,
        [checksumElement(upload.checksumAlgorithm)]: part.checksum,
      })),
    }),
  );
}

/** @see https://docs.aws.amazon.com/AmazonS3/latest/API/API_ListMultipartUploads.html */
export async function listMultipartUploads({ store, request, bucketName }: Context): Promise<Reply> {
  const { query } = request;
  const encode = readEncoding(query);
  const maximum = readMaximum(query, "max-uploads");
  const prefix = query.get("prefix") ?? "";
  const delimiter = query.get("delimiter") ?? "";
  const { layout } = await readBucket(store, bucketName);
  const sorted = (await listUploads(layout)).filter(({ key }) => key.startsWith(prefix)).toSorted(compare);
  const groups = groupUploads(sorted.filter(isAfterMarker(query)), prefix, delimiter);
  const page = groups.slice(0, maximum);
  const last = page.at(-1);
  const uploads = page.flatMap(({ upload }) => upload ?? []);
  return xmlReply(
    renderXml("ListMultipartUploadsResult", {
      Bucket: bucketName,
      KeyMarker: encode(query.get("key-marker") ?? ""),
      UploadIdMarker: query.get("upload-id-marker") ?? "",
      NextKeyMarker: encode(last?.name ?? ""),
      NextUploadIdMarker: last?.upload?.uploadId ?? "",
      Prefix: encode(prefix),
      Delimiter: delimiter === "" ? undefined : encode(delimiter),
      EncodingType: query.get("encoding-type"),
      MaxUploads: maximum,
      IsTruncated: groups.length > page.length,
      Upload: uploads.map((upload) => ({
        Key: encode(upload.key),
        UploadId: upload.uploadId,
        Initiator: owner,
        Owner: owner,
        StorageClass: upload.attributes.storageClass,
        Initiated: upload.initiated,
        ...renderAlgorithm(upload),
      })),
      CommonPrefixes: page
        .filter(({ upload }) => upload === undefined)
        .map(({ name }) => ({ Prefix: encode(name) })),
    }),
  );
}

function renderAlgorithm(upload: Upload): Record<string, string> {
  if (!upload.isChecksumWished) return {};
  return { ChecksumAlgorithm: upload.checksumAlgorithm, ChecksumType: upload.checksumType };
}

/** By key, then in the order in which they were begun. */
function compare(one: Upload, other: Upload): number {
  const [first, second] = [toBytes(one.key), toBytes(other.key)];
  if (first !== second) return first < second ? -1 : 1;
  return `${one.initiated} ${one.uploadId}` < `${other.initiated} ${other.uploadId}` ? -1 : 1;
}

function isAfterMarker(
  query: ReadonlyMap<string, string>,
): (upload: Upload, index: number, all: readonly Upload[]) => boolean {
  const [marker, idMarker] = [query.get("key-marker") ?? "", query.get("upload-id-marker") ?? ""];
  const from = positionAfter(marker, query.get("prefix") ?? "", query.get("delimiter") ?? "");
  return ({ key }, index, all) =>
    key === marker && idMarker !== ""
      ? index > all.findIndex(({ uploadId }) => uploadId === idMarker)
      : toBytes(key) >= from;
}

interface Group {
  /** A key, or what keys have in common. */
  readonly name: string;
  readonly upload: Upload | undefined;
}

function groupUploads(uploads: readonly Upload[], prefix: string, delimiter: string): readonly Group[] {
  const groups: Group[] = [];
  for (const upload of uploads) {
    const end = delimiter === "" ? -1 : upload.key.indexOf(delimiter, prefix.length);
    const name = end === -1 ? upload.key : upload.key.slice(0, end + delimiter.length);
    if (end === -1) groups.push({ name, upload });
    else if (groups.at(-1)?.name !== name) groups.push({ name, upload: undefined });
  }
  return groups;
}
