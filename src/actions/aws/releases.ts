import { readReleases } from "../../providers/aws/releases.ts";
import type { ActionContext } from "../context.ts";
import type { ReleasesResult } from "../release-results.ts";
import { describeReleases } from "../releases.ts";
import { canaryOnAws } from "./canary-status.ts";
import type { StageOnAws } from "./find-stage.ts";
import { withStage } from "./lifted-stage.ts";
import { movesOnAws } from "./moves.ts";

/** Says which releases of a stage on AWS are kept, and what each is made of. */
export function releasesOnAws(context: ActionContext, stage: StageOnAws): Promise<ReleasesResult> {
  return withStage(context, stage, async (found) => {
    const canary = await canaryOnAws(found);
    const live = found.alias?.release ?? null;
    return {
      name: found.names.project,
      stage: found.names.stage,
      live,
      canary,
      releases: describeReleases(await readReleases(found), { live, canary: canary?.release ?? null }),
      moves: [...(await movesOnAws(found))],
    };
  });
}
