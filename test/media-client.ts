import { S3Client } from "@aws-sdk/client-s3";
import type { StatusResult } from "../src/actions/results.ts";

/** The bucket of a stage as `status --json` tells of it. */
export type MediaEndpoint = NonNullable<NonNullable<StatusResult["endpoints"]>["media"]>;

/** AWS's own client, with the key of one stage. */
export function mediaClient({ endpoint, region, accessKeyId, secretAccessKey }: MediaEndpoint): S3Client {
  return new S3Client({
    endpoint,
    region,
    credentials: { accessKeyId, secretAccessKey },
    forcePathStyle: true,
  });
}
