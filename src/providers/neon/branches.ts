import type { Notice } from "../../words/words.ts";
import type { AnnotationData, Branch, Endpoint, Operation } from "./api-types.ts";
import type { NeonClient } from "./client.ts";
import type { ComputeSize } from "./compute.ts";
import { unlessGone } from "./failures.ts";
import { goneBranch, groundBranch, isGone } from "./names.ts";
import { once } from "./once.ts";
import { settle } from "./operations.ts";
import type { NeonProject } from "./project.ts";

/** A project whose branches are looked at and changed. */
export interface BranchesOf {
  readonly client: NeonClient;
  readonly project: NeonProject;
}

/** A stage's part of a project. */
export interface StageBranches extends BranchesOf {
  readonly stage: string;
  /** Whose stage it is. */
  readonly owner: string | undefined;
  readonly compute: ComputeSize;
  readonly tell: (notice: Notice) => void;
}

/** All branches of a project at one moment. */
export interface Branches {
  readonly all: readonly Branch[];
  readonly named: (name: string) => Branch | undefined;
  readonly childrenOf: (branch: Branch) => readonly Branch[];
  readonly annotationsOf: (branch: Branch) => Readonly<Record<string, string>>;
}

const pageLength = 1000;

/** Reads the branches; nothing is changed. */
export async function readBranches({ client, project }: BranchesOf): Promise<Branches> {
  const all: Branch[] = [];
  const annotations: Record<string, AnnotationData> = {};
  for (let cursor: string | undefined; ;) {
    const page = await client.call("listProjectBranches", {
      path: { project_id: project.id },
      query: { limit: pageLength, ...(cursor === undefined ? {} : { cursor }) },
    });
    all.push(...page.branches);
    Object.assign(annotations, page.annotations);
    cursor = page.pagination?.next;
    if (cursor === undefined || cursor === "" || page.branches.length < pageLength) break;
  }
  return {
    all,
    named: (name) => all.find((one) => one.name === name),
    childrenOf: ({ id }) => all.filter(({ parent_id: parent }) => parent === id),
    annotationsOf: ({ id }) => annotations[id]?.value ?? {},
  };
}

/**
 * Reads the branches once nothing is being made of the stage's own: while Neon puts a restore point in its place there is
 * none of its name, and it must not be taken for a stage without a database then.
 */
export async function readSettled(of: StageBranches): Promise<Branches> {
  const branches = await readBranches(of);
  const state = branches.named(of.stage)?.current_state;
  if (state === "ready" || state === "archived") return branches;
  await settle(of.client, of.project.id);
  return readBranches(of);
}

/** The branch of a name, as it is now. */
export async function findBranch(of: BranchesOf, name: string): Promise<Branch | undefined> {
  return (await readBranches(of)).named(name);
}

/** The compute of each branch that has one: a branch without cannot be connected to. */
export async function readComputes({
  client,
  project,
}: BranchesOf): Promise<(branch: Branch) => Endpoint | undefined> {
  const { endpoints } = await client.call("listProjectEndpoints", { path: { project_id: project.id } });
  return ({ id }) => endpoints.find((one) => one.branch_id === id && one.type === "read_write");
}

/** Changes something of a project that may be changed twice without harm, and waits until Neon has done it. */
export async function change(
  { client, project }: BranchesOf,
  request: () => Promise<{ readonly operations: readonly Operation[] } | undefined>,
): Promise<void> {
  const answer = await request();
  await settle(client, project.id, answer?.operations);
}

/** Gives a branch another name, which nothing else has. */
export async function renameBranch(of: BranchesOf, branch: Branch, name: string): Promise<Branch> {
  const path = { project_id: of.project.id, branch_id: branch.id };
  return once(of.client.clock, {
    look: () => findBranch(of, name),
    act: () => change(of, () => of.client.call("updateProjectBranch", { path, body: { branch: { name } } })),
  });
}

/** The root branch takes over as the default one: the default branch cannot be removed, and cannot expire. */
export async function unsetDefault(of: BranchesOf, { all }: Branches): Promise<void> {
  const ground = all.find(({ name }) => name === groundBranch);
  if (ground === undefined || ground.default) return;
  await setDefault(of, ground);
}

/** The default branch may run while others are suspended by the plan's limits. */
export async function setDefault(of: BranchesOf, branch: Branch): Promise<void> {
  const path = { project_id: of.project.id, branch_id: branch.id };
  await change(of, () => of.client.call("setDefaultProjectBranch", { path }));
}

/**
 * Removes branches. One that others were made of cannot go: nobody can connect to it any more and it is renamed; it goes by
 * itself when the last of them does. So the order in which stages are removed does not matter.
 *
 * @returns Those that had to stay.
 */
export async function removeBranches(
  of: BranchesOf,
  isUnwanted: (branch: Branch) => boolean,
  stage: string,
): Promise<readonly Branch[]> {
  for (;;) {
    const branches = await readBranches(of);
    const unwanted = branches.all.filter((one) => isUnwanted(one) || isGone(one.name));
    const leaf = unwanted.find((one) => branches.childrenOf(one).length === 0);
    if (leaf === undefined) {
      const kept = unwanted.filter(isUnwanted);
      for (const one of kept) await putAside(of, one, stage);
      return kept;
    }
    if (leaf.default) await unsetDefault(of, branches);
    await removeLeaf(of, leaf);
  }
}

async function removeLeaf(of: BranchesOf, { id }: Branch): Promise<void> {
  const path = { project_id: of.project.id, branch_id: id };
  await once(of.client.clock, {
    look: async () => {
      const { all } = await readBranches(of);
      return all.some((one) => one.id === id) ? undefined : true;
    },
    // For seven days Neon could bring a branch back; who removes a stage wants its rows gone.
    act: () =>
      change(of, () =>
        unlessGone(of.client.call("deleteProjectBranch", { path, query: { hard_delete: true } })),
      ),
  });
}

async function putAside(of: BranchesOf, branch: Branch, stage: string): Promise<void> {
  const computeOf = await readComputes(of);
  const compute = computeOf(branch);
  if (compute !== undefined) {
    const path = { project_id: of.project.id, endpoint_id: compute.id };
    await change(of, () => unlessGone(of.client.call("deleteProjectEndpoint", { path })));
  }
  if (branch.default) await unsetDefault(of, await readBranches(of));
  if (!isGone(branch.name)) await renameBranch(of, branch, goneBranch(stage, branch.id));
}
