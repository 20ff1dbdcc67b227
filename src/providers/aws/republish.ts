import type { Plan } from "../../plan/plan.ts";
import { routedFunctions } from "../../plan/share-edges.ts";
import { resourcesOf, type FunctionResource, type Resource } from "../../plan/resources.ts";
import { hashText } from "../../system/files.ts";
import type { ComputeStackRequest } from "./compute-stack.ts";
import type { AwsRelease } from "./releases.ts";
import { recordsIn } from "./data/secrets/sources.ts";
import type { FunctionCode } from "./resources/function.ts";
import type { DataNames } from "./rights.ts";

/** Variable of a function that names what it reads its secrets from, with their versions. */
const sourcesName = "MONOLIFT_SECRETS";

/** What the functions of a release read their secrets from, as it stands in their environment. */
export function sourcesOf({ stack }: Pick<AwsRelease, "stack">): string {
  return stack.code["web"]?.environment[sourcesName] ?? "";
}

/** Where the secrets that people set are of a release, as prices call it. */
export function secretsOfRelease(release: Pick<AwsRelease, "stack">): "ssm" | "secretsmanager" {
  return recordsIn(sourcesOf(release)).length === 0 ? "ssm" : "secretsmanager";
}

/**
 * The stack that publishes a kept release once more, with other secrets. The functions are those of the kept release; what a
 * version does not have of its own stays as it is: door, network, rights, and how many requests a function takes at one time.
 * The door leads to the functions that the kept release has and that were served before.
 *
 * @param newest The stack as it was deployed last: that of the newest release.
 * @param kept The release that is to be served again, with its secrets.
 */
export function republishedStack(
  newest: ComputeStackRequest,
  { release, stack }: Pick<AwsRelease, "release" | "stack">,
): ComputeStackRequest {
  const plan = withRoutes(withFunctions(newest.plan, stack.plan), stack.plan);
  const kept = new Set(routedFunctions(stack.plan));
  const door = newest.door ?? stack.door;
  return {
    ...newest,
    release,
    data: withRecords(newest.data, recordsIn(sourcesOf({ stack }))),
    plan,
    code: { ...newest.code, ...stack.code },
    door:
      door?.routed === undefined ? door : { ...door, routed: door.routed.filter((name) => kept.has(name)) },
  };
}

/** The same plan with the table of routes of another one. */
function withRoutes(plan: Plan, other: Plan): Plan {
  const [door] = resourcesOf(other, "door");
  const resources = plan.resources.map((one): Resource => {
    if (one.kind !== "door") return one;
    const { routes: _routes, ...rest } = one;
    return door?.routes === undefined ? rest : { ...rest, routes: door.routes };
  });
  return { ...plan, resources };
}

/** Lets what a release reads its secrets from be read, beside what is read now. */
function withRecords(data: DataNames, records: readonly string[]): DataNames {
  const { secretRecords = [] } = data;
  return { ...data, secretRecords: [...new Set([...secretRecords, ...records])] };
}

/** The same stack with functions that read their secrets from elsewhere. */
export function withSources(stack: ComputeStackRequest, sources: string): ComputeStackRequest {
  const code = Object.entries(stack.code).map(([name, one]) => [name, readingFrom(one, sources)] as const);
  return { ...stack, code: Object.fromEntries(code) };
}

function readingFrom(code: FunctionCode, sources: string): FunctionCode {
  return {
    ...code,
    environment: { ...code.environment, [sourcesName]: sources },
    digest: hashText(JSON.stringify([code.digest, sources])),
  };
}

/** A plan with the functions of another one; a function that only the other has comes with its edges. */
function withFunctions(newest: Plan, kept: Plan): Plan {
  const before = new Map(resourcesOf(kept, "function").map((one) => [one.id, one]));
  const known = new Set(newest.resources.map(({ id }) => id));
  const resources = newest.resources.map((one): Resource => {
    const found = one.kind === "function" ? before.get(one.id) : undefined;
    return found === undefined || one.kind !== "function" ? one : likeNow(found, one);
  });
  const gone = [...before.values()].filter(({ id }) => !known.has(id));
  const edges = kept.edges.filter(({ from }) => gone.some(({ id }) => id === from));
  return { ...newest, resources: [...resources, ...gone], edges: [...newest.edges, ...edges] };
}

/** What a database can bear at one time does not depend on which release asks it. */
function likeNow(before: FunctionResource, { concurrency }: FunctionResource): FunctionResource {
  return { ...before, concurrency };
}
