import { MonoliftError } from "../errors.ts";
import { endExpiredStages, type ExpiredStage } from "../providers/local/expire.ts";
import type { Project } from "../providers/local/project.ts";
import { notice, sayError } from "../words/words.ts";
import type { ActionContext } from "./context.ts";
import { processOptions } from "./process-options.ts";

/**
 * Ends the stages of a project whose time is over, and says so aloud: every verb that looks at a project begins with it.
 * Where that fails, the stage stays, and the verb goes on.
 */
export async function endExpired(context: ActionContext, project: Project): Promise<readonly ExpiredStage[]> {
  const { name } = project;
  try {
    const ended = await endExpiredStages(project, processOptions(context));
    for (const { stage, ttlSeconds, lastUseAt, data } of ended) {
      const facts = { name, stage, ttlSeconds, lastUseAt, data };
      context.tell({ type: "notice", notice: notice("STAGE_EXPIRED", facts) });
    }
    return ended;
  } catch (error) {
    if (!(error instanceof MonoliftError)) throw error;
    const reason = sayError(error.code, error.facts, context.language).cause;
    context.tell({ type: "notice", notice: notice("EXPIRED_STAGE_STAYS", { name, reason }) });
    return [];
  }
}
