import { S3Error } from "../errors.ts";
import { limits } from "../limits.ts";
import type { S3Request } from "../request.ts";
import type { ClaimedSignature } from "./claim.ts";
import { parseCredential } from "./credential.ts";
import { parseTimestamp } from "./version-4.ts";

const required = [
  "X-Amz-Algorithm",
  "X-Amz-Credential",
  "X-Amz-Signature",
  "X-Amz-Date",
  "X-Amz-SignedHeaders",
  "X-Amz-Expires",
];

/**
 * Reads the signature of a presigned URL.
 *
 * @throws {S3Error} `AuthorizationQueryParametersError`; `AccessDenied` when the URL has expired or is not valid yet.
 * @see https://docs.aws.amazon.com/AmazonS3/latest/API/sigv4-query-string-auth.html
 */
export function readQuerySignature(request: S3Request, now: Date): ClaimedSignature {
  const { query } = request;
  if (required.some((name) => (query.get(name) ?? "") === ""))
    throw malformed(
      "Query-string authentication version 4 requires the X-Amz-Algorithm, X-Amz-Credential, X-Amz-Signature, X-Amz-Date, X-Amz-SignedHeaders, and X-Amz-Expires parameters.",
    );
  const value = (name: string): string => query.get(name) ?? "";
  if (value("X-Amz-Algorithm") !== "AWS4-HMAC-SHA256")
    throw malformed('X-Amz-Algorithm only supports "AWS4-HMAC-SHA256 and AWS4-ECDSA-P256-SHA256"');
  checkValidity(value("X-Amz-Date"), value("X-Amz-Expires"), now);
  return {
    ...parseCredential(value("X-Amz-Credential"), "AuthorizationQueryParametersError"),
    timestamp: value("X-Amz-Date"),
    signedHeaders: value("X-Amz-SignedHeaders").split(";"),
    signature: value("X-Amz-Signature"),
    payloadHash:
      query.get("X-Amz-Content-Sha256") ?? request.headers.get("x-amz-content-sha256") ?? "UNSIGNED-PAYLOAD",
    sessionToken: query.get("X-Amz-Security-Token"),
    queryPairs: request.queryPairs.filter(([name]) => name !== "X-Amz-Signature"),
  };
}

function checkValidity(timestamp: string, expires: string, now: Date): void {
  const signedAt = parseTimestamp(timestamp);
  if (signedAt === undefined)
    throw malformed("X-Amz-Date must be in the ISO8601 Long Format \"yyyyMMdd'T'HHmmss'Z'\"");
  if (!/^-?\d+$/.test(expires)) throw malformed("X-Amz-Expires should be a number");
  const seconds = Number(expires);
  if (seconds < 0) throw malformed("X-Amz-Expires must be non-negative");
  if (seconds > limits.presignedSeconds)
    throw malformed(
      `X-Amz-Expires must be less than a week (in seconds); that is, the given X-Amz-Expires must be less than ${limits.presignedSeconds} seconds`,
    );
  if (signedAt - now.getTime() > limits.clockSkewMs)
    throw new S3Error("AccessDenied", {
      message: "Request is not valid yet",
      details: { "X-Amz-Date": timestamp, ServerTime: now.toISOString() },
    });
  const end = signedAt + seconds * 1000;
  if (now.getTime() > end)
    throw new S3Error("AccessDenied", {
      message: "Request has expired",
      details: {
        "X-Amz-Expires": seconds,
        Expires: new Date(end).toISOString(),
        ServerTime: now.toISOString(),
      },
    });
}

function malformed(message: string): S3Error {
  return new S3Error("AuthorizationQueryParametersError", { message });
}
