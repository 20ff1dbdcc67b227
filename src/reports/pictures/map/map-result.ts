import type { Mark } from "../../../actions/erd-results.ts";
import type { Known, KnownApplication } from "../../../actions/learn-application.ts";
import type { MapResource, MapResult, MapRoute } from "../../../actions/map-results.ts";
import { comparePlans } from "../../../plan/compare-plans.ts";
import type { Edge, Resource } from "../../../plan/resources.ts";
import { routesResult } from "../../routes.ts";

/** What `--json` prints, and what the picture is drawn from: what there is now, and what there was in a release where one is asked for. */
export function mapResult(
  known: Pick<KnownApplication, "name" | "stage" | "facts" | "plan" | "before">,
): MapResult {
  const { name, stage, before } = known;
  return {
    name,
    stage,
    against: before?.release ?? null,
    resources: compareResources(before ?? known, known),
    edges: compareEdges(before ?? known, known),
    routes: compareRoutes(before ?? known, known),
  };
}

function compareResources(before: Pick<Known, "plan">, after: Pick<Known, "plan">): MapResource[] {
  const { added, changed } = comparePlans(before.plan, after.plan).resources;
  const now = new Set(after.plan.resources.map(({ id }) => id));
  const gone = before.plan.resources.filter(({ id }) => !now.has(id));
  return [
    ...after.plan.resources.map((resource) => {
      const fields = changed.filter(({ id }) => id === resource.id).map(({ field }) => field);
      const mark = added.includes(resource.id) ? "added" : fields.length > 0 ? "changed" : "same";
      return describeResource(resource, mark, fields);
    }),
    ...gone.map((resource) => describeResource(resource, "removed", [])),
  ];
}

function describeResource({ id, kind, ...facts }: Resource, mark: Mark, changed: string[]): MapResource {
  return { id, kind, mark, facts, changed };
}

function compareEdges(before: Pick<Known, "plan">, after: Pick<Known, "plan">): MapResult["edges"] {
  const keyOf = ({ from, to }: Edge): string => `${from} ${to}`;
  const was = new Map(before.plan.edges.map((edge) => [keyOf(edge), edge]));
  const now = new Set(after.plan.edges.map(keyOf));
  const markOf = (edge: Edge): Mark => {
    const former = was.get(keyOf(edge));
    if (former === undefined) return "added";
    return former.may.join() === edge.may.join() ? "same" : "changed";
  };
  return [
    ...after.plan.edges.map((edge) => ({ ...edge, may: [...edge.may], mark: markOf(edge) })),
    ...before.plan.edges
      .filter((edge) => !now.has(keyOf(edge)))
      .map((edge) => ({ ...edge, may: [...edge.may], mark: "removed" as const })),
  ];
}

/** The same path under the same name is the same route, whoever answers it. */
function compareRoutes(before: Pick<Known, "facts">, after: Pick<Known, "facts">): MapRoute[] {
  const [was, now] = [listRoutes(before), listRoutes(after)];
  const keyOf = ({ path, name }: MapRoute): string => `${path}\n${name ?? ""}`;
  const former = new Map(was.map((route) => [keyOf(route), route]));
  const kept = new Set(now.map(keyOf));
  const behind = ({ view, methods }: MapRoute): string => `${view} ${methods?.join() ?? ""}`;
  return [
    ...now.map((route) => {
      const old = former.get(keyOf(route));
      if (old === undefined) return { ...route, mark: "added" as const };
      return behind(old) === behind(route) ? route : { ...route, mark: "changed" as const };
    }),
    ...was
      .filter((route) => !kept.has(keyOf(route)))
      .map((route) => ({ ...route, mark: "removed" as const })),
  ];
}

function listRoutes({ facts }: Pick<Known, "facts">): MapRoute[] {
  return routesResult(facts).routes.map(({ app, path, methods, view, name }) => ({
    app,
    path,
    methods,
    view,
    name,
    mark: "same",
  }));
}
