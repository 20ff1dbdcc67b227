import { UserError } from "../errors.ts";
import { mayHaveDatabase, type LiftedStage } from "../providers/local/lifted.ts";
import { withProcess } from "../providers/local/process.ts";
import type { PointsOf } from "../providers/local/restore-points.ts";
import type { ActionContext } from "./context.ts";
import { withProjectLock } from "./locked.ts";
import { processOptions } from "./process-options.ts";
import { findTarget } from "./workspace.ts";

/** A stage whose data are worked on. */
export interface DataSite {
  readonly stage: LiftedStage;
  /** The same for the provider, with the process that does the work. */
  readonly points: PointsOf;
}

/**
 * Works on the data of a stage while no `up` changes it. A background process that was only started for this ends with it.
 *
 * @throws {UserError} `NEVER_LIFTED`; `DATABASE_NOT_OURS` where the project's own settings say where the rows are.
 */
export async function withStageData<T>(
  context: ActionContext,
  target: string | undefined,
  work: (site: DataSite) => Promise<T>,
): Promise<T> {
  const { project } = await findTarget(context, target);
  return withProjectLock(context, project, () => withoutLock(context, target, work));
}

/** As `withStageData`, for what only looks. */
export async function withoutLock<T>(
  context: ActionContext,
  target: string | undefined,
  work: (site: DataSite) => Promise<T>,
): Promise<T> {
  const stage = await findTarget(context, target);
  const names = { project: stage.project.name, stage: stage.stage };
  if (!(await mayHaveDatabase(stage))) throw new UserError("DATABASE_NOT_OURS", { stage: stage.stage });
  return withProcess(stage, processOptions(context), (daemon) =>
    work({ stage, points: { daemon, folder: stage.folder, names } }),
  );
}
