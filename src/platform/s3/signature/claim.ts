import type { S3Request } from "../request.ts";
import type { FindAccessKey } from "./access-key.ts";
import type { CredentialScope } from "./version-4.ts";

/** What a Version 4 signature claims, wherever it stands in the request. */
export interface ClaimedSignature {
  readonly accessKeyId: string;
  readonly scope: CredentialScope;
  /** `YYYYMMDDTHHMMSSZ`. */
  readonly timestamp: string;
  readonly signedHeaders: readonly string[];
  readonly signature: string;
  readonly payloadHash: string;
  readonly sessionToken: string | undefined;
  /** Query parameters that are signed. */
  readonly queryPairs: S3Request["queryPairs"];
}

/** What verifying needs of the house. */
export interface Verifier {
  readonly findAccessKey: FindAccessKey;
  /** The one region whose signatures are good; undefined for any. */
  readonly region: string | undefined;
  readonly now: () => Date;
}
