import type { Operation } from "./api-types.ts";
import type { NeonClient } from "./client.ts";
import { NeonFailure } from "./failures.ts";

const underWay: ReadonlySet<string> = new Set(["scheduling", "running", "cancelling"]);
const failed: ReadonlySet<string> = new Set(["failed", "error", "cancelled"]);
const pauseMs = 500;
const patienceSeconds = 300;
/** Neon works on one thing of a project at a time; older ones than these have long ended. */
const looked = 50;

/**
 * Waits until Neon works on nothing in a project, whoever has begun it: an earlier run may have been interrupted, and it
 * takes nothing else meanwhile.
 *
 * @param begun Operations that must have succeeded.
 * @throws {NeonFailure} `NEON_OPERATION_FAILED` when one of `begun` did not succeed; `NEON_SLOW` after five minutes.
 * @see https://neon.com/docs/manage/operations
 */
export async function settle(
  client: NeonClient,
  projectId: string,
  begun: readonly Operation[] = [],
): Promise<void> {
  const ids = new Set(begun.map(({ id }) => id));
  const giveUpAt = client.clock.now() + patienceSeconds * 1000;
  for (;;) {
    const { operations } = await client.call("listProjectOperations", {
      path: { project_id: projectId },
      query: { limit: looked },
    });
    const broken = operations.find(({ id, status }) => ids.has(id) && failed.has(status));
    if (broken !== undefined) {
      const { action, status, error = "" } = broken;
      throw new NeonFailure("NEON_OPERATION_FAILED", { action, status, message: error }, 200);
    }
    const open = operations.filter(({ status }) => underWay.has(status));
    if (open.length === 0) return;
    if (client.clock.now() > giveUpAt) {
      const actions = open.map(({ action }) => action);
      throw new NeonFailure("NEON_SLOW", { actions, seconds: patienceSeconds }, 200);
    }
    await client.clock.sleep(pauseMs);
  }
}
