import type { Aws } from "../aws.ts";

/** First part of every ARN of the account: `aws`, another one in China and in AWS's clouds for governments. */
export function partitionOf({ caller }: Pick<Aws, "caller">): string {
  return caller.split(":")[1] ?? "aws";
}
