import {
  AddTagsToResourceCommand,
  CreateDBInstanceCommand,
  DescribeDBClustersCommand,
  DescribeDBInstancesCommand,
  ModifyDBClusterCommand,
  RDSClient,
  RebootDBInstanceCommand,
  StartDBClusterCommand,
  type DBCluster,
  type ModifyDBClusterCommandInput,
} from "@aws-sdk/client-rds";
import { MonoliftError, OperationError } from "../../../errors.ts";
import { notice } from "../../../words/words.ts";
import type { Aws } from "../aws.ts";
import { tagNames, type StageNames, type TagPair } from "../names.ts";
import { minutesOf, waitFor, type WaitWatcher } from "../waiting.ts";
import type { AuroraCapacity } from "./aurora-capacity.ts";
import { engine, isLongTerm } from "./aurora-version.ts";

/** A cluster as RDS describes it. */
export interface Cluster {
  readonly name: string;
  readonly arn: string;
  /** `available`, `creating`. */
  readonly status: string;
  /** Name of the host that connections go to. */
  readonly host: string;
  readonly version: string;
  readonly capacity: AuroraCapacity;
  readonly isProtected: boolean;
  /** Whether a new password is still on its way. */
  readonly isPasswordPending: boolean;
  readonly instances: readonly string[];
  readonly tags: Readonly<Record<string, string>>;
}

/** Statuses that no waiting ends. @see https://docs.aws.amazon.com/AmazonRDS/latest/AuroraUserGuide/accessing-monitoring.html */
const lost = /^(?:failed|incompatible-|inaccessible-|storage-failure|restore-error|insufficient-capacity)/;

/** Clusters and instances take 5 to 10 minutes; after 45 something is wrong. */
const patience = { everyMs: 15_000, mostMs: 45 * 60_000 } as const;

/** What is done to clusters, and who looks on. */
export interface Clusters {
  readonly rds: RDSClient;
  readonly watcher: WaitWatcher;
}

export function clustersOf(aws: Aws, watcher: WaitWatcher): Clusters {
  return { rds: aws.client(RDSClient), watcher };
}

/** Asks for a cluster; undefined where there is none. */
export async function readCluster(
  { rds }: Pick<Clusters, "rds">,
  name: string,
): Promise<Cluster | undefined> {
  try {
    const request = new DescribeDBClustersCommand({ DBClusterIdentifier: name });
    const { DBClusters: [found] = [] } = await rds.send(request);
    return found === undefined ? undefined : clusterOf(found);
  } catch (error) {
    if (isAbsent(error)) return undefined;
    throw error;
  }
}

export function clusterOf(found: DBCluster): Cluster {
  const { ServerlessV2ScalingConfiguration: scaling, DBClusterMembers = [], TagList = [] } = found;
  return {
    name: found.DBClusterIdentifier ?? "",
    arn: found.DBClusterArn ?? "",
    status: found.Status ?? "",
    host: found.Endpoint ?? "",
    version: found.EngineVersion ?? "",
    capacity: { least: scaling?.MinCapacity ?? 0, most: scaling?.MaxCapacity ?? 0 },
    isProtected: found.DeletionProtection ?? false,
    isPasswordPending: found.PendingModifiedValues?.MasterUserPassword !== undefined,
    instances: DBClusterMembers.flatMap(({ DBInstanceIdentifier }) => DBInstanceIdentifier ?? []),
    tags: Object.fromEntries(TagList.map(({ Key = "", Value = "" }) => [Key, Value])),
  };
}

/** Whether a cluster has the tags of a stage. */
export function isOf({ tags }: Cluster, { project, stage }: StageNames): boolean {
  return tags[tagNames.project] === project && tags[tagNames.stage] === stage;
}

/**
 * Waits until a cluster is available; one that somebody has stopped is started.
 *
 * @throws {OperationError} `AURORA_FAILED` where no waiting helps, `AURORA_SLOW` after 45 minutes.
 */
export async function untilAvailable(clusters: Clusters, name: string): Promise<Cluster> {
  let status = "creating";
  const cluster = await waitFor(
    async (waitedMs) => {
      const now = await readCluster(clusters, name);
      status = now?.status ?? status;
      if (lost.test(status)) throw new OperationError("AURORA_FAILED", { cluster: name, status });
      if (now?.status === "available" && !now.isPasswordPending) return now;
      if (status === "stopped")
        await clusters.rds.send(new StartDBClusterCommand({ DBClusterIdentifier: name }));
      tellWaiting(clusters, name, { status, waitedMs });
      return undefined;
    },
    { ...patience, watcher: clusters.watcher },
  );
  if (cluster !== undefined) return cluster;
  throw new OperationError("AURORA_SLOW", { cluster: name, status, minutes: minutesOf(patience.mostMs) });
}

