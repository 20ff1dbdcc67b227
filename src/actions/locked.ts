import { workLock } from "../providers/local/project.ts";
import { takeLock } from "../system/lock.ts";
import type { ActionContext } from "./context.ts";
import { openSite, type Site } from "./site.ts";

/** Does something that no other verb may do to a project meanwhile. That it has to wait for one is told. */
export async function withProjectLock<T>(
  context: ActionContext,
  project: { readonly folder: string },
  work: () => Promise<T>,
): Promise<T> {
  const lock = await takeLock(workLock(project), {
    signal: context.signal,
    onWait: ({ pid, since }) => context.tell({ type: "waiting-for-lock", pid, since }),
  });
  try {
    return await work();
  } finally {
    await lock.release();
  }
}

/** The same for the stage of the current folder, as it is once nobody else works on its project. */
export async function withLockedSite<T>(
  context: ActionContext,
  stage: string | undefined,
  work: (site: Site) => Promise<T>,
): Promise<T> {
  const { project } = await openSite(context, stage);
  // An `up` may have ended while this one waited.
  return withProjectLock(context, project, async () => work(await openSite(context, stage)));
}
