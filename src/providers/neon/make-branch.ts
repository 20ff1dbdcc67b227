import type { Branch, Endpoint } from "./api-types.ts";
import {
  change,
  findBranch,
  readComputes,
  renameBranch,
  removeBranches,
  type Branches,
  type BranchesOf,
  type StageBranches,
} from "./branches.ts";
import type { ComputeSize } from "./compute.ts";
import { clearExpiry } from "./expiry.ts";
import { annotationNames, makingBranch, roleName } from "./names.ts";
import { once } from "./once.ts";
import { settle } from "./operations.ts";
import { sizeOf } from "./state.ts";

/**
 * Makes a stage's branch out of another one. Until it is whole it goes by another name, so that an interrupted run is gone
 * on with and never taken for a finished one: it would have its parent's password.
 */
export async function makeStageBranch(of: StageBranches, before: Branches, parent: Branch): Promise<Branch> {
  const { client, project, stage } = of;
  const making = makingBranch(stage);
  const begun = before.named(making);
  if (begun !== undefined && begun.parent_id !== parent.id) {
    await removeBranches(of, ({ id }) => id === begun.id, stage);
  }
  await clearExpiry(of, parent);
  const branch = await once(client.clock, {
    look: () => findBranch(of, making),
    act: () => createBranch(of, making, parent),
  });
  await settle(client, project.id);
  await ensureCompute(of, branch);
  await replacePassword(of, branch);
  return renameBranch(of, branch, stage);
}

/** The branch's compute: made where there is none, and of the wanted size. */
export async function ensureCompute(of: StageBranches, branch: Branch): Promise<Endpoint> {
  const { client, project } = of;
  const compute = await once(client.clock, {
    look: async () => (await readComputes(of))(branch),
    act: () =>
      change(of, () =>
        client.call("createProjectEndpoint", {
          path: { project_id: project.id },
          body: { endpoint: { branch_id: branch.id, type: "read_write", ...sizesOf(of.compute) } },
        }),
      ),
  });
  const { min, max } = sizeOf(compute);
  if (min === of.compute.min && max === of.compute.max) return compute;
  const path = { project_id: project.id, endpoint_id: compute.id };
  const answer = await client.call("updateProjectEndpoint", {
    path,
    body: { endpoint: sizesOf(of.compute) },
  });
  await settle(client, project.id, answer.operations);
  return answer.endpoint;
}

async function createBranch(of: StageBranches, name: string, parent: Branch): Promise<void> {
  const { client, project, stage, owner, compute } = of;
  await change(of, () =>
    client.call("createProjectBranch", {
      path: { project_id: project.id },
      body: {
        branch: { name, parent_id: parent.id },
        endpoints: [{ type: "read_write", ...sizesOf(compute) }],
        annotation_value: {
          [annotationNames.stage]: stage,
          ...(owner === undefined ? {} : { [annotationNames.owner]: owner }),
        },
      },
    }),
  );
}

/** A branch begins with its parent's roles, passwords included; a preview must not be a way into production. */
async function replacePassword(of: BranchesOf, { id }: Branch): Promise<void> {
  const path = { project_id: of.project.id, branch_id: id, role_name: roleName };
  await change(of, () => of.client.call("resetProjectBranchRolePassword", { path }));
}

function sizesOf({ min, max }: ComputeSize): {
  readonly autoscaling_limit_min_cu: number;
  readonly autoscaling_limit_max_cu: number;
} {
  return { autoscaling_limit_min_cu: min, autoscaling_limit_max_cu: max };
}
