import { UserError } from "../../errors.ts";
import { notice, type Notice } from "../../words/words.ts";
import type { DatabaseState, StageDatabase } from "../provider.ts";
import type { Branch } from "./api-types.ts";
import {
  readBranches,
  readComputes,
  readSettled,
  removeBranches,
  setDefault,
  type Branches,
  type BranchesOf,
  type StageBranches,
} from "./branches.ts";
import { createNeonClient, type NeonClient, type NeonClientOptions } from "./client.ts";
import { usualCompute, type ComputeSize } from "./compute.ts";
import { setExpiry } from "./expiry.ts";
import { ensureCompute, makeStageBranch } from "./make-branch.ts";
import { annotationNames, belongsTo, groundBranch, isGone } from "./names.ts";
import { openPoints } from "./points.ts";
import { ensureNeonProject, findNeonProject, removeNeonProject, type NeonProjectAddress } from "./project.ts";
import { stateOf } from "./state.ts";

/** Which database, and how it is to be. */
export interface NeonDatabaseOptions extends NeonProjectAddress, NeonClientOptions {
  readonly stage: string;
  /** Region of AWS in which the stage's functions are. */
  readonly region: string;
  /** Whose stage it is: the AWS account. A branch of another owner is refused. */
  readonly owner?: string | undefined;
  readonly compute?: ComputeSize | undefined;
  readonly tell: (notice: Notice) => void;
}

/**
 * The database of a stage at Neon: a branch of the one project that all stages share, with a role, a database and a password
 * of its own. Nothing of it is written down here: projects and branches are found by their names, and an interrupted
 * `ensure` is finished by the next one.
 */
export function openNeonDatabase(options: NeonDatabaseOptions): StageDatabase {
  const client = createNeonClient(options);
  const find = async (): Promise<StageBranches | undefined> => {
    const project = await findNeonProject(client, options);
    return project === undefined ? undefined : stageIn(client, project, options);
  };
  return {
    ensure: async ({ copyOf, expiresAt }) => {
      const project = await ensureNeonProject(client, options);
      return ensureBranch(stageIn(client, project, options), copyOf, expiresAt);
    },
    describe: async () => {
      const stage = await find();
      return stage && describeBranch(stage);
    },
    remove: async () => {
      const stage = await find();
      if (stage !== undefined) await removeStage(stage);
    },
    points: openPoints(find, options.stage),
  };
}

function stageIn(
  client: NeonClient,
  project: BranchesOf["project"],
  { stage, owner, compute = usualCompute, tell }: NeonDatabaseOptions,
): StageBranches {
  return { client, project, stage, owner, compute, tell };
}

async function ensureBranch(
  of: StageBranches,
  copyOf: string | undefined,
  expiresAt: Date | null | undefined,
): Promise<DatabaseState> {
  const before = await readSettled(of);
  const ground = groundOf(of, before);
  const known = before.named(of.stage);
  if (known === undefined) checkNotRenamed(of, before);
  else checkOwner(of, before, known);
  const branch = known ?? (await makeStageBranch(of, before, parentOf(of, before, ground, copyOf)));
  const compute = await ensureCompute(of, branch);
  const isRooted = branch.parent_id === ground.id;
  if (isRooted && ground.default && !(expiresAt instanceof Date)) await setDefault(of, branch);
  const expiring = await setExpiry(of, branch, expiresAt);
  const isNew = known === undefined && copyOf === undefined;
  return stateOf(of, expiring, compute, isNew);
}

function groundOf({ project }: BranchesOf, branches: Branches): Branch {
  const ground = branches.named(groundBranch);
  if (ground === undefined) {
    const { name, id } = project;
    throw new UserError("NEON_PROJECT_NOT_OURS", { name, id, branch: groundBranch });
  }
  return ground;
}

function parentOf(of: StageBranches, branches: Branches, ground: Branch, copyOf: string | undefined): Branch {
  if (copyOf === undefined) return ground;
  const parent = branches.named(copyOf);
  if (parent === undefined) throw new UserError("NEON_NOTHING_TO_COPY", { stage: of.stage, from: copyOf });
  checkOwner(of, branches, parent);
  return parent;
}

function checkOwner({ project, owner }: StageBranches, branches: Branches, branch: Branch): void {
  const known = branches.annotationsOf(branch)[annotationNames.owner];
  if (known === undefined || owner === undefined || known === owner) return;
  throw new UserError("NEON_BRANCH_OF_ANOTHER", { project: project.name, stage: branch.name, owner: known });
}

/** A branch that was the stage's and has another name now holds its rows; an empty one beside it would hide that. */
function checkNotRenamed({ project, stage }: StageBranches, branches: Branches): void {
  const renamed = branches.all.find(
    (one) => branches.annotationsOf(one)[annotationNames.stage] === stage && !belongsTo(stage, one.name),
  );
  if (renamed === undefined) return;
  throw new UserError("NEON_BRANCH_RENAMED", { project: project.name, stage, branch: renamed.name });
}

async function describeBranch(of: StageBranches): Promise<DatabaseState | undefined> {
  const branches = await readSettled(of);
  const branch = branches.named(of.stage);
  if (branch === undefined) return undefined;
  checkOwner(of, branches, branch);
  const computeOf = await readComputes(of);
  return stateOf(of, branch, computeOf(branch), false);
}

/** Removes all branches of a stage, and with the last stage the project. */
async function removeStage(of: StageBranches): Promise<void> {
  const { stage, project, client, tell } = of;
  const before = await readSettled(of);
  groundOf(of, before);
  const live = before.named(stage);
  if (live !== undefined) checkOwner(of, before, live);
  const kept = await removeBranches(of, ({ name }) => belongsTo(stage, name), stage);
  const after = await readBranches(of);
  const copies = kept
    .flatMap((one) => after.childrenOf(one))
    .flatMap(({ name }) => (isGone(name) ? [] : [name]));
  if (copies.length > 0) tell(notice("NEON_BRANCH_KEPT", { stage, copies }));
  const others = after.all.filter(({ name }) => name !== groundBranch);
  if (others.length === 0) {
    await removeNeonProject(client, project);
  } else if (others.every((one) => after.annotationsOf(one)[annotationNames.stage] === undefined)) {
    tell(notice("NEON_PROJECT_KEPT", { project: project.name, branches: others.map(({ name }) => name) }));
  }
}
