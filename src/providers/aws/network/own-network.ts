import { UserError } from "../../../errors.ts";
import type { NetworkResource } from "../../../plan/resources.ts";
import { notice } from "../../../words/words.ts";
import type { Aws } from "../aws.ts";
import { networkStackName, stageTags, tagNames, type StageNames } from "../names.ts";
import { deployStack, type DeployRequest } from "../stack/deploy-stack.ts";
import type { StackWatcher } from "../stack/session.ts";
import { readStack, type StackState } from "../stack/stack.ts";
import { addressesOf } from "./addresses.ts";
import { makeNetworkStack } from "./network-stack.ts";
import { databaseOf, listOf, type NetworkNeeds, type NetworkPlace } from "./place.ts";
import { networkPricesOf, networkUsdPerMonth } from "./prices.ts";
import { joinClaims, readUsers, sayClaims, type NetworkClaims } from "./users.ts";

/** The network of a project, or of one stage. @see ensureNetwork */
export async function ensureOwnNetwork(
  aws: Aws,
  wanted: NetworkResource,
  { names, secretsIn }: NetworkNeeds,
  watcher: StackWatcher,
): Promise<NetworkPlace> {
  const stack = networkStackName(names, wanted);
  const own = { hasNat: wanted.hasNat, endpoints: wanted.hasEndpoints ? secretsIn : [] };
  const before = await readStack(aws, stack);
  const claims = await claimsWith(aws, own, { stack, stage: names.stage, before, watcher });
  sayPrices(aws.region, before, claims, watcher);
  const { outputs } = await deployStack(
    aws,
    requestOf({ stack, names, isShared: wanted.isShared, cidr: cidrOf(wanted, names, before), ...claims }),
    watcher,
  );
  return {
    stack,
    vpc: outputs["Vpc"] ?? "",
    subnets: listOf(outputs["Subnets"]),
    groups: listOf(outputs["FunctionGroups"]),
    reaches: { ipv4: own.hasNat, ipv6: true },
    endpoints: own.endpoints,
    claims: sayClaims(own),
    database: databaseOf(outputs),
  };
}

interface OwnNetwork extends NetworkClaims {
  readonly stack: string;
  readonly names: StageNames;
  readonly isShared: boolean;
  readonly cidr: string;
}

/** What is deployed for a network of the project's own. */
export function requestOf({ stack, names, isShared, ...request }: OwnNetwork): DeployRequest {
  const owner = { stack, project: names.project, stage: isShared ? null : names.stage };
  return {
    name: stack,
    template: makeNetworkStack({ kind: "own", owner, ...request }),
    tags: isShared ? [{ Key: tagNames.project, Value: names.project }] : stageTags(names),
  };
}

interface Sharing {
  readonly stack: string;
  readonly stage: string;
  readonly before: StackState | undefined;
  readonly watcher: StackWatcher;
}

/**
 * What others in the same network want is kept, as long as they are there; and what this stage wanted before, until the release
 * that relies on it is no longer the one of its stack.
 */
async function claimsWith(aws: Aws, own: NetworkClaims, sharing: Sharing): Promise<NetworkClaims> {
  const { stack, stage, before, watcher } = sharing;
  const had = claimsOf(before);
  const isLess = (had.hasNat && !own.hasNat) || had.endpoints.some((one) => !own.endpoints.includes(one));
  if (!isLess) return own;
  const users = await readUsers(aws, stack);
  const wishing = users.filter(({ hasNat }) => hasNat).map((one) => one.stage);
  if (!own.hasNat && wishing.length > 0) {
    const others = wishing.filter((one) => one !== stage);
    watcher.onNotice(
      others.length > 0
        ? notice("NETWORK_NAT_STAYS", { stages: others })
        : notice("NETWORK_NAT_GOES_NEXT", {}),
    );
  }
  return joinClaims([own, ...users]);
}

/** What costs something in a network that is there. */
export function claimsOf(state: StackState | undefined): NetworkClaims {
  const endpoints = listOf(state?.outputs["Endpoints"]);
  return {
    hasNat: state?.outputs["HasNat"] === "true",
    endpoints: endpoints.filter((one) => one === "ssm" || one === "secretsmanager"),
  };
}

function cidrOf(
  { cidr, isShared }: NetworkResource,
  names: StageNames,
  before: StackState | undefined,
): string {
  const there = before?.outputs["Cidr"];
  if (cidr !== null && there !== undefined && cidr !== there)
    throw new UserError("NETWORK_CIDR_FIXED", {
      given: cidr,
      cidr: there,
      stack: networkStackName(names, { isShared }),
    });
  return cidr ?? there ?? addressesOf(isShared ? names.project : `${names.project} ${names.stage}`);
}

/** Once, when it is about to begin to cost something; and once what a network without NAT does not do. */
function sayPrices(
  region: string,
  before: StackState | undefined,
  { hasNat, endpoints }: NetworkClaims,
  { onNotice }: StackWatcher,
): void {
  const had = claimsOf(before);
  if (hasNat && !had.hasNat) {
    const usdPerMonth = networkUsdPerMonth({ hasNat, endpoints: 0 }, region);
    const usdPerGb = networkPricesOf(region)?.natPerGb ?? null;
    onNotice(notice("NETWORK_NAT_COSTS", { region, usdPerMonth, usdPerGb }));
  }
  const added = endpoints.filter((one) => !had.endpoints.includes(one)).length;
  if (added > 0) {
    const usdPerMonth = networkUsdPerMonth({ hasNat: false, endpoints: added }, region);
    onNotice(notice("NETWORK_ENDPOINTS_COST", { region, usdPerMonth }));
  }
  if (before === undefined && !hasNat) onNotice(notice("NETWORK_IPV6_ONLY", {}));
}
