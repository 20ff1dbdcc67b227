import { S3Error } from "../errors.ts";
import { limits } from "../limits.ts";
import type { S3Request } from "../request.ts";
import type { ClaimedSignature } from "./claim.ts";
import { parseCredential } from "./credential.ts";
import { parseTimestamp, timestampOf } from "./version-4.ts";

/**
 * Reads the signature in the `Authorization` header.
 *
 * @throws {S3Error} `AuthorizationHeaderMalformed`, `RequestTimeTooSkewed`, `InvalidRequest`, `AccessDenied` without a date.
 * @see https://docs.aws.amazon.com/AmazonS3/latest/API/sigv4-auth-using-authorization-header.html
 */
export function readHeaderSignature(request: S3Request, authorization: string, now: Date): ClaimedSignature {
  const fields = new Map(
    authorization
      .slice(authorization.indexOf(" ") + 1)
      .split(",")
      .map((field) => {
        const [name = "", ...value] = field.trim().split("=");
        return [name, value.join("=")];
      }),
  );
  const [credential, signedHeaders, signature] = ["Credential", "SignedHeaders", "Signature"].map((name) => {
    const value = fields.get(name);
    if (value === undefined || value === "")
      throw new S3Error("AuthorizationHeaderMalformed", {
        message: `The authorization header is malformed; the authorization header requires three components: Credential, SignedHeaders, and Signature.`,
      });
    return value;
  }) as [string, string, string];
  const payloadHash = request.headers.get("x-amz-content-sha256");
  if (payloadHash === undefined)
    throw new S3Error("InvalidRequest", {
      message: "Missing required header for this request: x-amz-content-sha256",
    });
  return {
    ...parseCredential(credential, "AuthorizationHeaderMalformed"),
    timestamp: checkTime(request, now),
    signedHeaders: signedHeaders.split(";"),
    signature,
    payloadHash,
    sessionToken: request.headers.get("x-amz-security-token"),
    queryPairs: request.queryPairs,
  };
}

function checkTime(request: S3Request, now: Date): string {
  const stated = request.headers.get("x-amz-date");
  const time = stated === undefined ? Date.parse(request.headers.get("date") ?? "") : parseTimestamp(stated);
  if (time === undefined || Number.isNaN(time))
    throw new S3Error("AccessDenied", {
      message: "AWS authentication requires a valid Date or x-amz-date header",
    });
  const timestamp = timestampOf(new Date(time));
  if (Math.abs(now.getTime() - time) > limits.clockSkewMs)
    throw new S3Error("RequestTimeTooSkewed", {
      details: {
        RequestTime: timestamp,
        ServerTime: now.toISOString(),
        MaxAllowedSkewMilliseconds: limits.clockSkewMs,
      },
    });
  return timestamp;
}
