import { S3Error } from "../errors.ts";
import type { CredentialScope } from "./version-4.ts";

/** @throws {S3Error} `AuthorizationHeaderMalformed` when it was signed for another service, day or region. */
export function checkScope(scope: CredentialScope, timestamp: string, region: string | undefined): void {
  if (scope.service !== "s3")
    throw malformed(`incorrect service "${scope.service}". This endpoint belongs to "s3".`);
  if (!timestamp.startsWith(scope.date))
    throw malformed(
      `Invalid credential date "${scope.date}". This date is not the same as X-Amz-Date: "${timestamp.slice(0, 8)}".`,
    );
  if (region !== undefined && scope.region !== region)
    throw malformed(`the region '${scope.region}' is wrong; expecting '${region}'`, { Region: region });
}

function malformed(why: string, details: Record<string, string> = {}): S3Error {
  return new S3Error("AuthorizationHeaderMalformed", {
    message: `The authorization header is malformed; ${why}`,
    details,
  });
}
