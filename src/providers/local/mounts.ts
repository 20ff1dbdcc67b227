import { join } from "node:path";
import type { Plan } from "../../plan/plan.ts";
import { resourcesOf } from "../../plan/resources.ts";
import type { BucketMount, StaticMount } from "../../platform/gateway/door.ts";
import type { StageFolder } from "./stage-folder.ts";

/**
 * The folders that the gateway serves by itself.
 *
 * @param releases The new release first, then older ones, whose pages may still be open somewhere.
 * @param hashed Paths whose names change with their content.
 */
export function mountsOf(
  plan: Plan,
  folder: StageFolder,
  releases: readonly number[],
  hashed: readonly string[],
): StaticMount[] {
  return resourcesOf(plan, "bucket").flatMap(({ name, url }): StaticMount[] => {
    if (url === null || name !== "static") return [];
    const folders = releases.map((release) => join(folder.static, String(release)));
    return [{ urlPrefix: url, folders, hashed: [...hashed] }];
  });
}

/** Uploaded files, which the gateway serves from the stage's bucket. */
export function bucketMountsOf(plan: Plan, bucket: string): BucketMount[] {
  return resourcesOf(plan, "bucket").flatMap(({ name, url }) =>
    url === null || name !== "media" ? [] : [{ urlPrefix: url, bucket }],
  );
}
