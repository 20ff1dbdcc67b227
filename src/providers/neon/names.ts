/** Name of the one project that all stages of a project share at Neon. */
export function neonProjectName(project: string): string {
  return `monolift-${project}`;
}

/**
 * The root branch, which Neon does not let anybody delete. It stays empty for ever, so that every stage, the first one
 * too, is a branch that can go without a trace. No stage is called so: a stage's name has no slash.
 */
export const groundBranch = "monolift/empty";

/** Role and database in every branch; a branch is a server of its own, so these need not differ. */
export const roleName = "app";
export const databaseName = "app";

/** A branch while it is made. It gets its stage's name last: a branch with that name is whole and has its own password. */
export function makingBranch(stage: string): string {
  return `${stage}/new`;
}

/** A restore point of a stage. */
export function pointBranch(stage: string, point: string): string {
  return `${stage}/point-${point}`;
}

/** Name of a point, or undefined where the branch is none of this stage's points. */
export function pointOf(stage: string, branch: string): string | undefined {
  const start = pointBranch(stage, "");
  return branch.startsWith(start) ? branch.slice(start.length) : undefined;
}

/** What was removed while others were made of it: nobody can connect to it, and it goes with the last of them. */
export function goneBranch(stage: string, id: string): string {
  return `${stage}/gone-${id}`;
}

export function isGone(branch: string): boolean {
  return /^[^/]+\/gone-/.test(branch);
}

/** Whether a branch is a stage's, or one of those that belong to it. */
export function belongsTo(stage: string, branch: string): boolean {
  return branch === stage || branch.startsWith(`${stage}/`);
}

/** Annotations of the branches that Monolift makes. */
export const annotationNames = { stage: "monolift-stage", owner: "monolift-owner" } as const;
