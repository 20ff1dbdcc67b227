import { checksumElement } from "../checksums/algorithms.ts";
import { checkReadConditions } from "../conditions.ts";
import { S3Error } from "../errors.ts";
import { limits } from "../limits.ts";
import { xmlReply, type Context, type Reply } from "../operation.ts";
import type { S3Request } from "../request.ts";
import { readBucket } from "../store/buckets.ts";
import type { ObjectContent } from "../store/record.ts";
import { readRecord } from "../store/records.ts";
import { chooseVersion, versionHeader } from "../versions-of-request.ts";
import { renderXml, type XmlContent } from "../xml.ts";

const names = ["ETag", "Checksum", "ObjectParts", "StorageClass", "ObjectSize"];

/** @see https://docs.aws.amazon.com/AmazonS3/latest/API/API_GetObjectAttributes.html */
export async function getObjectAttributes({ store, request, bucketName, key }: Context): Promise<Reply> {
  const { layout, settings } = await readBucket(store, bucketName);
  const wished = readWished(request);
  const object = chooseVersion(await readRecord(layout, key), key, request.query.get("versionId"));
  checkReadConditions(request.headers, object);
  const { content } = object;
  const all: Readonly<Record<string, XmlContent>> = {
    ETag: content.etag,
    Checksum: {
      [checksumElement(content.checksum.algorithm)]: content.checksum.value,
      ChecksumType: content.checksum.type,
    },
    ObjectParts: content.parts === null ? undefined : renderParts(request, content),
    StorageClass: content.attributes.storageClass,
    ObjectSize: content.sizeBytes,
  };
  const shown = names.filter((name) => wished.has(name)).map((name) => [name, all[name]] as const);
  return xmlReply(renderXml("GetObjectAttributesResponse", Object.fromEntries(shown)), {
    "last-modified": object.lastModified.toUTCString(),
    ...versionHeader(settings.versioning, object.versionId),
  });
}

function readWished({ headers }: S3Request): ReadonlySet<string> {
  const wished = (headers.get("x-amz-object-attributes") ?? "").split(",").map((name) => name.trim());
  if (wished.every((name) => names.includes(name))) return new Set(wished);
  throw new S3Error("InvalidArgument", {
    message: "Invalid attribute name specified.",
    details: { ArgumentName: "x-amz-object-attributes" },
  });
}

/** Parts one by one only where each has a checksum of its own, as S3 does. */
function renderParts({ headers }: S3Request, { parts, checksum }: ObjectContent): XmlContent {
  const all = parts ?? [];
  if (checksum.type !== "COMPOSITE") return { PartsCount: all.length };
  const marker = Number(headers.get("x-amz-part-number-marker") ?? 0);
  const maximum = Math.min(Number(headers.get("x-amz-max-parts") ?? limits.listPage), limits.listPage);
  const following = all.filter(({ number }) => number > marker);
  const page = following.slice(0, maximum);
  return {
    PartsCount: all.length,
    PartNumberMarker: marker,
    NextPartNumberMarker: page.at(-1)?.number ?? 0,
    MaxParts: maximum,
    IsTruncated: following.length > page.length,
    Part: page.map((part) => ({
      PartNumber: part.number,
      Size: part.sizeBytes,
      [checksumElement(checksum.algorithm)]: part.checksum,
    })),
  };
}
