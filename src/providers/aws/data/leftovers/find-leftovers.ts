import type { Aws } from "../../aws.ts";
import { stageTags, tagNames, type StageNames } from "../../names.ts";
import { inParallel } from "../in-parallel.ts";
import { tagValue } from "../ownership.ts";
import { listParameters } from "../parameters/list-parameters.ts";
import type { WorkOptions } from "../work.ts";
import { findByTags, type Tagged } from "./find-by-tags.ts";
import { bucketKind } from "./kinds/buckets.ts";
import { kindsByTagAlone } from "./kinds/by-tag-alone.ts";
import { distributionKind } from "./kinds/distributions.ts";
import { functionKind } from "./kinds/functions.ts";
import { logsKind } from "./kinds/log-groups.ts";
import { interfaceKind } from "./kinds/network-interfaces.ts";
import { parameterKind } from "./kinds/parameters.ts";
import { repositoryKind } from "./kinds/repositories.ts";
import { roleKind } from "./kinds/roles.ts";
import { secretKind } from "./kinds/secrets.ts";
import { stackKind } from "./kinds/stacks.ts";
import { certain, type Leftover, type LeftoverKind, type Search } from "./leftover.ts";

const kinds: readonly LeftoverKind[] = [
  stackKind,
  functionKind,
  logsKind,
  roleKind,
  interfaceKind,
  distributionKind,
  bucketKind,
  repositoryKind,
  parameterKind,
  secretKind,
  ...kindsByTagAlone,
];
const together = 6;

/** Functions that every stage has. */
const usualFunctions = ["web", "manage"] as const;

/**
 * Looks for everything that a stage has on AWS: by its tags, and by its names for what takes no tags or has lost them. Nothing
 * of another stage is ever among it. Changes nothing.
 *
 * @param options.functions Names of functions besides `web` and `manage`.
 */
export async function findLeftovers(
  aws: Aws,
  names: StageNames,
  options: WorkOptions & { readonly functions?: readonly string[] } = {},
): Promise<readonly Leftover[]> {
  const functions = [...new Set([...usualFunctions, ...(options.functions ?? [])])];
  const search: Search = { aws, names, functions, options };
  const byName = await Promise.all(kinds.map(({ findByName }) => findByName(search)));
  const found = new Map(byName.flat().map((one) => [keyOf(one), one]));
  const filters = stageTags(names).map(({ Key, Value }) => ({ Key, Values: [Value] }));
  await inParallel(await findByTags(aws, filters, options), together, async (tagged) => {
    const leftover = await look(search, tagged, found);
    if (leftover !== undefined) found.set(keyOf(leftover), leftover);
  });
  return [...found.values()].toSorted((one, other) => (keyOf(one) < keyOf(other) ? -1 : 1));
}

function keyOf({ type, name, region }: Leftover): string {
  return `${type} ${name} ${region}`;
}

/** What a tag leads to, if it is not known yet and still there. */
async function look(
  search: Search,
  { arn, region }: Tagged,
  known: ReadonlyMap<string, Leftover>,
): Promise<Leftover | undefined> {
  const [, , service = "", , , ...rest] = arn.split(":");
  const resource = rest.join(":");
  for (const kind of kinds) {
    const name = kind.nameOf(service, resource);
    if (name === undefined) continue;
    const leftover = certain(kind, { name, region, arn });
    const isNew = !known.has(keyOf(leftover));
    return isNew && (await kind.isThere(inRegion(search, region), name)) ? leftover : undefined;
  }
  return { type: service, name: resource, region, arn, usdPerMonth: null, isCertain: false };
}

function inRegion(search: Search, region: string): Search {
  const { aws } = search;
  const client: Aws["client"] = (kind, options) => aws.client(kind, { region, ...options });
  return { ...search, aws: { ...aws, region, client } };
}

/** A stage of which something is there. */
export interface FoundStage extends StageNames {
  /** How many things have its tags, or its path. */
  readonly resources: number;
}

/** Every stage of every project that has anything in this account and Region, whoever made it. */
export async function findStages(aws: Aws, options: WorkOptions = {}): Promise<readonly FoundStage[]> {
  const found = new Map<string, Set<string>>();
  const count = (arn: string, project: string | undefined, stage: string | undefined): void => {
    if (project === undefined || stage === undefined) return;
    const key = `${project}/${stage}`;
    found.set(key, (found.get(key) ?? new Set()).add(arn));
  };
  for (const { arn, tags } of await findByTags(aws, [{ Key: tagNames.project }], options))
    count(arn, tagValue(tags, tagNames.project), tagValue(tags, tagNames.stage));
  for (const { Name = "", ARN = Name } of await listParameters(aws, "/monolift", options)) {
    const [, , project, stage, name] = Name.split("/");
    if (name !== undefined) count(ARN, project, stage);
  }
  return [...found]
    .toSorted(([one], [other]) => (one < other ? -1 : 1))
    .map(([key, arns]) => {
      const [project = "", stage = ""] = key.split("/");
      return { project, stage, resources: arns.size };
    });
}
