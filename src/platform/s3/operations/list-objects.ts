import { owner } from "../attributes.ts";
import { S3Error } from "../errors.ts";
import { positionAfter, readEncoding, readMaximum } from "../list-query.ts";
import { xmlReply, type Context, type Reply } from "../operation.ts";
import { readBucket } from "../store/buckets.ts";
import { fromBytes, type ByteString } from "../store/key-path.ts";
import { listKeys, type ListedEntry, type Listing } from "../store/list-keys.ts";
import { asObject } from "../store/record.ts";
import { pastKey, pastPrefix } from "../store/walk.ts";
import { renderXml, type XmlContent } from "../xml.ts";

/** One page. */
interface Page {
  readonly entries: readonly ListedEntry[];
  readonly isTruncated: boolean;
}

/** @see https://docs.aws.amazon.com/AmazonS3/latest/API/API_ListObjects.html */
export async function listObjects(context: Context): Promise<Reply> {
  const { query } = context.request;
  const [prefix, delimiter] = [query.get("prefix") ?? "", query.get("delimiter") ?? ""];
  const marker = query.get("marker") ?? "";
  const encode = readEncoding(query);
  const maximum = readMaximum(query, "max-keys");
  const page = await readPage(context, maximum, {
    prefix,
    delimiter,
    from: positionAfter(marker, prefix, delimiter),
  });
  const last = page.entries.at(-1);
  const isNextShown = page.isTruncated && delimiter !== "" && last !== undefined;
  return xmlReply(
    renderXml("ListBucketResult", {
      Name: context.bucketName,
      Prefix: encode(prefix),
      Marker: encode(marker),
      NextMarker: isNextShown ? encode(fromBytes(last.bytes)) : undefined,
      MaxKeys: maximum,
      Delimiter: delimiter === "" ? undefined : encode(delimiter),
      EncodingType: query.get("encoding-type"),
      IsTruncated: page.isTruncated,
      ...renderEntries(page.entries, encode, true),
    }),
  );
}

/** @see https://docs.aws.amazon.com/AmazonS3/latest/API/API_ListObjectsV2.html */
export async function listObjectsV2(context: Context): Promise<Reply> {
  const { query } = context.request;
  if (query.get("list-type") !== "2")
    throw new S3Error("InvalidArgument", { message: "Invalid List Type specified in Request" });
  const [prefix, delimiter] = [query.get("prefix") ?? "", query.get("delimiter") ?? ""];
  const [token, startAfter] = [query.get("continuation-token"), query.get("start-after")];
  const encode = readEncoding(query);
  const maximum = readMaximum(query, "max-keys");
  const from = token === undefined ? positionAfter(startAfter ?? "", prefix, delimiter) : readToken(token);
  const page = await readPage(context, maximum, { prefix, delimiter, from });
  const last = page.entries.at(-1);
  return xmlReply(
    renderXml("ListBucketResult", {
      Name: context.bucketName,
      Prefix: encode(prefix),
      StartAfter: startAfter === undefined ? undefined : encode(startAfter),
      ContinuationToken: token,
      NextContinuationToken: page.isTruncated && last !== undefined ? writeToken(last) : undefined,
      KeyCount: page.entries.length,
      MaxKeys: maximum,
      Delimiter: delimiter === "" ? undefined : encode(delimiter),
      EncodingType: query.get("encoding-type"),
      IsTruncated: page.isTruncated,
      ...renderEntries(page.entries, encode, query.get("fetch-owner") === "true"),
    }),
  );
}

async function readPage(
  { store, bucketName }: Context,
  maximum: number,
  listing: Pick<Listing, "prefix" | "delimiter" | "from">,
): Promise<Page> {
  const bucket = await readBucket(store, bucketName);
  const entries: ListedEntry[] = [];
  if (maximum === 0) return { entries, isTruncated: false };
  const wanted = maximum + 1;
  const isListed: Listing["isListed"] = ({ versions }) => versions[0]?.content !== null;
  for await (const entry of listKeys(store, bucket, { ...listing, isListed, wanted })) {
    if (entries.length === maximum) return { entries, isTruncated: true };
    entries.push(entry);
  }
  return { entries, isTruncated: false };
}

function renderEntries(
  entries: readonly ListedEntry[],
  encode: (text: string) => string,
  isOwnerShown: boolean,
): { readonly [name: string]: XmlContent } {
  const contents = entries.flatMap((entry) => {
    const object = entry.kind === "key" ? asObject(entry.record.key, entry.record.versions[0]) : undefined;
    if (object === undefined) return [];
    const { content } = object;
    return {
      Key: encode(object.key),
      LastModified: object.lastModified.toISOString(),
      ETag: `"${content.etag}"`,
      ChecksumAlgorithm: content.checksum.algorithm,
      ChecksumType: content.checksum.type,
      Size: content.sizeBytes,
      Owner: isOwnerShown ? owner : undefined,
      StorageClass: content.attributes.storageClass,
    };
  });
  return { Contents: contents, CommonPrefixes: renderPrefixes(entries, encode) };
}

/** The common prefixes of a page. */
export function renderPrefixes(
  entries: readonly ListedEntry[],
  encode: (text: string) => string,
): XmlContent {
  return entries
    .filter(({ kind }) => kind === "prefix")
    .map(({ bytes }) => ({ Prefix: encode(fromBytes(bytes)) }));
}

function writeToken({ kind, bytes }: ListedEntry): string {
  const position = kind === "prefix" ? pastPrefix(bytes) : pastKey(bytes);
  return Buffer.from(position, "latin1").toString("base64url");
}

function readToken(token: string): ByteString {
  if (token === "" || !/^[\w-]+$/.test(token))
    throw new S3Error("InvalidArgument", {
      message: "The continuation token provided is incorrect",
      details: { ArgumentName: "continuation-token" },
    });
  return Buffer.from(token, "base64url").toString("latin1");
}
