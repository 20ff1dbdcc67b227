import type { Plan } from "./plan.ts";
import { resourcesOf, type Edge, type Resource } from "./resources.ts";
import { globOf } from "./routing/path-form.ts";
import { webId } from "./share-edges.ts";

/** One field of a resource that both plans have; values as text. */
export interface ResourceChange {
  readonly id: string;
  readonly field: string;
  readonly from: string;
  readonly to: string;
}

/** How one plan differs from another. Edges are `FROM → TO: RIGHTS`. */
export interface PlanChanges {
  readonly resources: {
    readonly added: readonly string[];
    readonly removed: readonly string[];
    readonly changed: readonly ResourceChange[];
  };
  readonly edges: { readonly added: readonly string[]; readonly removed: readonly string[] };
  /** Requests that are led to another function than the one of the whole application, as `METHODS PATH → FUNCTION`. */
  readonly doorRoutes: { readonly added: readonly string[]; readonly removed: readonly string[] };
}

/** A stage before its first release. */
export const noPlan: Pick<Plan, "resources" | "edges"> = { resources: [], edges: [] };

/**
 * Says what a plan adds, removes and changes. Pure.
 *
 * @param before A plan as it was kept: it may be of an older version, with fields and kinds that are no more.
 */
export function comparePlans(
  before: Pick<Plan, "resources" | "edges">,
  after: Pick<Plan, "resources" | "edges">,
): PlanChanges {
  const old = new Map(before.resources.map((one) => [one.id, one]));
  const next = new Map(after.resources.map((one) => [one.id, one]));
  return {
    resources: {
      added: [...next.keys()].filter((id) => !old.has(id)),
      removed: [...old.keys()].filter((id) => !next.has(id)),
      changed: after.resources.flatMap((one) => compareFields(old.get(one.id), one)),
    },
    edges: compareTexts(before.edges.map(sayEdge), after.edges.map(sayEdge)),
    doorRoutes: compareTexts(sayRoutes(before), sayRoutes(after)),
  };
}

function compareTexts(was: readonly string[], is: readonly string[]): PlanChanges["edges"] {
  return { added: is.filter((one) => !was.includes(one)), removed: was.filter((one) => !is.includes(one)) };
}

/** The table of routes; lines that only keep requests with the whole application go without saying. */
function sayRoutes({ resources }: Pick<Plan, "resources">): readonly string[] {
  return resourcesOf({ resources }, "door")
    .flatMap(({ routes = [] }) => routes)
    .filter(({ to }) => to !== webId)
    .map(({ path, methods, to }) => `${[...(methods ?? []), globOf(path)].join(" ")} → ${to}`);
}

/** Told as the table of routes. */
const toldElsewhere: readonly string[] = ["routes", "ownPaths"];

function compareFields(before: Resource | undefined, after: Resource): readonly ResourceChange[] {
  if (before === undefined) return [];
  const was = new Map<string, unknown>(Object.entries(before));
  return Object.entries(after).flatMap(([field, value]): readonly ResourceChange[] => {
    if (toldElsewhere.includes(field)) return [];
    const [from, to] = [sayValue(was.get(field)), sayValue(value)];
    return from === to ? [] : [{ id: after.id, field, from, to }];
  });
}

function sayValue(value: unknown): string {
  return typeof value === "string" ? value : (JSON.stringify(value) ?? "–");
}

function sayEdge({ from, to, may }: Edge): string {
  return `${from} → ${to}: ${may.join(", ")}`;
}
