import { DescribeDBClustersCommand, RDSClient, type DBCluster } from "@aws-sdk/client-rds";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { interrupted, makeDatabasePlace } from "../../../../test/aws/aurora-ground.ts";
import type { CountingAws } from "../../../../test/aws/connect.ts";
import { startMoto, type Moto } from "../../../../test/aws/moto.ts";
import { offerVersions } from "../../../../test/aws/rds-versions.ts";
import { watching } from "../../../../test/aws/watching.ts";
import type { DatabasePlace } from "../network/place.ts";
import { auroraDatabase } from "./aurora.ts";
import { deletePoints, listPoints, makePoint } from "./aurora-points.ts";
import { workOn, type AuroraOptions } from "./aurora-work.ts";
import { restorePoint } from "./restore-point.ts";

describe("restore points of Aurora", () => {
  let moto: Moto;
  let aws: CountingAws;
  let rds: RDSClient;
  let place: DatabasePlace;
  beforeAll(async () => {
    moto = await startMoto();
    aws = moto.connect();
    rds = aws.client(RDSClient);
    offerVersions(aws, [{ EngineVersion: "17.7" }]);
    place = await makeDatabasePlace(aws, moto.endpoint);
  });
  afterAll(async () => {
    aws.close();
    await moto.stop();
  });

  /** A stage with a database. */
  async function lifted(stage: string): Promise<AuroraOptions> {
    let kept: string | undefined;
    const options: AuroraOptions = {
      names: { project: "blog", stage },
      wanted: {
        kind: "database",
        id: "database",
        engine: "aurora",
        capacity: { least: 0, most: 4 },
        awake: null,
      },
      place,
      password: {
        read: () => Promise.resolve(kept),
        write: (password) => {
          kept = password;
          return Promise.resolve();
        },
      },
      watcher: { ...watching(), onWaiting: () => undefined },
      now: () => new Date("2026-11-20T12:00:00Z"),
    };
    await auroraDatabase(aws, options).ensure({});
    return options;
  }
  const clustersOf = async (stage: string): Promise<readonly DBCluster[]> => {
    const { DBClusters = [] } = await rds.send(new DescribeDBClustersCommand({}));
    return DBClusters.filter(({ TagList = [] }) =>
      TagList.some(({ Key, Value }) => Key === "monolift:stage" && Value === stage),
    );
  };
  const tagOf = (cluster: DBCluster | undefined, key: string): string | undefined =>
    cluster?.TagList?.find(({ Key }) => Key === key)?.Value;

  it("are made once for a number, listed in order, and deleted one by one or all", async () => {
    const work = workOn(aws, await lifted("listed"));
    const about = { by: "hanako@laptop", reason: "migration" };
    const first = await makePoint(work, 1, about);
    expect(first).toMatchObject({ id: 1, snapshot: "monolift-blog-listed-point-1", isWhole: true, about });
    expect(await makePoint(work, 1, about)).toEqual(first);
    await makePoint(work, 12, {});
    await makePoint(work, 2, {});
    expect((await listPoints(work)).map(({ id }) => id)).toEqual([1, 2, 12]);
    await deletePoints(work, [2, 7]);
    expect((await listPoints(work)).map(({ id }) => id)).toEqual([1, 12]);
    await deletePoints(work);
    expect(await listPoints(work)).toEqual([]);
  });

  it("are brought back as any database's: what they take the place of is kept under the next number", async () => {
    const { points } = auroraDatabase(aws, await lifted("swapped"));
    const names = async (): Promise<readonly string[]> =>
      ((await points?.list()) ?? []).map(({ name }) => name);
    expect(await points?.create("1")).toMatchObject({ name: "1", sizeBytes: null });
    const state = await points?.restore("1", "2");
    expect(state).toMatchObject({ isNew: false });
    expect(await names()).toEqual(["1", "2"]);
    await points?.remove("1");
    expect(await names()).toEqual(["2"]);
  });

  it("belong to one stage", async () => {
    const [one, other] = [workOn(aws, await lifted("one")), workOn(aws, await lifted("one-more"))];
    await makePoint(one, 1, {});
    expect(await listPoints(other)).toEqual([]);
  });

  it("go with the database that they are of", async () => {
    const options = await lifted("short");
    const work = workOn(aws, options);
    await makePoint(work, 1, {});
    await auroraDatabase(aws, options).remove();
    expect(await listPoints(work)).toEqual([]);
  });

  it("come back under the stage's own name, with its password, and nothing is left beside it", async () => {
    const options = await lifted("back");
    const { url } = await auroraDatabase(aws, options).ensure({});
    await makePoint(workOn(aws, options), 1, {});
    await restorePoint(aws, options, 1);
    const [cluster, ...others] = await clustersOf("back");
    expect(others).toEqual([]);
    expect(cluster).toMatchObject({ DBClusterIdentifier: "monolift-blog-back", DeletionProtection: true });
    expect(tagOf(cluster, "monolift:restored")).toBe("monolift-blog-back-point-1");
    const state = await auroraDatabase(aws, options).ensure({});
    expect(state.isNew).toBe(false);
    expect(new URL(state.url).password).toBe(new URL(url).password);

    await restorePoint(aws, options, 1);
    expect(await clustersOf("back")).toHaveLength(1);
  });

  it.each([
    ["RestoreDBClusterFromSnapshot", 1, "before"],
    ["CreateDBInstance", 1, "instance"],
    // The first one sets the password, the second gives the name away, the third takes it.
    ["ModifyDBCluster", 2, "giving"],
    ["ModifyDBCluster", 3, "taking"],
    ["DeleteDBCluster", 1, "removing"],
  ])("are put back after an interruption at %s, call %d", async (operation, nth, stage) => {
    const options = await lifted(stage);
    await makePoint(workOn(aws, options), 1, {});
    const ended = await interrupted(rds, { operation, nth }, () => restorePoint(aws, options, 1));
    expect(ended).toMatchObject({ message: "interrupted" });
    await restorePoint(aws, options, 1);
    const [cluster, ...others] = await clustersOf(stage);
    expect(others).toEqual([]);
    expect(tagOf(cluster, "monolift:restored")).toBe(`monolift-blog-${stage}-point-1`);
    expect(cluster?.DBClusterMembers).toHaveLength(1);
  });

  it("never leave an empty database behind, where they are interrupted without one", async () => {
    const options = await lifted("nameless");
    await makePoint(workOn(aws, options), 1, {});
    await interrupted(rds, { operation: "ModifyDBCluster", nth: 3 }, () => restorePoint(aws, options, 1));
    const names = (await clustersOf("nameless")).map((one) => one.DBClusterIdentifier);
    expect(new Set(names)).toEqual(
      new Set(["monolift-blog-nameless-replaced", "monolift-blog-nameless-restored"]),
    );
    expect((await auroraDatabase(aws, options).ensure({})).isNew).toBe(false);
    const [cluster, ...others] = await clustersOf("nameless");
    expect(others).toEqual([]);
    expect(tagOf(cluster, "monolift:restored")).toBe("monolift-blog-nameless-point-1");
  });

  it("are named where there is none of that number", async () => {
    const options = await lifted("missing");
    await makePoint(workOn(aws, options), 4, {});
    await expect(restorePoint(aws, options, 5)).rejects.toMatchObject({
      code: "AURORA_POINT_MISSING",
      facts: { snapshot: "monolift-blog-missing-point-5", known: ["monolift-blog-missing-point-4"] },
    });
  });
});
