import { UserError } from "../../errors.ts";
import { listRestorePoints, type PointsPlace } from "../../providers/aws/restore-points.ts";
import type { NetworkPlace } from "../../providers/aws/network/place.ts";
import type { AwsStage } from "../../providers/aws/stage.ts";
import type { ActionContext } from "../context.ts";
import type { DataPointsResult } from "../data-results.ts";
import { openDatabase } from "./database.ts";
import type { StageOnAws } from "./find-stage.ts";
import { withStage } from "./lifted-stage.ts";
import { secretsOf } from "./stage-secrets.ts";

/**
 * Says which restore points of a stage on AWS are kept.
 *
 * @throws {UserError} `DATABASE_NOT_OURS`, `NEON_KEY_MISSING`
 */
export function pointsOnAws(context: ActionContext, onAws: StageOnAws): Promise<DataPointsResult> {
  return withStage(context, onAws, async (stage) => {
    const place = await openPoints(context, onAws, stage, null);
    const points = await listRestorePoints(place);
    return {
      name: stage.names.project,
      stage: stage.names.stage,
      points: points
        .toReversed()
        .map(({ sizeBytes, ...point }) => ({ ...point, hasFiles: false, databaseBytes: sizeBytes })),
    };
  });
}

/**
 * Opens the restore points of a stage.
 *
 * @param network Where its database stands; null where none is to be made.
 * @throws {UserError} `DATABASE_NOT_OURS` where somebody else keeps the rows.
 */
export async function openPoints(
  context: ActionContext,
  { stage: wished }: StageOnAws,
  stage: AwsStage,
  network: NetworkPlace | null,
): Promise<PointsPlace> {
  const user = await (await secretsOf(stage)).user.read({ signal: context.signal });
  const opened = await openDatabase(context, { site: { stage: wished }, stage, secrets: { user }, network });
  const points = opened?.database.points;
  if (points === undefined) throw new UserError("DATABASE_NOT_OURS", { stage: stage.names.stage });
  return { aws: stage.aws, names: stage.names, points };
}
