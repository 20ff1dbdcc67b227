import { S3Error } from "../errors.ts";
import type { CredentialScope } from "./version-4.ts";

/** Reads `KEY/YYYYMMDD/REGION/s3/aws4_request`. */
export function parseCredential(
  credential: string,
  code: "AuthorizationHeaderMalformed" | "AuthorizationQueryParametersError" | "InvalidArgument",
): { readonly accessKeyId: string; readonly scope: CredentialScope } {
  const parts = credential.split("/");
  const [date = "", region = "", service = "", end] = parts.slice(-4);
  if (parts.length < 5 || end !== "aws4_request" || !/^\d{8}$/.test(date))
    throw new S3Error(code, {
      message: `The Credential is mal-formed; expecting "<YOUR-AKID>/YYYYMMDD/REGION/SERVICE/aws4_request".`,
    });
  return { accessKeyId: parts.slice(0, -4).join("/"), scope: { date, region, service } };
}
