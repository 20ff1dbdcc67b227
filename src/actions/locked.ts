import { awayLock, workLock } from "../providers/local/project.ts";
import { takeLock } from "../system/lock.ts";
import type { ActionContext } from "./context.ts";
import { openSite, type Site } from "./site.ts";

/** Does something that no other verb may do to a project meanwhile. That it has to wait for one is told. */
export function withProjectLock<T>(
  context: ActionContext,
  project: { readonly folder: string },
  work: () => Promise<T>,
): Promise<T> {
  return withLock(context, workLock(project), work);
}

/**
 * Does something to a stage that is not on this machine, which no other verb may do to it meanwhile. Other stages of the
 * project are not waited for: it takes minutes, and what is made for it here is put in its place in one step.
 */
export function withAwayLock<T>(
  context: ActionContext,
  project: { readonly folder: string },
  stage: string,
  work: () => Promise<T>,
): Promise<T> {
  return withLock(context, awayLock(project, stage), work);
}

async function withLock<T>(context: ActionContext, path: string, work: () => Promise<T>): Promise<T> {
  const lock = await takeLock(path, {
    signal: context.signal,
    onWait: ({ pid, since }) => context.tell({ type: "waiting-for-lock", pid, since }),
  });
  try {
    return await work();
  } finally {
    await lock.release();
  }
}

/** The same for the stage of the current folder, as it is once nobody else works on it. */
export async function withLockedSite<T>(
  context: ActionContext,
  stageName: string | undefined,
  work: (site: Site) => Promise<T>,
): Promise<T> {
  const { project, stage } = await openSite(context, stageName);
  // An `up` may have ended while this one waited.
  const again = async (): Promise<T> => work(await openSite(context, stageName));
  return stage.provider === "aws"
    ? withAwayLock(context, project, stage.stage, again)
    : withProjectLock(context, project, again);
}
