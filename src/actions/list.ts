import { listLiftedStages, addressesOf, stateOf } from "../providers/local/lifted.ts";
import { expiryOf } from "../providers/local/expire.ts";
import { listProjects } from "../providers/local/project.ts";
import { isFolder } from "../system/files.ts";
import { lastRequestOf, sizeOf } from "../providers/local/status.ts";
import { readNamedStages } from "./aws/named-stages.ts";
import { collectNotices } from "./collect-notices.ts";
import type { ActionContext } from "./context.ts";
import { endExpired } from "./expired.ts";
import type { ListResult } from "./results.ts";

/**
 * Every stage of every project of this user, and the stages of AWS that the current folder's file names; those of this machine
 * whose time is over end first.
 *
 * @param options.orphans Only those whose project folder is gone, and those on AWS that no file names.
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
      account: null,
      region: null,
      state: stateOf(stage),
      ...addressesOf(stage),
      release: stage.live?.release ?? null,
      releasedAt: stage.live?.createdAt ?? null,
      lastRequestAt: await lastRequestOf(stage),
      expiresAt: await expiryOf(stage),
      sizeBytes: await sizeOf(stage),
    });
  }
  const roots = options.orphans ? (await listProjects(context.home)).map(({ root }) => root) : [];
  const named = await readNamedStages(context, [context.cwd, ...roots.filter((root) => root !== "")]);
  // Whoever has nothing on AWS waits for nothing of it.
  if (named.stages.length > 0)
    stages.push(...(await (await import("./aws/list.ts")).listOnAws(telling, named, options)));
  return { stages, notices: [...said] };
}
