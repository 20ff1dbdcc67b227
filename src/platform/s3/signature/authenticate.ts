import { S3Error, notImplemented } from "../errors.ts";
import type { S3Request } from "../request.ts";
import { findKey, type AccessKey } from "./access-key.ts";
import type { ClaimedSignature, Verifier } from "./claim.ts";
import { readHeaderSignature } from "./header.ts";
import { payloadOf, type Payload } from "./payload.ts";
import { readQuerySignature } from "./query.ts";
import { checkScope } from "./scope.ts";
import { verifyVersion2 } from "./version-2.ts";
import { canonicalRequest, isSameText, scopeText, sign, signingKey, stringToSign } from "./version-4.ts";

/** Who calls, and how the body is to be checked. */
export interface Caller {
  readonly accessKeyId: string;
  readonly accessKey: AccessKey;
  readonly payload: Payload;
}

/**
 * Verifies who sent a request. The body is not read: `payload` says what it must be.
 *
 * @throws {S3Error} `AccessDenied` for no signature or an expired one, `InvalidAccessKeyId`, `SignatureDoesNotMatch`,
 * `RequestTimeTooSkewed`, and those for a signature that can't be read.
 */
export function authenticate(request: S3Request, verifier: Verifier): Caller {
  const { headers, query } = request;
  const authorization = headers.get("authorization");
  const isPresigned = query.has("X-Amz-Algorithm") || query.has("X-Amz-Signature");
  const isVersion2 = query.has("AWSAccessKeyId") && query.has("Signature");
  if ([authorization !== undefined, isPresigned, isVersion2].filter(Boolean).length > 1)
    throw new S3Error("InvalidArgument", {
      message:
        "Only one auth mechanism allowed; only the X-Amz-Algorithm query parameter, Signature query string parameter or the Authorization header should be specified",
    });
  if (isVersion2) return { ...verifyVersion2(request, verifier), payload: { kind: "unsigned" } };
  if (isPresigned) return verify(request, readQuerySignature(request, verifier.now()), verifier);
  if (authorization === undefined) throw new S3Error("AccessDenied");
  if (authorization.startsWith("AWS4-ECDSA-P256-SHA256")) throw notImplemented("Signature Version 4A");
  if (!authorization.startsWith("AWS4-HMAC-SHA256"))
    throw new S3Error("InvalidRequest", {
      message: "The authorization mechanism you have provided is not supported. Please use AWS4-HMAC-SHA256.",
    });
  return verify(request, readHeaderSignature(request, authorization, verifier.now()), verifier);
}

function verify(request: S3Request, claimed: ClaimedSignature, verifier: Verifier): Caller {
  const accessKey = findKey(claimed.accessKeyId, claimed.sessionToken, verifier.findAccessKey);
  checkScope(claimed.scope, claimed.timestamp, verifier.region);
  checkSignedHeaders(request, claimed.signedHeaders);
  const canonical = canonicalRequest({ ...request, ...claimed });
  const text = stringToSign(claimed.timestamp, claimed.scope, canonical);
  const key = signingKey(accessKey.secretAccessKey, claimed.scope);
  if (!isSameText(sign(key, text), claimed.signature)) {
    throw new S3Error("SignatureDoesNotMatch", {
      details: {
        AWSAccessKeyId: claimed.accessKeyId,
        StringToSign: text,
        SignatureProvided: claimed.signature,
        CanonicalRequest: canonical,
      },
    });
  }
  const seed = {
    signature: claimed.signature,
    timestamp: claimed.timestamp,
    scope: scopeText(claimed.scope),
    key,
  };
  return { accessKeyId: claimed.accessKeyId, accessKey, payload: payloadOf(claimed.payloadHash, seed) };
}

/** Host and every `x-amz-` header must be signed: otherwise somebody on the way could add one that changes the meaning. */
function checkSignedHeaders(request: S3Request, signed: readonly string[]): void {
  const unsigned = [...request.headers.keys()].filter(
    (name) => (name === "host" || name.startsWith("x-amz-")) && !signed.includes(name),
  );
  // A hash of the payload that is not signed is not believed either (`payloadOf` takes the signed one).
  const dangerous = unsigned.filter((name) => name !== "x-amz-content-sha256");
  if (dangerous.length > 0 || !signed.includes("host"))
    throw new S3Error("AccessDenied", {
      message: "There were headers present in the request which were not signed",
      details: { HeadersNotSigned: dangerous.join(", ") },
    });
}
