import type { FunctionResource } from "./resources.ts";

/** The variable by which a function knows which paths it is there for; none for the one that has everything. */
export function ownPathsVariable({
  ownPaths,
}: Pick<FunctionResource, "ownPaths">): Readonly<Record<string, string>> {
  return ownPaths === undefined ? {} : { MONOLIFT_OWN_PATHS: ownPaths.join(" ") };
}
