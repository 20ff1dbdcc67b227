import type { Aws } from "./aws.ts";
import { readBucketTags } from "./data/buckets/bucket-tags.ts";
import { asTagPairs, tagValue } from "./data/ownership.ts";
import { bucketName, stackName, tagNames, type StageNames } from "./names.ts";
import { refuseOther } from "./owner.ts";
import { readStack } from "./stack/stack.ts";

/**
 * Makes sure that what has a stage's names is the stage's, also where it serves no release, which `readStage` looks at: by the
 * tags of its bucket, which is made before everything else, and of its stack. Two calls.
 *
 * @throws {UserError} `STAGE_NAMES_RUN_TOGETHER`
 */
export async function refuseForeignStage({
  aws,
  names,
}: {
  readonly aws: Aws;
  readonly names: StageNames;
}): Promise<void> {
  const [bucket, stack] = await Promise.all([
    readBucketTags(aws, bucketName(names, "files", aws)),
    readStack(aws, stackName(names)),
  ]);
  for (const tags of [bucket ?? [], asTagPairs(stack?.tags)]) {
    const project = tagValue(tags, tagNames.project);
    const stage = tagValue(tags, tagNames.stage);
    if (project !== undefined && stage !== undefined) refuseOther(names, { project, stage });
  }
}
