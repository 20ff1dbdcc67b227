/**
 * Hosts that a door of AWS's own has: which one a stage gets is known only once it is there. Nobody else is led to a stage
 * by another one's host, so that all of them may be believed.
 */
export function doorHosts(region: string): readonly string[] {
  return [`.lambda-url.${region}.on.aws`, ".cloudfront.net"];
}

/** A host to ask a release by that no door leads to yet. */
export function hostOf(
  { project, stage }: { readonly project: string; readonly stage: string },
  region: string,
): string {
  return `${project}-${stage}.lambda-url.${region}.on.aws`;
}
