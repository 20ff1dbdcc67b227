import { randomBytes } from "node:crypto";
import { UserError } from "../../../errors.ts";
import { notice } from "../../../words/words.ts";
import type { DatabaseState, StageDatabase } from "../../provider.ts";
import type { Aws } from "../aws.ts";
import { awakeLeast, capacityAt, maxConnectionsOf, scalingOf } from "./aurora-capacity.ts";
import {
  changeCluster,
  explainRds,
  isOf,
  readCluster,
  restartInstances,
  untilAvailable,
  type Cluster,
} from "./aurora-cluster.ts";
import { auroraRestorePoints } from "./aurora-restore-points.ts";
import { workOn, type AuroraOptions, type Work } from "./aurora-work.ts";
import { databaseName, makeCluster, preparedTag, prepareCluster, userName } from "./make-cluster.ts";
import { removeCluster, replacedName } from "./remove-cluster.ts";
import { finishRestore } from "./restore-point.ts";

/**
 * One Aurora PostgreSQL cluster for a stage, with one serverless instance: made by API, protected against deletion, encrypted,
 * and asleep while nobody is connected unless it is told otherwise. Each step can be repeated after an interruption.
 *
 * @see decisions/aurora-is-one-cluster-per-stage.md
 */
export function auroraDatabase(aws: Aws, options: AuroraOptions): StageDatabase {
  const work = workOn(aws, options);
  const explained = async <T>(doing: () => Promise<T>): Promise<T> => doing().catch(explainRds(work.name));
  return {
    ensure: ({ copyOf }) => explained(() => ensure(work, copyOf)),
    describe: () => explained(() => describe(work)),
    remove: () => explained(() => removeCluster(work)),
    points: auroraRestorePoints(aws, options, () => explained(() => ensure(work, undefined))),
  };
}

/**
 * Lets a cluster that is kept sleep again: what would have ended its waking hours goes with the stage's stack.
 *
 * @returns Whether there was one.
 */
export async function letAuroraSleep(aws: Aws, options: AuroraOptions): Promise<boolean> {
  const { clusters, names, wanted, name } = workOn(aws, options);
  const cluster = await readCluster(clusters, name);
  if (cluster === undefined || !isOf(cluster, names)) return false;
  if (cluster.capacity.least !== wanted.capacity.least)
    await changeCluster(clusters, name, {
      ServerlessV2ScalingConfiguration: scalingOf(wanted.capacity),
    });
  return true;
}

async function ensure(work: Work, copyOf: string | undefined): Promise<DatabaseState> {
  const { clusters, name } = work;
  // Without a name of its own it may be on its way back to a restore point: an empty one must never take its place.
  const there = (await readCluster(clusters, name)) ?? (await finishRestore(work));
  requireOwn(there, work);
  const { password, isNewPassword } = await ensurePassword(work);
  if (there === undefined) await makeCluster(work, { password, copyOf });
  const ready =
    !isNewPassword && isPrepared(there)
      ? await awaken(work, there)
      : await prepareCluster(work, { name: work.name, password });
  return stateOf(work, await adjust(work, ready), {
    password,
    isNew: there === undefined && copyOf === undefined,
  });
}

async function describe(work: Work): Promise<DatabaseState | undefined> {
  const { clusters, name } = work;
  // On its way back to a restore point it has no name of its own for a minute, and is there all the same.
  const there = (await readCluster(clusters, name)) ?? (await readCluster(clusters, replacedName(name)));
  if (there === undefined) return undefined;
  requireOwn(there, work);
  const password = await work.password.read();
  const state = stateOf(work, there, { password: password ?? "", isNew: false });
  // Without a password nobody can connect to it; the next `up` gives it another.
  return password === undefined ? { ...state, url: "" } : state;
}

/** A password is kept before the cluster gets it: afterwards RDS gives it to nobody. */
async function ensurePassword({
  password,
}: Work): Promise<{ readonly password: string; readonly isNewPassword: boolean }> {
  const kept = await password.read();
  if (kept !== undefined) return { password: kept, isNewPassword: false };
  // 32 letters, digits, `-` and `_`: nothing that a URL or RDS would not take.
  const made = randomBytes(24).toString("base64url");
  await password.write(made);
  return { password: made, isNewPassword: true };
}

function isPrepared(cluster: Cluster | undefined): cluster is Cluster {
  return cluster?.tags[preparedTag] === "yes" && cluster.instances.length > 0;
}

/** It may be changing, or have been stopped by somebody. */
async function awaken({ clusters, name }: Work, cluster: Cluster): Promise<Cluster> {
  return cluster.status === "available" ? cluster : untilAvailable(clusters, name);
}

/** Gives a cluster the capacity that the file says; its schedule changes the least between two values, and either is right. */
async function adjust(work: Work, cluster: Cluster): Promise<Cluster> {
  const { clusters, wanted, name } = work;
  const wish = capacityAt(wanted, work.now());
  const { least, most } = cluster.capacity;
  const isScheduled =
    wanted.awake !== null && [wanted.capacity.least, awakeLeast(wanted.capacity)].includes(least);
  const isRight = most === wish.most && (least === wish.least || isScheduled);
  if (isRight && cluster.isProtected) return cluster;
  const changed = await changeCluster(clusters, name, {
    DeletionProtection: true,
    ServerlessV2ScalingConfiguration: scalingOf(isRight ? cluster.capacity : wish),
  });
  const [had, has] = [
    maxConnectionsOf(cluster.capacity),
    maxConnectionsOf({ ...wanted.capacity, most: wish.most }),
  ];
  // How many connections it takes, an instance decides when it starts; fewer than it takes do no harm.
  if (has > had) {
    work.watcher.onNotice(notice("AURORA_RESTARTS", { cluster: name, connections: has }));
    await restartInstances(clusters, changed);
  }
  return changed;
}

function stateOf(
  { wanted }: Work,
  { host, capacity }: Cluster,
  { password, isNew }: { readonly password: string; readonly isNew: boolean },
): DatabaseState {
  return {
    url: `postgresql://${userName}:${password}@${host}:5432/${databaseName}?sslmode=require`,
    isNew,
    maxConnections: maxConnectionsOf(capacity),
    // Also where it is kept awake for some hours: what follows from it is said once, and not by the hour.
    sleeps: wanted.capacity.least === 0,
    sizeBytes: null,
  };
}

function requireOwn(cluster: Cluster | undefined, { names }: Work): void {
  if (cluster !== undefined && !isOf(cluster, names))
    throw new UserError("AURORA_NAME_TAKEN", { cluster: cluster.name });
}
