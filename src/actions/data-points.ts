import { listRestorePoints, measurePoints } from "../providers/local/restore-points.ts";
import type { ActionContext } from "./context.ts";
import type { DataPointsResult } from "./data-results.ts";
import { findTarget } from "./workspace.ts";

/** Says which restore points of a stage are kept. Nothing is started for it. */
export async function dataPoints(
  context: ActionContext,
  options: { readonly stage?: string | undefined },
): Promise<DataPointsResult> {
  const { project, stage, folder, daemon } = await findTarget(context, options.stage);
  const names = { project: project.name, stage };
  const points = await listRestorePoints(folder);
  const sizes =
    daemon === undefined || points.length === 0 ? undefined : await measurePoints({ daemon, folder, names });
  return {
    name: project.name,
    stage,
    points: points.toReversed().map((point) => ({ ...point, databaseBytes: sizes?.get(point.id) ?? null })),
  };
}
