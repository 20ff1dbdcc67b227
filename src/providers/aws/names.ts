/** The names that one stage goes by on AWS. */
export interface StageNames {
  readonly project: string;
  readonly stage: string;
}

/** Tags of whatever belongs to a stage: how it is found again, whoever made it. */
export const tagNames = {
  project: "monolift:project",
  stage: "monolift:stage",
  release: "monolift:release",
} as const;

/** Id of a resource in a template, which is the same in every release: `function.web` is `FunctionWeb`. */
export function logicalId(planId: string): string {
  return planId
    .split(/[^A-Za-z0-9]+/)
    .map((part) => part.slice(0, 1).toUpperCase() + part.slice(1))
    .join("");
}

/** Name of a stage's function; project and stage always stand in it. At most 64 characters, as AWS has it. */
export function functionName({ project, stage }: StageNames, name: string): string {
  return `${project}-${stage}-${name}`;
}

/** Name of the parameter that keeps a secret of a stage. */
export function parameterName({ project, stage }: StageNames, name: string): string {
  return `/monolift/${project}/${stage}/${name}`;
}
