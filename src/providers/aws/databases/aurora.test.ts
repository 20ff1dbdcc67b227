import {
  CreateDBClusterCommand,
  DescribeDBClusterSnapshotsCommand,
  DescribeDBClustersCommand,
  DescribeDBInstancesCommand,
  RDSClient,
  type DBCluster,
} from "@aws-sdk/client-rds";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { interrupted, makeDatabasePlace, onCall } from "../../../../test/aws/aurora-ground.ts";
import { connectTo, type CountingAws } from "../../../../test/aws/connect.ts";
import { startMoto, type Moto } from "../../../../test/aws/moto.ts";
import { offerVersions } from "../../../../test/aws/rds-versions.ts";
import { watching } from "../../../../test/aws/watching.ts";
import type { AuroraDatabaseResource } from "../../../plan/resources.ts";
import type { Notice } from "../../../words/words.ts";
import { clusterName } from "../names.ts";
import type { DatabasePlace } from "../network/place.ts";
import { auroraDatabase, letAuroraSleep } from "./aurora.ts";
import type { AuroraOptions } from "./aurora-work.ts";
import { chooseVersion } from "./aurora-version.ts";

const aurora: AuroraDatabaseResource = {
  kind: "database",
  id: "database",
  engine: "aurora",
  capacity: { least: 0, most: 4 },
  awake: null,
};

const serverless = { MinCapacity: 0, MaxCapacity: 256 };

