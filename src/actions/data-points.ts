import { listRestorePoints, measurePoints } from "../providers/local/restore-points.ts";
import { findStageOnAws } from "./aws/find-stage.ts";
import type { ActionContext } from "./context.ts";
import type { DataPointsResult } from "./data-results.ts";
import { findTarget } from "./workspace.ts";

/** Says which restore points of a stage are kept. Of one on this machine nothing is started for it. */
export async function dataPoints(
  context: ActionContext,
  options: { readonly stage?: string | undefined },
): Promise<DataPointsResult> {
  const onAws = await findStageOnAws(context, options.stage);
  if (onAws !== undefined) return (await import("./aws/data-points.ts")).pointsOnAws(context, onAws);
  const { project, stage, folder, daemon } = await findTarget(context, options.stage);
  const names = { project: project.name, stage };
  const points = await listRestorePoints(folder);
  const sizes =
    daemon === undefined || points.length === 0 ? undefined : await measurePoints({ daemon, folder, names });
  return {
    name: project.name,
    stage,
    points: points.toReversed().map((point) => ({
      ...point,
      hasFiles: true,
      databaseBytes: sizes?.get(point.id) ?? null,
    })),
  };
}
