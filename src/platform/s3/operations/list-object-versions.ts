import { owner } from "../attributes.ts";
import { S3Error } from "../errors.ts";
import { positionAfter, readEncoding, readMaximum } from "../list-query.ts";
import { xmlReply, type Context, type Reply } from "../operation.ts";
import { readBucket } from "../store/buckets.ts";
import { fromBytes, toBytes } from "../store/key-path.ts";
import { listKeys } from "../store/list-keys.ts";
import type { ObjectVersion } from "../store/record.ts";
import { renderXml, type XmlContent } from "../xml.ts";

/** A version with its place in the history of its key, or a common prefix. */
type Entry =
  | {
      readonly kind: "version";
      readonly key: string;
      readonly version: ObjectVersion;
      readonly isLatest: boolean;
    }
  | { readonly kind: "prefix"; readonly key: string };

/** @see https://docs.aws.amazon.com/AmazonS3/latest/API/API_ListObjectVersions.html */
export async function listObjectVersions(context: Context): Promise<Reply> {
  const { query } = context.request;
  const encode = readEncoding(query);
  const maximum = readMaximum(query, "max-keys");
  const { entries, isTruncated } = await readPage(context, maximum);
  const last = isTruncated ? entries.at(-1) : undefined;
  const delimiter = query.get("delimiter");
  return xmlReply(
    renderXml("ListVersionsResult", {
      Name: context.bucketName,
      Prefix: encode(query.get("prefix") ?? ""),
      KeyMarker: encode(query.get("key-marker") ?? ""),
      VersionIdMarker: query.get("version-id-marker") ?? "",
      NextKeyMarker: last === undefined ? undefined : encode(last.key),
      NextVersionIdMarker: last?.kind === "version" ? last.version.versionId : undefined,
      MaxKeys: maximum,
      Delimiter: delimiter === undefined ? undefined : encode(delimiter),
      EncodingType: query.get("encoding-type"),
      IsTruncated: isTruncated,
      ...renderEntries(entries, encode),
    }),
  );
}

async function readPage(
  context: Context,
  maximum: number,
): Promise<{ readonly entries: readonly Entry[]; readonly isTruncated: boolean }> {
  const entries: Entry[] = [];
  if (maximum === 0) return { entries, isTruncated: false };
  for await (const entry of listEntries(context, maximum + 1)) {
    if (entries.length === maximum) return { entries, isTruncated: true };
    entries.push(entry);
  }
  return { entries, isTruncated: false };
}

async function* listEntries({ store, bucketName, request }: Context, wanted: number): AsyncGenerator<Entry> {
  const bucket = await readBucket(store, bucketName);
  const { query } = request;
  const [prefix, delimiter] = [query.get("prefix") ?? "", query.get("delimiter") ?? ""];
  const [marker, versionMarker] = [query.get("key-marker") ?? "", query.get("version-id-marker") ?? ""];
  if (versionMarker !== "" && marker === "")
    throw new S3Error("InvalidArgument", {
      message: "A version-id marker cannot be specified without a key marker.",
    });
  const from = versionMarker === "" ? positionAfter(marker, prefix, delimiter) : toBytes(marker);
  for await (const entry of listKeys(store, bucket, {
    prefix,
    delimiter,
    from,
    wanted,
    isListed: () => true,
  })) {
    const key = fromBytes(entry.bytes);
    if (entry.kind === "prefix") {
      yield { kind: "prefix", key };
      continue;
    }
    const { versions } = entry.record;
    const isResumed = versionMarker !== "" && key === marker;
    const first = isResumed ? versions.findIndex(({ versionId }) => versionId === versionMarker) + 1 : 0;
    for (const version of versions.slice(first))
      yield { kind: "version", key, version, isLatest: version === versions[0] };
  }
}

/** SDKs gather versions and delete markers in two lists, whatever their order in the document. */
function renderEntries(
  entries: readonly Entry[],
  encode: (text: string) => string,
): { readonly [name: string]: XmlContent } {
  const render = (isMarker: boolean): XmlContent =>
    entries.flatMap((entry) => {
      if (entry.kind === "prefix" || (entry.version.content === null) !== isMarker) return [];
      const { content, lastModified, versionId } = entry.version;
      return {
        Key: encode(entry.key),
        VersionId: versionId,
        IsLatest: entry.isLatest,
        LastModified: lastModified,
        ETag: content === null ? undefined : `"${content.etag}"`,
        ChecksumAlgorithm: content?.checksum.algorithm,
        ChecksumType: content?.checksum.type,
        Size: content?.sizeBytes,
        Owner: owner,
        StorageClass: content?.attributes.storageClass,
      };
    });
  const prefixes = entries
    .filter(({ kind }) => kind === "prefix")
    .map(({ key }) => ({ Prefix: encode(key) }));
  return { Version: render(false), DeleteMarker: render(true), CommonPrefixes: prefixes };
}
