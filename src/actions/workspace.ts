import { UserError } from "../errors.ts";
import { loadConfig, type Config } from "../config/load.ts";
import { resolveStage, type StageConfig } from "../config/stage.ts";
import { findProject, listProjects } from "../providers/local/project.ts";
import { findLiftedStage, type LiftedStage } from "../providers/local/lifted.ts";
import type { ActionContext } from "./context.ts";
import { endExpired } from "./expired.ts";

export const defaultStage = "local";

/** The project that the current folder belongs to, and one of its stages as the file describes it. */
export interface Workspace {
  readonly config: Config;
  readonly stage: StageConfig;
}

/**
 * Finds the project of the current folder and the stage that is asked for.
 *
 * @throws {UserError} `NO_PROJECT` when no `monolift.toml` is found upwards; `UNKNOWN_STAGE` for a stage that the file has not.
 */
export async function findWorkspace(
  context: ActionContext,
  stageName: string | undefined,
): Promise<Workspace> {
  const config = await loadConfig(context.cwd, context.environment);
  if (config === undefined) throw new UserError("NO_PROJECT", { folder: context.cwd });
  const stage = resolveStage(config, stageName ?? defaultStage);
  return { config, stage };
}

/**
 * The stage that a verb works on: of the current folder, or `NAME/STAGE` from anywhere. Stages of the project whose time
 * is over end first.
 *
 * @throws {UserError} `STAGE_EXPIRED` when it was one of them, `NEVER_LIFTED` when there is no such stage on this machine.
 */
export async function findTarget(context: ActionContext, target: string | undefined): Promise<LiftedStage> {
  const [name, stage] = await namesOf(context, target);
  const project = await findProject(context.home, name);
  const ended = project === undefined ? [] : await endExpired(context, project);
  const lifted = project === undefined ? undefined : await findLiftedStage(project, stage);
  if (lifted !== undefined) return lifted;
  const own = ended.find((one) => one.stage === stage);
  if (own !== undefined) throw new UserError("STAGE_EXPIRED", { name, stage, lastUseAt: own.lastUseAt });
  const known = (await listProjects(context.home)).map((one) => one.name);
  throw new UserError("NEVER_LIFTED", { name, stage, known });
}

async function namesOf(
  context: ActionContext,
  target: string | undefined,
): Promise<readonly [string, string]> {
  const slash = target?.indexOf("/") ?? -1;
  if (target !== undefined && slash > 0) return [target.slice(0, slash), target.slice(slash + 1)];
  const { config, stage } = await findWorkspace(context, target);
  if (stage.provider === "aws") throw new UserError("NOT_YET_ON_AWS", { stage: stage.stage });
  return [config.name, stage.stage];
}
