import { UserError } from "../errors.ts";
import type { LiftedStage } from "../providers/local/lifted.ts";
import { listReleases, readReleases } from "../providers/local/releases.ts";
import {
  listRestorePoints,
  ownRows,
  readPointFacts,
  restorePoint,
  type RestorePoint,
} from "../providers/local/restore-points.ts";
import { currentUser } from "../system/user.ts";
import { findStageOnAws } from "./aws/find-stage.ts";
import type { ActionContext } from "./context.ts";
import type { DataRestoreResult, RestorePointResult } from "./data-results.ts";
import { withoutLock, withStageData } from "./stage-data.ts";
import { createSteps } from "./steps.ts";

export interface RestoreOptions {
  readonly stage?: string | undefined;
  /** Number of the point; by default the newest that a migration made. */
  readonly to?: number | undefined;
}

/** What there is of rows and files. */
export interface HeldAmounts {
  /** Null where nobody can count them from here. */
  readonly rows: number | null;
  /** Null where files are no part of it. */
  readonly objects: number | null;
  readonly mediaBytes: number | null;
}

/** What a restore is about to do, shown before it asks. */
export interface RestorePreparation {
  readonly name: string;
  readonly stage: string;
  readonly point: RestorePointResult;
  /** What the stage has now. */
  readonly goes: HeldAmounts;
  /** What the point has. */
  readonly comes: HeldAmounts;
}

/** Counts what would go and what would come; changes nothing. */
export async function prepareRestore(
  context: ActionContext,
  options: RestoreOptions,
): Promise<RestorePreparation> {
  const onAws = await findStageOnAws(context, options.stage);
  if (onAws !== undefined)
    return (await import("./aws/data-restore.ts")).prepareRestoreOnAws(context, onAws, options);
  return withoutLock(context, options.stage, async ({ stage, points }) => {
    const point = await choosePoint(stage, options.to);
    const nothing = { rows: 0, objects: 0, mediaBytes: 0 };
    return {
      name: stage.project.name,
      stage: stage.stage,
      point: { ...point, hasFiles: true },
      goes: (await readPointFacts(points, undefined)) ?? nothing,
      comes: (await readPointFacts(points, point)) ?? nothing,
    };
  });
}

/**
 * Puts the rows and files of a restore point in the place of the stage's, which become a point themselves. New requests
 * wait meanwhile. Where it fails, the stage is as it was.
 *
 * @throws {UserError} `NO_RESTORE_POINT`, `UNKNOWN_RESTORE_POINT`.
 * @throws {OperationError} `DATABASE_BUSY`.
 */
export async function dataRestore(
  context: ActionContext,
  options: RestoreOptions,
): Promise<DataRestoreResult> {
  const onAws = await findStageOnAws(context, options.stage);
  if (onAws !== undefined)
    return (await import("./aws/data-restore.ts")).restoreOnAws(context, onAws, options);
  return withStageData(context, options.stage, async ({ stage, points }) => {
    const point = await choosePoint(stage, options.to);
    const live = stage.live?.release ?? null;
    const steps = createSteps(context);
    const kept = await steps.run("restore", async () => {
      const about = { by: currentUser(), release: live };
      return { value: await restorePoint(points, point, about), facts: { restorePoint: point.id } };
    });
    const fits = await isFitting(stage, point);
    if (fits) await ownRows(stage.folder);
    return {
      name: stage.project.name,
      stage: stage.stage,
      restored: { ...point, hasFiles: true },
      keptAs: kept.id,
      live,
      fits,
      canReturn: point.release !== null && (await listReleases(stage.folder)).includes(point.release),
      steps: [...steps.taken],
    };
  });
}

async function choosePoint({ folder, stage }: LiftedStage, to: number | undefined): Promise<RestorePoint> {
  const points = (await listRestorePoints(folder)).toReversed();
  const known = points.map(({ id }) => id);
  const point = points.find((one) => (to === undefined ? one.reason === "migration" : one.id === to));
  if (point !== undefined) return point;
  if (to === undefined) throw new UserError("NO_RESTORE_POINT", { stage, known });
  throw new UserError("UNKNOWN_RESTORE_POINT", { stage, point: to, known });
}

/** Whether no migration came between the two releases: rows of the one then fit the code of the other. */
async function isFitting({ live, folder }: LiftedStage, point: RestorePoint): Promise<boolean> {
  if (live === undefined || point.release === null) return false;
  const oldest = Math.min(live.release, point.release);
  const newest = Math.max(live.release, point.release);
  const between = (await readReleases(folder)).filter(({ release }) => release > oldest && release <= newest);
  const isComplete = between.length === newest - oldest;
  return isComplete && between.every(({ migrations }) => migrations?.length === 0);
}
