import { hashText } from "../../system/files.ts";

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
  /** Name of the network's stack, on whatever is in the network. */
  network: "monolift:network",
} as const;

/** A tag, as most of AWS's APIs write it. */
export interface TagPair {
  readonly Key: string;
  readonly Value: string;
}

/** The tags that everything of a stage has. */
export function stageTags({ project, stage }: StageNames): readonly TagPair[] {
  return [
    { Key: tagNames.project, Value: project },
    { Key: tagNames.stage, Value: stage },
  ];
}

/** Id of a resource in a template, which is the same in every release: `function.web` is `FunctionWeb`. */
export function logicalId(planId: string): string {
  return planId
    .split(/[^A-Za-z0-9]+/)
    .map((part) => part.slice(0, 1).toUpperCase() + part.slice(1))
    .join("");
}

/** Name of a stage's function; project and stage always stand in it. At most 64 characters, as AWS has it. */
export function functionName({ project, stage }: StageNames, name: string): string {
  return shorten(`${project}-${stage}-${name}`, 64);
}

/** Name of the stack that has a stage's compute. */
export function stackName({ project, stage }: StageNames): string {
  return `monolift-${project}-${stage}`;
}

/** Name of the stack that the stages of a project share: its network. A stage is never called so, since it has two hyphens. */
export function sharedStackName(project: string): string {
  return `monolift-${project}--shared`;
}

/**
 * Name of the stack that has a stage's network: the one that the project's stages share, or one of its own. No stage is called
 * like either.
 */
export function networkStackName(names: StageNames, { isShared }: { readonly isShared: boolean }): string {
  return isShared ? sharedStackName(names.project) : `${stackName(names)}--network`;
}

/**
 * Identifier of a stage's Aurora cluster: letters, digits and single hyphens, as RDS has it, and at most 42 of its 63
 * characters, so that a snapshot has room for what it is and when it was made.
 */
export function clusterName({ project, stage }: StageNames): string {
  const name = `monolift-${project}-${stage}`;
  const single = name.replace(/-{2,}/g, "-");
  return name === single
    ? shorten(name, 42)
    : shorten(`${single}-${hashText(name).slice(0, digestLength)}`, 42);
}

/** Name of the parameter that keeps something of a stage: `/monolift/blog/production/secrets`. */
export function parameterName({ project, stage }: StageNames, name: string): string {
  return `/monolift/${project}/${stage}/${name}`;
}

/**
 * Name of a stage's bucket, the same for everybody who works on the stage. Names of buckets are shared by all accounts of the
 * world, so that of the account and its Region is in it, as a digest. At most 63 characters.
 *
 * @param what `files`: code, static files and records of releases. `media`: what was uploaded.
 */
export function bucketName(
  { project, stage }: StageNames,
  what: "files" | "media",
  place: { readonly account: string; readonly region: string },
): string {
  const home = hashText(`${place.account} ${place.region}`).slice(0, digestLength);
  return `${shorten(`${project}-${stage}-${what}`, 63 - digestLength - 1)}-${home}`;
}

const digestLength = 8;

/**
 * Name of something that CloudFront keeps once for the whole account, before the Region that a template adds to it: a stage
 * may be moved to another Region while the old one is still there. At most 45 of CloudFront's 64 characters.
 */
export function edgeName({ project, stage }: StageNames): string {
  return shorten(`${project}-${stage}`, 45);
}

/** The name itself where it fits, else its beginning with a digest of the whole of it. */
function shorten(name: string, longest: number): string {
  if (name.length <= longest) return name;
  return `${name.slice(0, longest - digestLength - 1)}-${hashText(name).slice(0, digestLength)}`;
}