describe("auroraDatabase", () => {
  let moto: Moto;
  let aws: CountingAws;
  let rds: RDSClient;
  let place: DatabasePlace;
  beforeAll(async () => {
    moto = await startMoto();
    aws = moto.connect();
    rds = aws.client(RDSClient);
    offerVersions(aws, [{ EngineVersion: "17.7", ServerlessV2FeaturesSupport: serverless }]);
    place = await makeDatabasePlace(aws, moto.endpoint);
  });
  afterAll(async () => {
    aws.close();
    await moto.stop();
  });

  /** A stage with a password of its own; what was said of it is written down. */
  function stageOf(stage: string, more: Partial<AuroraOptions> = {}) {
    const watcher = watching();
    const waited: Notice[] = [];
    const kept: { password: string | undefined } = { password: undefined };
    const options: AuroraOptions = {
      names: { project: "blog", stage },
      wanted: aurora,
      place,
      password: {
        read: () => Promise.resolve(kept.password),
        write: (password) => {
          kept.password = password;
          return Promise.resolve();
        },
      },
      watcher: { ...watcher, onWaiting: (said) => waited.push(said) },
      now: () => new Date("2026-11-20T12:00:00Z"),
      ...more,
    };
    const again = (changes: Partial<AuroraOptions> = {}) => auroraDatabase(aws, { ...options, ...changes });
    return { options, database: auroraDatabase(aws, options), again, watcher, waited, kept };
  }
  const read = async (stage: string): Promise<DBCluster | undefined> => {
    const name = clusterName({ project: "blog", stage });
    const { DBClusters = [] } = await rds.send(new DescribeDBClustersCommand({}));
    return DBClusters.find((one) => one.DBClusterIdentifier === name);
  };

  it("makes a cluster that pauses, is protected, encrypted and tagged, with one serverless instance", async () => {
    const { database, kept } = stageOf("production");
    const state = await database.ensure({});
    expect(state).toEqual({
      url: `postgresql://monolift:${kept.password}@monolift-blog-production.${hostOf(state.url)}:5432/application?sslmode=require`,
      isNew: true,
      maxConnections: 818,
      sleeps: true,
      sizeBytes: null,
    });
    expect(kept.password).toMatch(/^[\w-]{32}$/);
    const cluster = await read("production");
    expect(cluster).toMatchObject({
      Engine: "aurora-postgresql",
      EngineVersion: "17.7",
      DatabaseName: "application",
      DBSubnetGroup: place.subnetGroup,
      DeletionProtection: true,
      StorageEncrypted: true,
      CopyTagsToSnapshot: true,
      BackupRetentionPeriod: 7,
      ServerlessV2ScalingConfiguration: { MinCapacity: 0, MaxCapacity: 4, SecondsUntilAutoPause: 300 },
    });
    expect(Object.fromEntries((cluster?.TagList ?? []).map(({ Key, Value }) => [Key, Value]))).toEqual({
      "monolift:project": "blog",
      "monolift:stage": "production",
      "monolift:prepared": "yes",
    });
    const { DBInstances: [instance] = [] } = await rds.send(
      new DescribeDBInstancesCommand({ DBInstanceIdentifier: "monolift-blog-production-1" }),
    );
    expect(instance).toMatchObject({
      DBInstanceClass: "db.serverless",
      PubliclyAccessible: false,
      AutoMinorVersionUpgrade: false,
    });
  });

  it("asks once where everything is right, and writes nothing", async () => {
    const { database } = stageOf("settled");
    const first = await database.ensure({});
    const before = aws.calls.length;
    expect(await database.ensure({})).toEqual({ ...first, isNew: false });
    expect(aws.calls.slice(before).map(({ operation }) => operation)).toEqual(["DescribeDBClusters"]);
    expect(await database.describe()).toEqual({ ...first, isNew: false });
  });

  it("says that there is none, and removes none", async () => {
    const { database } = stageOf("nowhere");
    expect(await database.describe()).toBeUndefined();
    await database.remove();
  });

  it.each([
    ["CreateDBCluster", "first"],
    ["CreateDBInstance", "second"],
    ["ModifyDBCluster", "third"],
    ["AddTagsToResource", "fourth"],
  ])("goes on after an interruption at %s, with the password that it kept", async (operation, stage) => {
    const { database, kept } = stageOf(stage);
    expect(await interrupted(rds, { operation: operation }, () => database.ensure({}))).toMatchObject({
      message: "interrupted",
    });
    const { password } = kept;
    expect(password).toBeDefined();
    const state = await database.ensure({});
    expect(kept.password).toBe(password);
    expect(state.url).toContain(`:${password}@`);
    expect((await read(stage))?.DBClusterMembers).toHaveLength(1);
  });

  it("gives a cluster a new password where the old one is lost", async () => {
    const { database, kept } = stageOf("forgetful");
    await database.ensure({});
    const { password } = kept;
    kept.password = undefined;
    expect(await database.describe()).toMatchObject({ url: "" });
    const before = aws.calls.length;
    const state = await database.ensure({});
    expect(state.isNew).toBe(false);
    expect(kept.password).not.toBe(password);
    expect(aws.calls.slice(before).map(({ operation }) => operation)).toContain("ModifyDBCluster");
  });

  it("begins with the rows of another stage, and a password of its own", async () => {
    const source = stageOf("source");
    await source.database.ensure({});
    const copy = stageOf("copy", { wanted: { ...aurora, capacity: { least: 0, most: 1 } } });
    const sent: unknown[] = [];
    const stop = onCall(rds, (name, input) => {
      if (name === "RestoreDBClusterToPointInTimeCommand") sent.push(input);
    });
    const state = await copy.database.ensure({ copyOf: "source" });
    stop();
    expect(sent).toMatchObject([
      {
        SourceDBClusterIdentifier: "monolift-blog-source",
        RestoreType: "copy-on-write",
        UseLatestRestorableTime: true,
        VpcSecurityGroupIds: [place.group],
      },
    ]);
    expect(state).toMatchObject({ isNew: false, maxConnections: 184 });
    expect(copy.kept.password).not.toBe(source.kept.password);
    expect((await read("copy"))?.TagList).toContainEqual({ Key: "monolift:stage", Value: "copy" });
    await expect(stageOf("other").database.ensure({ copyOf: "missing" })).rejects.toMatchObject({
      code: "AURORA_COPY_MISSING",
      facts: { from: "missing", cluster: "monolift-blog-missing" },
    });
  });

  it("tells what it waits for, starts what somebody has stopped, and gives up where no waiting helps", async () => {
    const { database, waited } = stageOf("slow");
    await database.ensure({});
    const calls = aws.calls.length;
    const stop = sayStatuses(rds, ["modifying", "modifying", "stopped"]);
    // moto refuses to start what runs.
    await expect(database.ensure({})).rejects.toMatchObject({ code: "AURORA_REFUSED" });
    stop();
    expect(waited.map(({ facts }) => facts)).toEqual([
      { cluster: "monolift-blog-slow", status: "modifying", minutes: 0 },
    ]);
    expect(aws.calls.slice(calls).map(({ operation }) => operation)).toContain("StartDBCluster");
    const broken = sayStatuses(rds, [
      "inaccessible-encryption-credentials",
      "inaccessible-encryption-credentials",
    ]);
    await expect(database.ensure({})).rejects.toMatchObject({
      code: "AURORA_FAILED",
      facts: { status: "inaccessible-encryption-credentials" },
    });
    broken();
    const forever = sayStatuses(
      rds,
      Array.from({ length: 500 }, () => "creating"),
    );
    await expect(database.ensure({})).rejects.toMatchObject({
      code: "AURORA_SLOW",
      facts: { status: "creating", minutes: 45 },
    });
    forever();
  });

  it("leaves a cluster alone that is somebody else's", async () => {
    await rds.send(
      new CreateDBClusterCommand({
        DBClusterIdentifier: "monolift-blog-foreign",
        Engine: "aurora-postgresql",
        MasterUsername: "somebody",
        MasterUserPassword: "something-else",
      }),
    );
    const { database } = stageOf("foreign");
    for (const attempt of [() => database.ensure({}), () => database.describe(), () => database.remove()])
      await expect(attempt()).rejects.toMatchObject({ code: "AURORA_NAME_TAKEN" });
    expect(await read("foreign")).toBeDefined();
  });

  it("changes its capacity, and restarts it where it is to take more connections", async () => {
    const { database, again, watcher } = stageOf("growing");
    await database.ensure({});
    const more = again({ wanted: { ...aurora, capacity: { least: 1, most: 16 } } });
    const before = aws.calls.length;
    expect(await more.ensure({})).toMatchObject({ maxConnections: 3355, sleeps: false });
    expect(watcher.notices).toEqual([
      { code: "AURORA_RESTARTS", facts: { cluster: "monolift-blog-growing", connections: 3355 } },
    ]);
    expect(aws.calls.slice(before).map(({ operation }) => operation)).toContain("RebootDBInstance");
    expect((await read("growing"))?.ServerlessV2ScalingConfiguration).toMatchObject({
      MinCapacity: 1,
      MaxCapacity: 16,
    });
    const quiet = aws.calls.length;
    expect(await again().ensure({})).toMatchObject({ maxConnections: 818, sleeps: true });
    expect(aws.calls.slice(quiet).map(({ operation }) => operation)).not.toContain("RebootDBInstance");
  });

  it("does not work against the schedule that keeps it awake, and lets it sleep when it is kept alone", async () => {
    const awake = { days: ["fri"], from: "08:00", to: "18:00", timeZone: "UTC" } as const;
    const { database, again, options } = stageOf("office", { wanted: { ...aurora, awake } });
    await database.ensure({});
    expect((await read("office"))?.ServerlessV2ScalingConfiguration?.MinCapacity).toBe(0.5);
    const before = aws.calls.length;
    const night = { now: () => new Date("2026-11-20T23:00:00Z") };
    expect(await again(night).ensure({})).toMatchObject({ sleeps: true });
    expect(aws.calls.slice(before).map(({ operation }) => operation)).toEqual(["DescribeDBClusters"]);
    expect(await letAuroraSleep(aws, options)).toBe(true);
    expect((await read("office"))?.ServerlessV2ScalingConfiguration).toMatchObject({
      MinCapacity: 0,
      SecondsUntilAutoPause: 300,
    });
  });

  it("removes the cluster with all that belongs to it, and can be interrupted", async () => {
    const { database } = stageOf("gone");
    await database.ensure({});
    expect(await interrupted(rds, { operation: "DeleteDBCluster" }, () => database.remove())).toMatchObject({
      message: "interrupted",
    });
    await database.remove();
    expect(await read("gone")).toBeUndefined();
    await database.remove();
  });

  it("keeps the rows in a snapshot only where it is told to", async () => {
    const { again, database, watcher } = stageOf("last");
    await database.ensure({});
    await again({ keepsSnapshot: true }).remove();
    const snapshot = "monolift-blog-last-final-20261120120000";
    expect(watcher.notices).toEqual([{ code: "AURORA_SNAPSHOT_KEPT", facts: { snapshot } }]);
    const { DBClusterSnapshots = [] } = await rds.send(
      new DescribeDBClusterSnapshotsCommand({ DBClusterSnapshotIdentifier: snapshot }),
    );
    expect(DBClusterSnapshots).toHaveLength(1);
  });

  it("says in our words what RDS refuses", async () => {
    const short = { read: () => Promise.resolve("short"), write: () => Promise.resolve() };
    const { database } = stageOf("refused", { password: short });
    await expect(database.ensure({})).rejects.toMatchObject({
      code: "AURORA_REFUSED",
      facts: { cluster: "monolift-blog-refused", code: "InvalidParameterValue" },
      detail: expect.stringContaining("shorter than 8 characters") as string,
    });
  });
});

