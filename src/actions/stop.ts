import { endProcess } from "../providers/local/process.ts";
import type { ActionContext } from "./context.ts";
import type { StopResult } from "./results.ts";
import { findTarget } from "./workspace.ts";

/** Ends a stage's processes and keeps its data; the background process goes when no other stage needs it. */
export async function stop(
  context: ActionContext,
  options: { readonly stage?: string | undefined },
): Promise<StopResult> {
  const stage = await findTarget(context, options.stage);
  const answer = await stage.daemon?.call("stop", { stage: stage.stage });
  const processStopped = (answer?.isLast ?? true) && (await endProcess(stage.project.folder));
  return { name: stage.project.name, stage: stage.stage, stopped: stage.isServing, processStopped };
}
