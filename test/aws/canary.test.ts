import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { CloudWatchClient, PutMetricDataCommand } from "@aws-sdk/client-cloudwatch";
import { GetObjectCommand, PutObjectCommand, S3Client } from "@aws-sdk/client-s3";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { readAlias } from "../../src/providers/aws/functions/aliases.ts";
import { bucketName } from "../../src/providers/aws/names.ts";
import { change, createWorkbench, writeProject, type Started, type Workbench } from "../lift/workbench.ts";
import { usePostgres } from "../platform/use-postgres.ts";
import { startFaultyProxy, type FaultyProxy } from "./faulty-proxy.ts";
import { useMinistack } from "./use-ministack.ts";

const reading = /^[a-z0-9-]+\.(?:GET|HEAD) |\.(?:Get|List|Describe|Filter)/;
const stage = { project: "shop", stage: "production" };

/** The emulator keeps the weights of an alias and follows none (`alias-weights`); what a version is asked is put here by hand. */
describe("a release that is tried on AWS, by the command line", () => {
  const { postgres } = usePostgres();
  const { ministack, aws } = useMinistack();
  let proxy: FaultyProxy;
  let bench: Workbench;
  let project: string;
  let views: string;
  let url: string;

  const call = (verb: string, ...flags: readonly string[]): ReturnType<Workbench["call"]> =>
    bench.call(project, verb, "production", ...flags, "--json");
  const page = async (): Promise<string> => (await ministack().ask(`${url}/`)).text();
  /** Begins `up`, and waits until it has given its release a share of the requests. */
  const beginTrying = async (release: number): Promise<Started> => {
    const started = bench.start(project, "up", "production", "--json");
    await started.said("door");
    for (;;) {
      const { json } = await call("status");
      if (json?.canary?.release === release) return started;
    }
  };
  const interrupt = async (started: Started): Promise<string> => {
    started.kill("SIGINT");
    const { code, stderr } = await started.finished;
    expect(code, stderr).toBe(130);
    return stderr;
  };
  const countRequests = async (version: string | undefined, failed: number): Promise<void> => {
    const FunctionName = "shop-production-web";
    const dimensions = { FunctionName, Resource: `${FunctionName}:live`, ExecutedVersion: version };
    const Dimensions = Object.entries(dimensions).map(([Name, Value]) => ({ Name, Value }));
    const metrics = { Invocations: 40, Errors: failed };
    const MetricData = Object.entries(metrics).map(([MetricName, Value]) => ({
      MetricName,
      Value,
      Dimensions,
      Timestamp: new Date(),
    }));
    await aws()
      .client(CloudWatchClient)
      .send(new PutMetricDataCommand({ Namespace: "AWS/Lambda", MetricData }));
  };
  const tried = async (): Promise<{ version?: string; weight?: number }> =>
    (await readAlias(aws(), "shop-production-web"))?.additional ?? {};

  beforeAll(async () => {
    proxy = await startFaultyProxy(ministack().endpoint);
    const environment = { ...ministack().environment, AWS_ENDPOINT_URL: proxy.endpoint };
    bench = await createWorkbench({ environment });
    project = join(bench.folder, "shop");
    await writeProject(project);
    views = join(project, "shop/views.py");
    const table = 'provider = "aws"\nregion = "us-east-1"\ndatabase = "url"\nrelease.canary = "50% 1m"\n';
    await writeFile(join(project, "monolift.toml"), `name = "shop"\n\n[stages.production]\n${table}`);
    await postgres().ensureDatabase("shop");
    const address = postgres().databaseUrl("shop");
    await bench.pipe(address, project, "secrets", "set", "DATABASE_URL", "production");
    const lifted = await call("up");
    expect(lifted.json, lifted.stderr).toMatchObject({ release: 1, canary: null });
    ({ url } = lifted.json);
  });
  afterAll(async () => {
    await bench?.remove();
    await proxy?.stop();
  });

  it("gets its share, and a rollback ends it while `up` watches it still", async () => {
    await change(views, "version one", "version two");
    const watching = await beginTrying(2);
    expect(await tried()).toMatchObject({ weight: 0.5 });
    expect(await page()).toContain("version one");
    const back = await call("rollback");
    expect(back.json, back.stderr).toMatchObject({ from: 1, to: 1, endedCanary: 2 });
    expect(await tried()).toEqual({});
    const ended = await watching.finished;
    expect(ended.json).toMatchObject({ error: { code: "CANARY_ENDED", step: "canary" } });
    const { json } = await call("releases");
    expect(json).toMatchObject({ live: 1, canary: null, moves: [{ canary: { outcome: "cut-short" } }, {}] });
  });

  it("keeps its share when `up` is interrupted, and that is said", async () => {
    const said = await interrupt(await beginTrying(3));
    expect(said).toContain("nobody watches it now");
    const { json } = await call("status");
    expect(json).toMatchObject({ release: 1, canary: { release: 3, from: 1, percent: 50 } });
  });

  it("is left alone, without a write, by an `up` with the code that gets the rest", async () => {
    await change(views, "version two", "version one");
    const before = proxy.arrived().length;
    const same = await call("up");
    expect(same.json, same.stderr).toMatchObject({ release: 1, changed: false });
    const facts = { release: 3, from: 1, percent: 50 };
    expect(same.json.notices).toContainEqual(expect.objectContaining({ code: "CANARY_UNDER_WAY", facts }));
    const calls = proxy.arrived().slice(before);
    expect(calls.length).toBeLessThanOrEqual(12);
    expect(calls.filter((one) => !reading.test(one))).toEqual([]);
    await change(views, "version one", "version two");
  });

  it("is watched on by the next `up` with its code, and gets every request when its time is over", async () => {
    const { version } = await tried();
    await countRequests(version, 0);
    const place = { Bucket: bucketName(stage, "files", aws()), Key: "canary.json" };
    const s3 = aws().client(S3Client);
    const kept = await (await s3.send(new GetObjectCommand(place))).Body?.transformToString();
    const startedAt = new Date(Date.now() - 600_000).toISOString();
    const Body = JSON.stringify({ ...(JSON.parse(kept ?? "") as object), startedAt });
    await s3.send(new PutObjectCommand({ ...place, Body }));
    const passed = await call("up");
    expect(passed.json, passed.stderr).toMatchObject({ release: 3, changed: true, canary: null });
    expect(passed.json.steps.at(-1)).toMatchObject({ name: "canary", facts: { percent: 50, requests: 40 } });
    expect(await page()).toContain("version two");
    const { json } = await call("status");
    expect(json).toMatchObject({ release: 3, canary: null, lastMove: { canary: { outcome: "passed" } } });
  });

  it("goes back when too many of its requests are errors", async () => {
    await change(views, "version two", "version three");
    await interrupt(await beginTrying(4));
    await countRequests((await tried()).version, 3);
    const back = await call("up");
    expect(back.json, back.stderr).toMatchObject({ error: { code: "CANARY_WENT_BACK", step: "canary" } });
    expect(back.json.error.cause).toContain("3 of the 40 requests");
    expect(await page()).toContain("version two");
    expect(await tried()).toEqual({});
  });
});
