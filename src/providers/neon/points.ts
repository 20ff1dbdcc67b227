import { UserError } from "../../errors.ts";
import type { DatabasePoint, DatabasePoints } from "../provider.ts";
import type { Branch } from "./api-types.ts";
import {
  change,
  findBranch,
  readBranches,
  readSettled,
  removeBranches,
  type StageBranches,
} from "./branches.ts";
import { clearExpiry } from "./expiry.ts";
import { ensureCompute } from "./make-branch.ts";
import { pointBranch, pointOf } from "./names.ts";
import { once } from "./once.ts";
import { settle } from "./operations.ts";
import { stateOf } from "./state.ts";

/**
 * Restore points of a stage: branches of its branch, without a compute, so that each is made at once and takes only the
 * pages that change afterwards. Neon's own snapshots and its way back in time know root branches only, which a stage's is
 * not.
 *
 * @param find The stage's part of its project, where there is one.
 * @see https://neon.com/docs/introduction/branch-restore
 */
export function openPoints(find: () => Promise<StageBranches | undefined>, stage: string): DatabasePoints {
  const need = async (): Promise<{ readonly of: StageBranches; readonly branch: Branch }> => {
    const of = await find();
    const branch = of && (await readSettled(of)).named(stage);
    if (of === undefined || branch === undefined) {
      throw new UserError("NEON_NO_DATABASE", { stage });
    }
    return { of, branch };
  };
  return {
    list: async () => {
      const of = await find();
      return of === undefined ? [] : listPoints(of);
    },
    create: async (name) => {
      const { of, branch } = await need();
      return createPoint(of, branch, name);
    },
    restore: async (name, keptAs) => {
      const { of, branch } = await need();
      await restorePoint(of, branch, name, keptAs);
      const restored = await need();
      return stateOf(of, restored.branch, await ensureCompute(of, restored.branch), false);
    },
    remove: async (name) => {
      const of = await find();
      if (of !== undefined) await removeBranches(of, (one) => one.name === pointBranch(stage, name), stage);
    },
  };
}

async function listPoints(of: StageBranches): Promise<readonly DatabasePoint[]> {
  const { all } = await readBranches(of);
  return all
    .flatMap((branch) => {
      const name = pointOf(of.stage, branch.name);
      return name === undefined ? [] : [describePoint(branch, name)];
    })
    .toSorted((one, other) => Date.parse(one.createdAt) - Date.parse(other.createdAt));
}

function describePoint(branch: Branch, name: string): DatabasePoint {
  return { name, createdAt: branch.created_at, sizeBytes: branch.logical_size ?? null };
}

async function createPoint(of: StageBranches, branch: Branch, point: string): Promise<DatabasePoint> {
  const { client, project, stage } = of;
  const name = pointBranch(stage, point);
  await clearExpiry(of, branch);
  const made = await once(client.clock, {
    look: () => findBranch(of, name),
    act: () =>
      change(of, () =>
        client.call("createProjectBranch", {
          path: { project_id: project.id },
          body: { branch: { name, parent_id: branch.id } },
        }),
      ),
  });
  await settle(client, project.id);
  return describePoint(made, point);
}

/** Neon puts a branch of the point in the place of the stage's, with its compute, so that its address stays the same. */
async function restorePoint(of: StageBranches, branch: Branch, name: string, keptAs: string): Promise<void> {
  const { client, project, stage } = of;
  const point = await findBranch(of, pointBranch(stage, name));
  if (point === undefined) throw new UserError("NEON_POINT_NOT_FOUND", { stage, point: name });
  const kept = pointBranch(stage, keptAs);
  await once(client.clock, {
    look: () => findBranch(of, kept),
    act: () =>
      change(of, () =>
        client.call("restoreProjectBranch", {
          path: { project_id: project.id, branch_id: branch.id },
          body: { source_branch_id: point.id, preserve_under_name: kept },
        }),
      ),
  });
  await settle(client, project.id);
}
