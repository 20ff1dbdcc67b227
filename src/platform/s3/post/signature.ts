import { S3Error } from "../errors.ts";
import { findKey, type AccessKey } from "../signature/access-key.ts";
import { checkScope } from "../signature/scope.ts";
import type { Verifier } from "../signature/claim.ts";
import { parseCredential } from "../signature/credential.ts";
import { signVersion2 } from "../signature/version-2.ts";
import { isSameText, parseTimestamp, sign, signingKey } from "../signature/version-4.ts";
import type { Fields } from "./policy.ts";

/**
 * Verifies who signed the policy of a form, by Version 4 or, as boto3 does in the oldest regions, Version 2.
 *
 * @throws {S3Error} `AccessDenied` without a policy, `InvalidAccessKeyId`, `SignatureDoesNotMatch`, `InvalidArgument`.
 * @see https://docs.aws.amazon.com/AmazonS3/latest/API/sigv4-post-example.html
 */
export function verifyPolicySignature(fields: Fields, verifier: Verifier): AccessKey {
  const policy = fields.get("policy");
  if (policy === undefined) throw new S3Error("AccessDenied");
  const isVersion2 = fields.has("awsaccesskeyid");
  const { accessKeyId, expected, key } = isVersion2
    ? signByVersion2(fields, policy, verifier)
    : signByVersion4(fields, policy, verifier);
  const provided = fields.get(isVersion2 ? "signature" : "x-amz-signature") ?? "";
  if (!isSameText(expected, provided))
    throw new S3Error("SignatureDoesNotMatch", {
      details: { AWSAccessKeyId: accessKeyId, StringToSign: policy, SignatureProvided: provided },
    });
  return key;
}

interface Signed {
  readonly accessKeyId: string;
  readonly expected: string;
  readonly key: AccessKey;
}

function signByVersion4(fields: Fields, policy: string, verifier: Verifier): Signed {
  const timestamp = fields.get("x-amz-date") ?? "";
  if (fields.get("x-amz-algorithm") !== "AWS4-HMAC-SHA256") throw missing("X-Amz-Algorithm");
  if (parseTimestamp(timestamp) === undefined) throw missing("X-Amz-Date");
  const { accessKeyId, scope } = parseCredential(fields.get("x-amz-credential") ?? "", "InvalidArgument");
  const key = findKey(accessKeyId, fields.get("x-amz-security-token"), verifier.findAccessKey);
  checkScope(scope, timestamp, verifier.region);
  return { accessKeyId, expected: sign(signingKey(key.secretAccessKey, scope), policy), key };
}

function signByVersion2(fields: Fields, policy: string, verifier: Verifier): Signed {
  const accessKeyId = fields.get("awsaccesskeyid") ?? "";
  const key = findKey(accessKeyId, fields.get("x-amz-security-token"), verifier.findAccessKey);
  return { accessKeyId, expected: signVersion2(key.secretAccessKey, policy), key };
}

function missing(name: string): S3Error {
  return new S3Error("InvalidArgument", {
    message: `Bucket POST must contain a field named '${name}'.  If it is specified, please check the order of the fields.`,
    details: { ArgumentName: name },
  });
}
