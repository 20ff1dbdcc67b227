import { notice } from "../../../words/words.ts";
import type { Aws } from "../aws.ts";
import { networkStackName, type StageNames } from "../names.ts";
import { deleteStack } from "../stack/delete-stack.ts";
import { deployStack } from "../stack/deploy-stack.ts";
import type { StackWatcher } from "../stack/session.ts";
import { readStack, type StackState } from "../stack/stack.ts";
import { minutesOf, waitFor, type WaitWatcher } from "../waiting.ts";
import { Ec2Client } from "./ec2.ts";
import { claimsOf, requestOf } from "./own-network.ts";
import { listOf } from "./place.ts";
import { joinClaims, readUsers, type NetworkUser } from "./users.ts";

/**
 * What became of a network: `absent` there was none, `removed`, `used` by other stages or by a database that is kept, `held` by
 * interfaces that Lambda has not taken back yet: it costs nothing, and goes when it is left again.
 */
export type LeftNetwork = "absent" | "removed" | "used" | "held";

/** How long Lambda takes to let go of the interfaces of a deleted function, and how often it is looked at. */
const patience = { everyMs: 15_000, mostMs: 45 * 60_000 } as const;

/**
 * Leaves the networks that a stage may have been in, the project's and its own, once its functions and, unless it is kept, its
 * database are gone. The last one to leave removes it; as long as others are in it, it loses what only this stage wanted.
 *
 * @throws What `deployStack` and `deleteStack` throw.
 */
export async function leaveNetworks(
  aws: Aws,
  names: StageNames,
  watcher: StackWatcher & WaitWatcher,
): Promise<{ readonly own: LeftNetwork; readonly shared: LeftNetwork }> {
  const [own, shared] = [false, true].map((isShared) => networkStackName(names, { isShared }));
  return {
    own: await leave(aws, own ?? "", { names, isShared: false, watcher }),
    shared: await leave(aws, shared ?? "", { names, isShared: true, watcher }),
  };
}

interface Leaving {
  readonly names: StageNames;
  readonly isShared: boolean;
  readonly watcher: StackWatcher & WaitWatcher;
}

async function leave(aws: Aws, stack: string, leaving: Leaving): Promise<LeftNetwork> {
  const { watcher } = leaving;
  const state = await readStack(aws, stack);
  if (state === undefined) return "absent";
  const users = await readUsers(aws, stack);
  if (users.length > 0) {
    watcher.onNotice(notice("NETWORK_STAYS", { stages: users.map(({ stage }) => stage) }));
    await lessen(aws, state, users, leaving);
    return "used";
  }
  if (!(await isLetGo(aws, state, watcher))) return "held";
  await deleteStack(aws, stack, watcher);
  return "removed";
}

/** A NAT gateway that nobody wants any more would be paid for until the last stage goes. */
async function lessen(
  aws: Aws,
  state: StackState,
  users: readonly NetworkUser[],
  { names, isShared, watcher }: Leaving,
): Promise<void> {
  const cidr = state.outputs["Cidr"];
  const [has, wanted] = [claimsOf(state), joinClaims(users)];
  const isLess =
    (has.hasNat && !wanted.hasNat) || has.endpoints.some((one) => !wanted.endpoints.includes(one));
  if (cidr !== undefined && isLess)
    await deployStack(aws, requestOf({ stack: state.name, names, isShared, cidr, ...wanted }), watcher);
}

/**
 * Waits until nobody's interfaces are in the network's groups. A network that is deleted before loses its routes, and then
 * cannot lose its subnets.
 */
async function isLetGo(aws: Aws, { name, outputs }: StackState, watcher: WaitWatcher): Promise<boolean> {
  const groups = [...listOf(outputs["OwnGroups"]), ...listOf(outputs["DatabaseGroup"])];
  let count = 0;
  const done = await waitFor(
    async (waitedMs) => {
      count = groups.length === 0 ? 0 : await countInterfaces(aws, groups);
      if (count === 0) return true;
      watcher.onWaiting(notice("NETWORK_WAITS", { count, minutes: minutesOf(waitedMs) }));
      return undefined;
    },
    { ...patience, watcher },
  );
  if (done === true) return true;
  const minutes = minutesOf(patience.mostMs);
  watcher.onNotice(notice("NETWORK_LEFT", { stack: name, count, minutes }));
  return false;
}

async function countInterfaces(aws: Aws, groups: readonly string[]): Promise<number> {
  const found = await aws.client(Ec2Client).ask({
    action: "DescribeNetworkInterfaces",
    filters: { "group-id": groups },
    list: "networkInterfaceSet",
  });
  // An emulator that does not filter must not make `down` wait for the interfaces of somebody else.
  return found.filter((one) => one.items("groupSet").some((group) => groups.includes(group.text("groupId"))))
    .length;
}
