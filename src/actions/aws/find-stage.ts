import { loadConfig, type Config } from "../../config/load.ts";
import { resolveStage, type StageConfig } from "../../config/stage.ts";
import type { ActionContext } from "../context.ts";

/** A stage of the current folder's project that the file puts on AWS. */
export interface StageOnAws {
  readonly config: Config;
  readonly stage: StageConfig;
}

/**
 * The stage that is asked for, where the file puts it on AWS; undefined for one of this machine, which `findTarget` finds.
 *
 * @param target A stage's name. `NAME/STAGE` names a stage of this machine.
 * @throws {UserError} `UNKNOWN_STAGE`
 */
export async function findStageOnAws(
  context: Pick<ActionContext, "cwd" | "environment">,
  target: string | undefined,
): Promise<StageOnAws | undefined> {
  if (target === undefined || target.includes("/")) return undefined;
  const config = await loadConfig(context.cwd, context.environment);
  if (config === undefined) return undefined;
  const stage = resolveStage(config, target);
  return stage.provider === "aws" ? { config, stage } : undefined;
}
