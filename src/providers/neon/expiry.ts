import { notice } from "../../words/words.ts";
import type { Branch } from "./api-types.ts";
import { change, readBranches, unsetDefault, type BranchesOf, type StageBranches } from "./branches.ts";
import { NeonFailure } from "./failures.ts";

/** Neon takes no date further ahead. @see https://neon.com/docs/guides/branch-expiration */
const furthestMs = 30 * 86_400_000;
/** A date that differs by less is the same one: Neon keeps whole seconds. */
const toleranceMs = 60_000;

/**
 * Says when Neon itself deletes a branch: a second net, for the case that nobody ends the stage. Where it cannot be set,
 * that is told and nothing else happens: the stage's own end removes the branch.
 *
 * @param expiresAt Null for never; undefined leaves it as it is.
 */
export async function setExpiry(
  of: StageBranches,
  branch: Branch,
  expiresAt: Date | null | undefined,
): Promise<Branch> {
  const { stage, tell } = of;
  if (expiresAt === undefined) return branch;
  if (expiresAt === null) return clearExpiry(of, branch);
  const refuse = (reason: "too-far" | "has-copies" | "not-offered"): Branch => {
    tell(notice("NEON_EXPIRY_NOT_SET", { stage, reason }));
    return branch;
  };
  if (Math.abs(Date.parse(branch.expires_at ?? "") - expiresAt.getTime()) < toleranceMs) return branch;
  if (expiresAt.getTime() > Date.now() + furthestMs) return refuse("too-far");
  const branches = await readBranches(of);
  if (branches.childrenOf(branch).length > 0) return refuse("has-copies");
  if (branch.default) await unsetDefault(of, branches);
  try {
    return await writeExpiry(of, branch, `${expiresAt.toISOString().slice(0, 19)}Z`);
  } catch (error) {
    const isRefused = error instanceof NeonFailure && [400, 403, 422].includes(error.status ?? 0);
    if (!isRefused) throw error;
    return refuse("not-offered");
  }
}

/** Takes the date back. Neon makes no branch of one that is to be deleted. */
export async function clearExpiry(of: BranchesOf, branch: Branch): Promise<Branch> {
  return branch.expires_at === undefined ? branch : writeExpiry(of, branch, null);
}

async function writeExpiry(of: BranchesOf, branch: Branch, expiresAt: string | null): Promise<Branch> {
  const path = { project_id: of.project.id, branch_id: branch.id };
  await change(of, () =>
    of.client.call("updateProjectBranch", { path, body: { branch: { expires_at: expiresAt } } }),
  );
  const { expires_at: _, ...rest } = branch;
  return expiresAt === null ? rest : { ...rest, expires_at: expiresAt };
}
