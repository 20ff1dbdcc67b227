import { RestoreDBClusterFromSnapshotCommand } from "@aws-sdk/client-rds";
import { UserError } from "../../../errors.ts";
import type { Aws } from "../aws.ts";
import {
  changeCluster,
  explainRds,
  readCluster,
  tagCluster,
  unlessExists,
  type Cluster,
} from "./aurora-cluster.ts";
import { listPoints, snapshotName } from "./aurora-points.ts";
import { engine } from "./aurora-version.ts";
import { workOn, type AuroraOptions, type Work } from "./aurora-work.ts";
import { commonSettings, prepareCluster } from "./make-cluster.ts";
import { asideName, removeOne, replacedName } from "./remove-cluster.ts";

/** Of which snapshot a cluster has the rows. */
const restoredTag = "monolift:restored";

/**
 * Puts the rows of a restore point in the place of a stage's. RDS restores into another cluster only, so one is made beside the
 * stage's, takes its name, and with it its address, and the old one is removed: ten minutes and more, of which one or two
 * without a database. The stage's password stays. An interrupted return is finished by the next one.
 *
 * @throws {UserError} `AURORA_POINT_MISSING`
 */
export async function restorePoint(aws: Aws, options: AuroraOptions, id: number): Promise<void> {
  const work = workOn(aws, options);
  await restore(work, id).catch(explainRds(work.name));
}

async function restore(work: Work, id: number): Promise<void> {
  const snapshot = snapshotName(work, id);
  const points = await listPoints(work);
  if (!points.some((one) => one.snapshot === snapshot && one.isWhole))
    throw new UserError("AURORA_POINT_MISSING", { snapshot, known: points.map((one) => one.snapshot) });
  const finished = await finishRestore(work);
  if (finished?.tags[restoredTag] === snapshot) return;
  await makeAside(work, snapshot);
  await takePlace(work);
}

/**
 * Ends what an interrupted return has left, where it was about to give the stage's name away or had done so.
 *
 * @returns The stage's cluster then; undefined where nothing of the kind was left.
 */
export async function finishRestore(work: Work): Promise<Cluster | undefined> {
  const { clusters, name } = work;
  if ((await readCluster(clusters, replacedName(name))) === undefined) return undefined;
  await takePlace(work);
  return readCluster(clusters, name);
}

/** The cluster beside the stage's, ready to be asked; one with the rows of another point is made anew. */
async function makeAside(work: Work, snapshot: string): Promise<void> {
  const { clusters, name, password } = work;
  const aside = asideName(name);
  const there = await readCluster(clusters, aside);
  if (there !== undefined && there.tags[restoredTag] !== snapshot)
    await removeOne(work, aside, { keepsSnapshot: false });
  const settings = commonSettings(work, aside);
  await clusters.rds
    .send(
      new RestoreDBClusterFromSnapshotCommand({
        ...settings,
        Tags: [...settings.Tags, { Key: restoredTag, Value: snapshot }],
        SnapshotIdentifier: snapshot,
        Engine: engine,
      }),
    )
    .catch(unlessExists);
  const kept = await password.read();
  if (kept === undefined) throw new TypeError(`the password of ${name} is lost`);
  const current = await readCluster(clusters, name);
  const made = await prepareCluster(work, { name: aside, password: kept, taken: current?.instances ?? [] });
  // A snapshot brings its cluster's tags with it where it was made by somebody else.
  await tagCluster(clusters, made, { [restoredTag]: snapshot });
}

/** The old one gives its name away, the new one takes it, and the old one goes; each only where that is still to be done. */
async function takePlace(work: Work): Promise<void> {
  const { clusters, name } = work;
  const [aside, replaced] = [asideName(name), replacedName(name)];
  const isLeft = (await readCluster(clusters, replaced)) !== undefined;
  const isThere = (await readCluster(clusters, name)) !== undefined;
  if (isThere && !isLeft) await changeCluster(clusters, name, { NewDBClusterIdentifier: replaced });
  if ((await readCluster(clusters, name)) === undefined)
    await changeCluster(clusters, aside, { NewDBClusterIdentifier: name });
  await removeOne(work, replaced, { keepsSnapshot: false });
}