/** Waits until a cluster and its instance are no more. @throws {OperationError} `AURORA_SLOW` */
export async function untilGone(clusters: Clusters, name: string): Promise<void> {
  let status = "deleting";
  const gone = await waitFor(
    async (waitedMs) => {
      const now = await readCluster(clusters, name);
      if (now === undefined) return true;
      ({ status } = now);
      tellWaiting(clusters, name, { status, waitedMs });
      return undefined;
    },
    { ...patience, watcher: clusters.watcher },
  );
  if (gone === undefined)
    throw new OperationError("AURORA_SLOW", { cluster: name, status, minutes: minutesOf(patience.mostMs) });
}

/** Changes a cluster at once and waits for the end of it. */
export async function changeCluster(
  clusters: Clusters,
  name: string,
  change: Omit<ModifyDBClusterCommandInput, "DBClusterIdentifier" | "ApplyImmediately">,
): Promise<Cluster> {
  await clusters.rds.send(
    new ModifyDBClusterCommand({ ...change, DBClusterIdentifier: name, ApplyImmediately: true }),
  );
  return untilAvailable(clusters, change.NewDBClusterIdentifier ?? name);
}

export async function tagCluster(
  { rds }: Clusters,
  { arn }: Cluster,
  tags: Readonly<Record<string, string>>,
): Promise<void> {
  const Tags = Object.entries(tags).map(([Key, Value]) => ({ Key, Value }));
  await rds.send(new AddTagsToResourceCommand({ ResourceName: arn, Tags }));
}

/**
 * Gives a cluster its one instance where it has none, and waits until that answers.
 *
 * @param options.taken Names that it must not get.
 */
export async function ensureInstance(
  clusters: Clusters,
  { name, version, instances }: Cluster,
  { tags, taken = [] }: { readonly tags: readonly TagPair[]; readonly taken?: readonly string[] },
): Promise<void> {
  const [there] = instances;
  const id = there ?? [`${name}-1`, `${name}-2`].find((one) => !taken.includes(one)) ?? `${name}-3`;
  if (there === undefined)
    await clusters.rds
      .send(
        new CreateDBInstanceCommand({
          DBInstanceIdentifier: id,
          DBClusterIdentifier: name,
          Engine: engine,
          DBInstanceClass: "db.serverless",
          PubliclyAccessible: false,
          // A version with long-term support is left for the next one by nobody but its owner.
          AutoMinorVersionUpgrade: !isLongTerm(version),
          Tags: [...tags],
        }),
      )
      .catch(unlessExists);
  await untilInstanceAvailable(clusters, name, id);
}

/** Starts the instances of a cluster anew, and waits until they answer. */
export async function restartInstances(clusters: Clusters, { name, instances }: Cluster): Promise<void> {
  for (const instance of instances)
    await clusters.rds.send(new RebootDBInstanceCommand({ DBInstanceIdentifier: instance }));
  for (const instance of instances) await untilInstanceAvailable(clusters, name, instance);
}

/** @throws {OperationError} `AURORA_SLOW`, `AURORA_FAILED` */
async function untilInstanceAvailable(clusters: Clusters, name: string, id: string): Promise<void> {
  let status = "creating";
  const done = await waitFor(
    async (waitedMs) => {
      const request = new DescribeDBInstancesCommand({ DBInstanceIdentifier: id });
      const { DBInstances: [instance] = [] } = await clusters.rds.send(request);
      status = instance?.DBInstanceStatus ?? status;
      if (lost.test(status)) throw new OperationError("AURORA_FAILED", { cluster: name, status });
      if (status === "available") return true;
      tellWaiting(clusters, name, { status, waitedMs });
      return undefined;
    },
    { ...patience, watcher: clusters.watcher },
  );
  if (done === undefined)
    throw new OperationError("AURORA_SLOW", { cluster: name, status, minutes: minutesOf(patience.mostMs) });
}

function tellWaiting(
  { watcher }: Clusters,
  cluster: string,
  { status, waitedMs }: { readonly status: string; readonly waitedMs: number },
): void {
  watcher.onWaiting(notice("AURORA_WAITS", { cluster, status, minutes: minutesOf(waitedMs) }));
}

/** What was made by an attempt whose answer was lost is there all the same. */
export function unlessExists(error: unknown): void {
  if (error instanceof Error && /AlreadyExists(?:Fault)?$/.test(error.name)) return;
  throw error;
}

/** RDS's way to say that there is none. */
export function isAbsent(error: unknown): boolean {
  return (
    error instanceof Error && /^DB(?:Cluster|Instance|ClusterSnapshot)NotFound(?:Fault)?$/.test(error.name)
  );
}

/** What RDS refuses, in our words, with its own beside them. */
export function explainRds(cluster: string): (error: unknown) => never {
  return (error) => {
    if (error instanceof MonoliftError || !(error instanceof Error) || !("$metadata" in error)) throw error;
    const context = { detail: error.message, cause: error };
    throw new OperationError("AURORA_REFUSED", { cluster, code: error.name }, context);
  };
}
