import { UserError } from "../errors.ts";
import { stopStage } from "../providers/local/serving.ts";
import { findStageOnAws } from "./aws/find-stage.ts";
import type { ActionContext } from "./context.ts";
import type { StopResult } from "./results.ts";
import { findTarget } from "./workspace.ts";

/** Ends a stage's processes and keeps its data; the background process goes when no other stage needs it. */
export async function stop(
  context: ActionContext,
  options: { readonly stage?: string | undefined },
): Promise<StopResult> {
  const onAws = await findStageOnAws(context, options.stage);
  if (onAws !== undefined) throw new UserError("NOTHING_TO_STOP", { stage: onAws.stage.stage });
  const stage = await findTarget(context, options.stage);
  const processStopped = await stopStage(stage);
  return { name: stage.project.name, stage: stage.stage, stopped: stage.isServing, processStopped };
}
