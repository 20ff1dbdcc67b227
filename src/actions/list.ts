import { listLiftedStages, addressesOf, stateOf } from "../providers/local/lifted.ts";
import { expiryOf } from "../providers/local/expire.ts";
import { listProjects } from "../providers/local/project.ts";
import { isFolder } from "../system/files.ts";
import { lastRequestOf, sizeOf } from "../providers/local/status.ts";
import { collectNotices } from "./collect-notices.ts";
import type { ActionContext } from "./context.ts";
import { endExpired } from "./expired.ts";
import type { ListResult } from "./results.ts";

/**
 * Every stage of every project of this user; those whose time is over end first.
 *
 * @param options.orphans Only those whose project folder is gone.
 */
export async function list(
  context: ActionContext,
  options: { readonly orphans: boolean },
): Promise<ListResult> {
  const { context: telling, said } = collectNotices(context);
  for (const project of await listProjects(context.home)) await endExpired(telling, project);
  const stages: ListResult["stages"] = [];
  for (const stage of await listLiftedStages(context.home)) {
    const rootExists = await isFolder(stage.project.root);
    if (options.orphans && rootExists) continue;
    stages.push({
      name: stage.project.name,
      stage: stage.stage,
      provider: "local",
      root: stage.project.root,
      rootExists,
      state: stateOf(stage),
      ...addressesOf(stage),
      release: stage.live?.release ?? null,
      releasedAt: stage.live?.createdAt ?? null,
      lastRequestAt: await lastRequestOf(stage),
      expiresAt: await expiryOf(stage),
      sizeBytes: await sizeOf(stage),
    });
  }
  return { stages, notices: [...said] };
}
