import type { Edge, Resource } from "./resources.ts";

/** Id of the function that has the whole application. */
export const webId = "function.web";

/** Names of the functions that some of the requests have to themselves. */
export function routedFunctions({
  resources,
}: {
  readonly resources: readonly Resource[];
}): readonly string[] {
  return resources.flatMap((one) =>
    one.kind === "function" && one.ownPaths !== undefined ? [one.name] : [],
  );
}

/** What the application may do, each of its functions may: they run the same code. */
export function shareEdges(resources: readonly Resource[], edges: readonly Edge[]): readonly Edge[] {
  const others = resources.filter(({ kind, id }) => kind === "function" && id !== webId);
  return edges.flatMap((edge) =>
    edge.from === webId ? [edge, ...others.map(({ id }) => ({ ...edge, from: id }))] : [edge],
  );
}
