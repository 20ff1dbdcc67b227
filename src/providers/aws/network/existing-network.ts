import { notice } from "../../../words/words.ts";
import type { Aws } from "../aws.ts";
import { networkStackName, stageTags } from "../names.ts";
import { deployStack, type DeployRequest } from "../stack/deploy-stack.ts";
import type { StackWatcher } from "../stack/session.ts";
import { findNetwork, sayPlace, type FindNetworkRequest } from "./find-network.ts";
import { makeNetworkStack, type NetworkStackRequest } from "./network-stack.ts";
import { databaseOf, listOf, type NetworkNeeds, type NetworkPlace } from "./place.ts";

/** A stage in a VPC that is there already: what is taken of it is said. @see ensureNetwork */
export async function joinNetwork(
  aws: Aws,
  wanted: Pick<FindNetworkRequest, "vpc" | "subnets" | "groups">,
  { names, needsDatabase, secretsIn }: NetworkNeeds,
  watcher: StackWatcher,
): Promise<NetworkPlace> {
  const { vpc, groups } = wanted;
  const found = await findNetwork(aws, { ...wanted, needsDatabase, secretsIn });
  const subnets = found.subnets.map(({ id }) => id);
  const stack = networkStackName(names, { isShared: false });
  const request: NetworkStackRequest = {
    kind: "existing",
    owner: { stack, ...names },
    vpc,
    subnets,
    groups,
    hasDatabase: needsDatabase,
  };
  const template = makeNetworkStack(request);
  const isEmpty = Object.keys(template.Resources).length === 0;
  const outputs: Readonly<Record<string, string>> = isEmpty
    ? {}
    : await deployGroups(aws, { name: stack, template, tags: stageTags(names) }, watcher);
  const ofFunctions = groups.length > 0 ? groups : listOf(outputs["FunctionGroups"]);
  const places = found.subnets.map(sayPlace);
  watcher.onNotice(notice("NETWORK_TAKEN", { vpc, subnets: places, groups: ofFunctions }));
  const [made] = groups.length > 0 || needsDatabase ? [] : ofFunctions;
  if (made !== undefined) watcher.onNotice(notice("NETWORK_MUST_BE_ALLOWED", { group: made }));
  return {
    stack: isEmpty ? null : stack,
    vpc,
    subnets,
    groups: ofFunctions,
    reaches: found.reaches,
    endpoints: found.endpoints,
    claims: "",
    database: databaseOf(outputs),
  };
}

async function deployGroups(
  aws: Aws,
  request: DeployRequest,
  watcher: StackWatcher,
): Promise<Readonly<Record<string, string>>> {
  return (await deployStack(aws, request, watcher)).outputs;
}
