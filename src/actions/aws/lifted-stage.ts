import { UserError } from "../../errors.ts";
import { explainAwsError } from "../../providers/aws/explain-error.ts";
import type { AwsRelease } from "../../providers/aws/releases.ts";
import type { AwsStage } from "../../providers/aws/stage.ts";
import { findProject } from "../../providers/local/project.ts";
import type { ActionContext } from "../context.ts";
import { withAwayLock } from "../locked.ts";
import type { StageOnAws } from "./find-stage.ts";
import { openStage } from "./open-stage.ts";
import { withStageLock, type LockWish } from "./stage-lock.ts";

/** A stage on AWS that serves a release. */
export interface ServingStage extends AwsStage {
  readonly live: AwsRelease;
}

/**
 * Does something with a stage of AWS, and ends the connections.
 *
 * @throws What `connectToAws` throws, and what `explainAwsError` gives.
 */
export async function withStage<T>(
  context: ActionContext,
  { stage }: StageOnAws,
  work: (stage: AwsStage) => Promise<T>,
): Promise<T> {
  const found = await openStage(context, stage);
  try {
    return await work(found);
  } catch (error) {
    throw explainAwsError(error, found.aws);
  } finally {
    found.aws.close();
  }
}

/**
 * The same while nobody else changes the stage, from whatever machine.
 *
 * @throws {UserError} `STAGE_LOCKED`
 */
export async function withLockedStage<T>(
  context: ActionContext,
  onAws: StageOnAws,
  verb: LockWish["verb"],
  work: (stage: AwsStage) => Promise<T>,
): Promise<T> {
  const project = await findProject(context.home, onAws.config.name);
  const lock = { verb, isAloneHere: project !== undefined };
  const begin = (): Promise<T> =>
    withStage(context, onAws, (stage) => withStageLock(context, stage, lock, () => work(stage)));
  return project === undefined ? begin() : withAwayLock(context, project, onAws.stage.stage, begin);
}

/**
 * The stage as one that serves.
 *
 * @throws {UserError} `NEVER_LIFTED`
 */
export function servingStage(stage: AwsStage): ServingStage {
  const { live, names } = stage;
  if (live === undefined)
    throw new UserError("NEVER_LIFTED", { name: names.project, stage: names.stage, known: [] });
  return { ...stage, live };
}
