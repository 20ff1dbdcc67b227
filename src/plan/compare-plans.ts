import type { Plan } from "./plan.ts";
import type { Edge, Resource } from "./resources.ts";

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
  const edges = [before, after].map((plan) => plan.edges.map(sayEdge));
  const [was = [], is = []] = edges;
  return {
    resources: {
      added: [...next.keys()].filter((id) => !old.has(id)),
      removed: [...old.keys()].filter((id) => !next.has(id)),
      changed: after.resources.flatMap((one) => compareFields(old.get(one.id), one)),
    },
    edges: {
      added: is.filter((edge) => !was.includes(edge)),
      removed: was.filter((edge) => !is.includes(edge)),
    },
  };
}

function compareFields(before: Resource | undefined, after: Resource): readonly ResourceChange[] {
  if (before === undefined) return [];
  const was = new Map<string, unknown>(Object.entries(before));
  return Object.entries(after).flatMap(([field, value]): readonly ResourceChange[] => {
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
