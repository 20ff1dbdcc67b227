import type { Aws } from "../../aws.ts";
import { bucketName, stageTags, type StageNames } from "../../names.ts";
import { servedFolder } from "../objects/static-files.ts";
import type { BucketRequest } from "./ensure-bucket.ts";

/** Below it the uploads of browsers wait for their form; not a file of the application, and no part of a copy. */
export const housePrefix = ".monolift/";

/** Files wait for a day, and are swept by the application itself; this is for those of a stage that nobody uses. */
const pendingDays = 2;

interface Reader {
  /** ARN of the distribution in front of the stage; left out while there is none. */
  readonly distributionArn?: string | undefined;
}

/** The bucket with code, static files and records of releases; CloudFront reads the static files and nothing else. */
export function filesBucket(
  aws: Pick<Aws, "account" | "region">,
  names: StageNames,
  { distributionArn }: Reader = {},
): BucketRequest {
  return {
    name: bucketName(names, "files", aws),
    tags: stageTags(names),
    publicReadFrom:
      distributionArn === undefined ? undefined : { distributionArn, keys: [`${servedFolder}*`] },
  };
}

/**
 * The bucket with uploaded files. CloudFront reads all but names of which a part begins with a dot, as on the stage named `local`.
 *
 * @param options.origins Addresses of the stage, whose pages send files straight to the bucket.
 */
export function mediaBucket(
  aws: Pick<Aws, "account" | "region">,
  names: StageNames,
  { distributionArn, origins }: Reader & { readonly origins: readonly string[] },
): BucketRequest {
  return {
    name: bucketName(names, "media", aws),
    tags: stageTags(names),
    cors: { origins },
    expire: [{ prefix: `${housePrefix}pending/`, days: pendingDays }],
    publicReadFrom:
      distributionArn === undefined ? undefined : { distributionArn, keys: ["*"], except: [".*", "*/.*"] },
  };
}
