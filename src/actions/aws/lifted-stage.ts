import { UserError } from "../../errors.ts";
import { explainAwsError } from "../../providers/aws/explain-error.ts";
import type { AwsRelease } from "../../providers/aws/releases.ts";
import type { AwsStage } from "../../providers/aws/stage.ts";
import { findProject } from "../../providers/local/project.ts";
import type { ActionContext } from "../context.ts";
import { withProjectLock } from "../locked.ts";
import type { StageOnAws } from "./find-stage.ts";
import { openStage } from "./open-stage.ts";

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

/** The same while no other command of this machine changes the project. */
export async function withLockedStage<T>(
  context: ActionContext,
  onAws: StageOnAws,
  work: (stage: AwsStage) => Promise<T>,
): Promise<T> {
  const project = await findProject(context.home, onAws.config.name);
  const begin = (): Promise<T> => withStage(context, onAws, work);
  return project === undefined ? begin() : withProjectLock(context, project, begin);
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
