import type { FoundCanary } from "../../providers/aws/canary/find-canary.ts";
import type { ActionContext } from "../context.ts";
import { withAwayLock } from "../locked.ts";
import type { Site } from "../site.ts";
import type { Steps } from "../steps.ts";
import { watchCanary, whileTried } from "./canary-step.ts";
import { withStage } from "./lifted-stage.ts";
import { withStageLock } from "./stage-lock.ts";
import { watcherOf } from "./watcher.ts";

/**
 * Watches a release that `up` has given a share of the requests, as its last step.
 *
 * @throws What `watchCanary` throws.
 */
export function watchTried(
  context: ActionContext,
  { site, steps }: { readonly site: Site; readonly steps: Steps },
  tried: FoundCanary,
): Promise<void> {
  const { project, stage } = site;
  const lock = { verb: "up", isAloneHere: true } as const;
  const watch = (): Promise<void> =>
    withStage(context, site, ({ aws, names }) =>
      steps.run("canary", () =>
        watchCanary({ aws, names }, tried, {
          watcher: watcherOf(context, "canary"),
          locked: (work) =>
            withAwayLock(context, project, stage.stage, () =>
              withStageLock(context, { aws, names }, lock, work),
            ),
        }),
      ),
    );
  return whileTried(context, tried, watch);
}
