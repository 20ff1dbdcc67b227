import { DeleteDBClusterCommand, DeleteDBInstanceCommand } from "@aws-sdk/client-rds";
import { UserError } from "../../../errors.ts";
import { notice } from "../../../words/words.ts";
import { changeCluster, isAbsent, isOf, readCluster, untilGone, type Cluster } from "./aurora-cluster.ts";
import { deletePoints } from "./aurora-points.ts";
import type { Work } from "./aurora-work.ts";

/**
 * Removes a stage's cluster with its rows, its backups and its restore points, and waits until it is gone: only then may its
 * network go. What is not there is no error.
 *
 * @throws {UserError} `AURORA_NAME_TAKEN`
 */
export async function removeCluster(work: Work): Promise<void> {
  const { name, keepsSnapshot = false } = work;
  await removeOne(work, name, { keepsSnapshot });
  // An interrupted return to a restore point may have left another one beside it.
  for (const other of [asideName(name), replacedName(name)])
    await removeOne(work, other, { keepsSnapshot: false });
  await deletePoints(work);
}

/** Removes one of a stage's clusters, and waits until it is gone. */
export async function removeOne(
  work: Work,
  name: string,
  { keepsSnapshot }: { readonly keepsSnapshot: boolean },
): Promise<void> {
  const { clusters, names } = work;
  const cluster = await readCluster(clusters, name);
  if (cluster === undefined) return;
  if (!isOf(cluster, names)) throw new UserError("AURORA_NAME_TAKEN", { cluster: name });
  if (cluster.status !== "deleting") await beginRemoval(work, cluster, keepsSnapshot);
  await untilGone(clusters, name);
}

/** A cluster with the rows of a restore point, until it takes the place of the stage's. */
export function asideName(name: string): string {
  return `${name}-restored`;
}

/** The stage's cluster as it was, until it is removed. */
export function replacedName(name: string): string {
  return `${name}-replaced`;
}

async function beginRemoval(work: Work, cluster: Cluster, keepsSnapshot: boolean): Promise<void> {
  const { clusters } = work;
  const { name } = cluster;
  if (cluster.isProtected) await changeCluster(clusters, name, { DeletionProtection: false });
  for (const instance of cluster.instances) {
    const request = new DeleteDBInstanceCommand({ DBInstanceIdentifier: instance, SkipFinalSnapshot: true });
    await clusters.rds.send(request).catch(unlessGoing);
  }
  const snapshot = `${name}-final-${work.now().toISOString().slice(0, 19).replace(/\D/g, "")}`;
  await clusters.rds
    .send(
      new DeleteDBClusterCommand({
        DBClusterIdentifier: name,
        DeleteAutomatedBackups: true,
        ...(keepsSnapshot ? { FinalDBSnapshotIdentifier: snapshot } : { SkipFinalSnapshot: true }),
      }),
    )
    .catch(unlessGoing);
  if (keepsSnapshot) work.watcher.onNotice(notice("AURORA_SNAPSHOT_KEPT", { snapshot }));
}

/** Another attempt has begun it, or ended it. */
function unlessGoing(error: unknown): void {
  const isGoing = error instanceof Error && /^InvalidDB(?:Instance|Cluster)State(?:Fault)?$/.test(error.name);
  if (!isAbsent(error) && !(isGoing && /delet/i.test(error.message))) throw error;
}
