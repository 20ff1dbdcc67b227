import { attributeHeaders } from "./attributes.ts";
import { checksumHeader } from "./checksums/algorithms.ts";
import type { ObjectContent, StoredObject } from "./store/record.ts";
import type { Versioning } from "./store/versions.ts";
import { versionHeader } from "./versions-of-request.ts";

/** Headers that describe an object whose bytes are asked for. */
export function objectHeaders(object: StoredObject, versioning: Versioning): Record<string, string> {
  const { content } = object;
  return {
    ...attributeHeaders(content.attributes),
    "accept-ranges": "bytes",
    etag: `"${content.etag}"`,
    "last-modified": object.lastModified.toUTCString(),
    ...encryptionHeader,
    ...versionHeader(versioning, object.versionId),
  };
}

/** Headers of an answer that tells what was stored. */
export function storedHeaders(
  content: ObjectContent,
  versionId: string,
  versioning: Versioning,
): Record<string, string> {
  return {
    etag: `"${content.etag}"`,
    ...checksumHeaders(content),
    ...encryptionHeader,
    ...versionHeader(versioning, versionId),
  };
}

/** The checksum and its type. */
export function checksumHeaders({ checksum }: Pick<ObjectContent, "checksum">): Record<string, string> {
  return { [checksumHeader(checksum.algorithm)]: checksum.value, "x-amz-checksum-type": checksum.type };
}

/** Said of every object, as on AWS, where all are encrypted by keys of S3. */
export const encryptionHeader = { "x-amz-server-side-encryption": "AES256" } as const;
