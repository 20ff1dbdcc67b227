import { checksumAlgorithms, checksumHeader } from "../checksums/algorithms.ts";
import type { S3Request } from "../request.ts";

/** Parameters that belong to the signature itself. */
const signature = new Set([
  "x-amz-algorithm",
  "x-amz-credential",
  "x-amz-date",
  "x-amz-expires",
  "x-amz-signedheaders",
  "x-amz-signature",
]);

/**
 * Checksums in a URL count for nothing on S3. SDKs write that of an empty body there, since they know no other when they
 * presign an upload.
 */
const ignored = new Set(["x-amz-sdk-checksum-algorithm", ...checksumAlgorithms.map(checksumHeader)]);

/** A presigned URL may carry `x-amz-` headers as query parameters: from here on they count as headers. */
export function withHoistedHeaders(request: S3Request): S3Request {
  const hoisted = [...request.query]
    .map(([name, value]) => [name.toLowerCase(), value] as const)
    .filter(([name]) => name.startsWith("x-amz-") && !signature.has(name) && !ignored.has(name))
    .filter(([name]) => !request.headers.has(name));
  return hoisted.length === 0 ? request : { ...request, headers: new Map([...request.headers, ...hoisted]) };
}
