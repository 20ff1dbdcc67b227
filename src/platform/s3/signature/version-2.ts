import { createHmac } from "node:crypto";
import { S3Error } from "../errors.ts";
import type { S3Request } from "../request.ts";
import { findKey, type AccessKey } from "./access-key.ts";
import type { Verifier } from "./claim.ts";
import { isSameText } from "./version-4.ts";

/** Query parameters that are part of what is signed. */
const signedParameters = new Set([
  "acl",
  "cors",
  "delete",
  "lifecycle",
  "location",
  "logging",
  "notification",
  "partNumber",
  "policy",
  "requestPayment",
  "response-cache-control",
  "response-content-disposition",
  "response-content-encoding",
  "response-content-language",
  "response-content-type",
  "response-expires",
  "restore",
  "tagging",
  "torrent",
  "uploadId",
  "uploads",
  "versionId",
  "versioning",
  "versions",
  "website",
]);

/**
 * Verifies a URL presigned by Signature Version 2. AWS still takes it in the regions of before 2014, and boto3 still
 * writes it there (us-east-1, ap-northeast-1, …) unless `signature_version="s3v4"` is set.
 *
 * @throws {S3Error} `AccessDenied` when expired, `InvalidAccessKeyId`, `SignatureDoesNotMatch`.
 * @see https://docs.aws.amazon.com/AmazonS3/latest/API/RESTAuthentication.html#RESTAuthenticationQueryStringAuth
 */
export function verifyVersion2(
  request: S3Request,
  verifier: Verifier,
): { readonly accessKeyId: string; readonly accessKey: AccessKey } {
  const { query } = request;
  const accessKeyId = query.get("AWSAccessKeyId") ?? "";
  const expires = query.get("Expires") ?? "";
  if (!/^\d+$/.test(expires))
    throw new S3Error("AccessDenied", {
      message: "Query-string authentication requires the Signature, Expires and AWSAccessKeyId parameters",
    });
  const now = verifier.now();
  if (now.getTime() > Number(expires) * 1000)
    throw new S3Error("AccessDenied", {
      message: "Request has expired",
      details: { Expires: new Date(Number(expires) * 1000).toISOString(), ServerTime: now.toISOString() },
    });
  const token = query.get("x-amz-security-token") ?? request.headers.get("x-amz-security-token");
  const accessKey = findKey(accessKeyId, token, verifier.findAccessKey);
  const text = stringToSign(request, expires);
  const expected = signVersion2(accessKey.secretAccessKey, text);
  const signature = query.get("Signature") ?? "";
  if (!isSameText(expected, signature))
    throw new S3Error("SignatureDoesNotMatch", {
      details: { AWSAccessKeyId: accessKeyId, StringToSign: text, SignatureProvided: signature },
    });
  return { accessKeyId, accessKey };
}

/** The signature in base64. */
export function signVersion2(secretAccessKey: string, text: string): string {
  return createHmac("sha1", secretAccessKey).update(text, "latin1").digest("base64");
}

function stringToSign({ method, headers, rawResource, queryPairs }: S3Request, expires: string): string {
  const amazon = new Map<string, string>();
  for (const [name, value] of headers) if (name.startsWith("x-amz-")) amazon.set(name, value);
  for (const [name, value] of queryPairs)
    if (name.toLowerCase().startsWith("x-amz-")) amazon.set(name.toLowerCase(), value);
  const amazonLines = [...amazon]
    .toSorted(([one], [other]) => (one < other ? -1 : 1))
    .map(([name, value]) => `${name}:${value}\n`);
  const parameters = queryPairs
    .filter(([name]) => signedParameters.has(name))
    .toSorted(([one], [other]) => (one < other ? -1 : 1))
    .map(([name, value]) => (value === "" ? name : `${name}=${value}`));
  const resource = parameters.length === 0 ? rawResource : `${rawResource}?${parameters.join("&")}`;
  return [
    method,
    headers.get("content-md5") ?? "",
    headers.get("content-type") ?? "",
    expires,
    amazonLines.join("") + resource,
  ].join("\n");
}