describe("chooseVersion", () => {
  const aws = connectTo("http://127.0.0.1:9");
  afterAll(() => aws.close());
  const choose = (versions: readonly string[], MinCapacity = 0): Promise<string> => {
    const ServerlessV2FeaturesSupport = { MinCapacity, MaxCapacity: 256 };
    offerVersions(
      aws,
      versions.map((EngineVersion) => ({ EngineVersion, ServerlessV2FeaturesSupport })),
    );
    return chooseVersion(aws.client(RDSClient), "xx-old-1");
  };

  it.each([
    [["15.10", "16.8", "17.7", "17.10", "18.4"], "17.7"],
    [["15.10", "16.8", "18.4"], "16.8"],
    [["17.9", "17.10", "16.14", "16.14-limitless"], "17.10"],
  ])("takes the newest with long-term support, or else the newest: %j", async (versions, chosen) => {
    expect(await choose(versions)).toBe(chosen);
  });

  it("takes none that cannot pause", async () => {
    await expect(choose(["17.7"], 0.5)).rejects.toMatchObject({
      code: "AURORA_UNAVAILABLE",
      facts: { region: "xx-old-1" },
    });
  });
});

/** The part of the host after the cluster's name. */
function hostOf(url: string): string {
  return new URL(url).hostname.split(".").slice(1).join(".");
}

/** From now on clusters have other statuses than the emulator says, one after another, and then its own again. */
function sayStatuses(rds: RDSClient, statuses: readonly string[]): () => void {
  const left = [...statuses];
  const name = "sayStatuses";
  rds.middlewareStack.add(
    (next, { commandName = "" }) =>
      async (call) => {
        const result = await next(call);
        const output = result.output as { DBClusters?: DBCluster[] };
        const status = commandName === "DescribeDBClustersCommand" ? left.shift() : undefined;
        for (const cluster of output.DBClusters ?? []) if (status !== undefined) cluster.Status = status;
        return result;
      },
    { step: "initialize", name },
  );
  return () => void rds.middlewareStack.remove(name);
}
