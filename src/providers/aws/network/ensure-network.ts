import type { NetworkResource } from "../../../plan/resources.ts";
import type { Aws } from "../aws.ts";
import type { StackWatcher } from "../stack/session.ts";
import { joinNetwork } from "./existing-network.ts";
import { ensureOwnNetwork } from "./own-network.ts";
import type { NetworkNeeds, NetworkPlace } from "./place.ts";

/**
 * Makes the network of a plan where it is not there yet, and says where functions and databases stand in it. What costs
 * something is said before it is made. In a VPC that is there already nothing but groups is made.
 *
 * @throws {UserError} `NETWORK_CIDR_FIXED`, what `findNetwork` throws, and what `deployStack` throws.
 */
export async function ensureNetwork(
  aws: Aws,
  wanted: NetworkResource,
  needs: NetworkNeeds,
  watcher: StackWatcher,
): Promise<NetworkPlace> {
  const { existing, subnets, groups } = wanted;
  return existing === null
    ? ensureOwnNetwork(aws, wanted, needs, watcher)
    : joinNetwork(aws, { vpc: existing, subnets, groups }, needs, watcher);
}
