import { CreateDBClusterCommand, RestoreDBClusterToPointInTimeCommand } from "@aws-sdk/client-rds";
import { UserError } from "../../../errors.ts";
import { clusterName, stageTags, type TagPair } from "../names.ts";
import { capacityAt, scalingOf } from "./aurora-capacity.ts";
import {
  changeCluster,
  ensureInstance,
  isOf,
  readCluster,
  tagCluster,
  unlessExists,
  untilAvailable,
  type Cluster,
} from "./aurora-cluster.ts";
import type { Work } from "./aurora-work.ts";
import { chooseVersion, engine } from "./aurora-version.ts";

/** The one database of a cluster, and the role that it belongs to: the same in each, so that a copy fits its stage. */
export const databaseName = "application";
export const userName = "monolift";

/** Says of a cluster that every step of making it is done. */
export const preparedTag = "monolift:prepared";

/** Days for which RDS keeps what it needs to bring back any moment. */
const backupDays = 7;

/** What each cluster has, new or copied. */
export function commonSettings(
  { names, wanted, place, now }: Work,
  name: string,
): {
  readonly DBClusterIdentifier: string;
  readonly DBSubnetGroupName: string;
  readonly VpcSecurityGroupIds: string[];
  readonly ServerlessV2ScalingConfiguration: ReturnType<typeof scalingOf>;
  readonly DeletionProtection: true;
  readonly CopyTagsToSnapshot: true;
  readonly EngineLifecycleSupport: string;
  readonly Tags: TagPair[];
} {
  if (place === null) throw new TypeError(`${name} was given no network to stand in`);
  return {
    DBClusterIdentifier: name,
    DBSubnetGroupName: place.subnetGroup,
    VpcSecurityGroupIds: [place.group],
    ServerlessV2ScalingConfiguration: scalingOf(capacityAt(wanted, now())),
    DeletionProtection: true,
    CopyTagsToSnapshot: true,
    // After the end of a version's support RDS upgrades it, instead of asking for 0.10 dollars and more for each ACU and hour.
    EngineLifecycleSupport: "open-source-rds-extended-support-disabled",
    Tags: [...stageTags(names), { Key: preparedTag, Value: "no" }],
  };
}

/**
 * Begins a cluster, empty or with the rows of another stage: a copy shares their storage until either of them writes, so it
 * takes as long for a terabyte as for nothing.
 *
 * @throws {UserError} `AURORA_COPY_MISSING`, `AURORA_UNAVAILABLE`
 * @see https://docs.aws.amazon.com/AmazonRDS/latest/AuroraUserGuide/Aurora.Managing.Clone.html
 */
export async function makeCluster(
  work: Work,
  { password, copyOf }: { readonly password: string; readonly copyOf: string | undefined },
): Promise<void> {
  const { clusters, region } = work;
  if (copyOf !== undefined) return copyCluster(work, copyOf);
  const version = await chooseVersion(clusters.rds, region);
  await clusters.rds
    .send(
      new CreateDBClusterCommand({
        ...commonSettings(work, work.name),
        Engine: engine,
        EngineVersion: version,
        DatabaseName: databaseName,
        MasterUsername: userName,
        MasterUserPassword: password,
        StorageEncrypted: true,
        BackupRetentionPeriod: backupDays,
      }),
    )
    .catch(unlessExists);
}

async function copyCluster(work: Work, from: string): Promise<void> {
  const { clusters, names } = work;
  const cluster = clusterName({ ...names, stage: from });
  const source = await readCluster(clusters, cluster);
  if (source === undefined || !isOf(source, { ...names, stage: from }))
    throw new UserError("AURORA_COPY_MISSING", { from, cluster });
  await clusters.rds
    .send(
      new RestoreDBClusterToPointInTimeCommand({
        ...commonSettings(work, work.name),
        SourceDBClusterIdentifier: cluster,
        RestoreType: "copy-on-write",
        UseLatestRestorableTime: true,
      }),
    )
    .catch(unlessExists);
}

/**
 * The steps after a cluster was begun: an instance, our password in the place of a copy's, and the mark that all is done.
 *
 * @param options.taken Names that the instance must not get.
 */
export async function prepareCluster(
  { clusters, names }: Work,
  options: { readonly name: string; readonly password: string; readonly taken?: readonly string[] },
): Promise<Cluster> {
  const { name, password, taken = [] } = options;
  const begun = await untilAvailable(clusters, name);
  await ensureInstance(clusters, begun, { tags: stageTags(names), taken });
  const changed = await changeCluster(clusters, name, {
    MasterUserPassword: password,
    DeletionProtection: true,
  });
  await tagCluster(clusters, changed, { [preparedTag]: "yes" });
  return { ...changed, tags: { ...changed.tags, [preparedTag]: "yes" } };
}
