import { bucketName } from "../../providers/aws/names.ts";
import type { AwsStage } from "../../providers/aws/stage.ts";

/** Names of both buckets of a stage. */
export function bucketsOf({ names, aws }: Pick<AwsStage, "names" | "aws">): {
  readonly files: string;
  readonly media: string;
} {
  return { files: bucketName(names, "files", aws), media: bucketName(names, "media", aws) };
}
