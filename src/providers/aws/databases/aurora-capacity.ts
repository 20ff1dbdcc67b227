import { isAwakeAt } from "../../../plan/awake.ts";
import type { AuroraDatabaseResource } from "../../../plan/resources.ts";

/** In ACU. */
export interface AuroraCapacity {
  readonly least: number;
  readonly most: number;
}

/** The least with which an instance does not pause. */
const leastAwake = 0.5;

/** How long nobody has to be connected before it pauses: the least that AWS takes, and its own default. */
const secondsUntilPause = 300;

/** Below a least of 1 ACU, this many and no more, however much it may grow. */
const mostWithSmallLeast = 2000;

/**
 * Connections by the most ACU that an instance may have: what AWS sets `max_connections` to.
 *
 * @see https://docs.aws.amazon.com/AmazonRDS/latest/AuroraUserGuide/aurora-serverless-v2.setting-capacity.html#aurora-serverless-v2.max-connections
 */
const connections = [
  [1, 189],
  [4, 823],
  [8, 1669],
  [16, 3360],
  [32, 5000],
] as const;

/**
 * Connections that are kept for superusers: `superuser_reserved_connections`, and `rds.rds_superuser_reserved_connections`.
 * @see https://docs.aws.amazon.com/AmazonRDS/latest/AuroraUserGuide/AuroraPostgreSQL.Reference.ParameterGroups.html
 */
const reservedConnections = 3 + 2;

/**
 * How many connections a cluster gives to an application. Between two numbers of AWS's table it is the lower one, since a
 * connection too many is an error for somebody, and one too few is not.
 */
export function maxConnectionsOf({ least, most }: AuroraCapacity): number {
  const [, allowed] = connections.findLast(([acu]) => acu <= most) ?? connections[0];
  return Math.min(allowed, least < 1 ? mostWithSmallLeast : allowed) - reservedConnections;
}

/** The least that a cluster has in the hours in which it does not pause. */
export function awakeLeast({ least }: Pick<AuroraCapacity, "least">): number {
  return Math.max(least, leastAwake);
}

/** The capacity that a cluster is to have at a moment. */
export function capacityAt({ capacity, awake }: AuroraDatabaseResource, at: Date): AuroraCapacity {
  const isAwake = awake !== null && isAwakeAt(awake, at);
  return { least: isAwake ? awakeLeast(capacity) : capacity.least, most: capacity.most };
}

/** As RDS writes it. The pause has to be said each time: RDS forgets it as soon as the least is not 0. */
export function scalingOf({ least, most }: AuroraCapacity): {
  readonly MinCapacity: number;
  readonly MaxCapacity: number;
  readonly SecondsUntilAutoPause?: number;
} {
  return {
    MinCapacity: least,
    MaxCapacity: most,
    ...(least === 0 ? { SecondsUntilAutoPause: secondsUntilPause } : {}),
  };
}
