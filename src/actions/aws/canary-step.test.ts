import { CloudWatchClient, PutMetricDataCommand } from "@aws-sdk/client-cloudwatch";
import {
  CreateFunctionCommand,
  LambdaClient,
  PublishVersionCommand,
  UpdateFunctionConfigurationCommand,
} from "@aws-sdk/client-lambda";
import { CreateBucketCommand, S3Client } from "@aws-sdk/client-s3";
import { beforeAll, beforeEach, describe, expect, it } from "vitest";
import { useMinistack } from "../../../test/aws/use-ministack.ts";
import { interruptEverywhere } from "../../../test/aws/interrupted.ts";
import { handlerSaying, makeFilesBucket, uploadCode } from "../../../test/aws/small-stack.ts";
import { UserError } from "../../errors.ts";
import { findCanary, type FoundCanary } from "../../providers/aws/canary/find-canary.ts";
import { endCanary } from "../../providers/aws/canary/move-canary.ts";
import { readMoves } from "../../providers/aws/data/objects/moves.ts";
import { readAlias } from "../../providers/aws/functions/aliases.ts";
import { bucketName, functionName, type StageNames } from "../../providers/aws/names.ts";
import { saveRelease, type AwsRelease } from "../../providers/aws/releases.ts";
import { readStage, type AwsStage } from "../../providers/aws/stage.ts";
import { moveAliases } from "../../providers/aws/switch.ts";
import { canaryOnAws } from "./canary-status.ts";
import { cutShort, tryRelease, watchCanary, type CanaryWatch } from "./canary-step.ts";

const config = { percent: 10, seconds: 300, metric: "5xx", threshold: 1, sample: 20 } as const;
const minuteMs = 60_000;

describe("a canary on AWS", () => {
  const { aws } = useMinistack();
  let uploaded: Awaited<ReturnType<typeof uploadCode>>;
  let count = 0;
  let names: StageNames;
  let older: AwsRelease;
  let newer: AwsRelease;
  beforeAll(async () => {
    await makeFilesBucket(aws());
    uploaded = await uploadCode(aws(), handlerSaying("hello"));
  });

  const publish = async (release: number): Promise<AwsRelease> => {
    const functions = await Promise.all(
      ["web", "manage"].map(async (name) => {
        const FunctionName = functionName(names, name);
        const Description = `release ${release}`;
        await aws()
          .client(LambdaClient)
          .send(new UpdateFunctionConfigurationCommand({ FunctionName, Description }));
        const { Version = "" } = await aws()
          .client(LambdaClient)
          .send(new PublishVersionCommand({ FunctionName, Description }));
        const size = { memoryMb: 512, timeoutSeconds: 30, concurrency: 10 };
        return { name, functionName: FunctionName, version: Version, ...size };
      }),
    );
    const record = { format: 1, release, createdAt: "", inputs: `${release}`, bundle: "", commit: null };
    const parts = { code: "", dependencies: "", runtime: "", configuration: "" };
    const made = { ...record, subject: null, by: null, sizeBytes: 0, migrations: null, parts, secrets: null };
    const plan = { name: names.project, stage: names.stage };
    const saved = { ...made, base: null, plan, functions, stack: { code: {} } } as unknown as AwsRelease;
    await saveRelease({ aws: aws(), names }, saved, {});
    return saved;
  };
  const stage = (): Promise<AwsStage> => readStage(aws(), names);
  const live = async (name = "web"): Promise<unknown> => {
    const alias = await readAlias(aws(), functionName(names, name));
    return [alias?.release, alias?.version, alias?.additional];
  };
  const versionOf = (record: AwsRelease, name = "web"): string =>
    record.functions.find((one) => one.name === name)?.version ?? "";

  const begin = async (): Promise<void> => {
    count += 1;
    names = { project: "blog", stage: `try-${count}` };
    const Bucket = bucketName(names, "files", aws());
    await aws().client(S3Client).send(new CreateBucketCommand({ Bucket }));
    for (const name of ["web", "manage"]) {
      const FunctionName = functionName(names, name);
      await aws()
        .client(LambdaClient)
        .send(
          new CreateFunctionCommand({
            FunctionName,
            Role: "arn:aws:iam::000000000000:role/any",
            Runtime: "python3.12",
            Handler: "index.handler",
            Code: { S3Bucket: uploaded.bucket, S3Key: uploaded.key },
          }),
        );
    }
    older = await publish(1);
    newer = await publish(2);
    await moveAliases(aws(), older);
  };
  beforeEach(begin);

  /** As Lambda counts by version behind the alias, and CloudWatch what the runtime writes. */
  const serve = async (
    record: AwsRelease,
    seen: { requests: number; failed: number; answered5xx: number },
  ): Promise<void> => {
    const FunctionName = functionName(names, "web");
    const dimensions = { FunctionName, Resource: `${FunctionName}:live`, ExecutedVersion: versionOf(record) };
    const { Resource: _, ...own } = dimensions;
    const put = async (
      Namespace: string,
      by: Readonly<Record<string, string>>,
      values: Readonly<Record<string, number>>,
    ): Promise<void> => {
      const Dimensions = Object.entries(by).map(([Name, Value]) => ({ Name, Value }));
      const MetricData = Object.entries(values).map(([MetricName, Value]) => ({
        MetricName,
        Value,
        Dimensions,
        Timestamp: new Date(),
      }));
      await aws().client(CloudWatchClient).send(new PutMetricDataCommand({ Namespace, MetricData }));
    };
    await put("AWS/Lambda", dimensions, { Invocations: seen.requests, Errors: seen.failed });
    if (seen.answered5xx > 0) await put("Monolift", own, { FailedAnswers: seen.answered5xx });
  };

  const began = (found: FoundCanary, minutesAgo: number): FoundCanary => {
    const startedAt = new Date(Date.now() - minutesAgo * minuteMs).toISOString();
    return { ...found, canary: { ...found.canary, startedAt } };
  };
  const watching = (over: Partial<CanaryWatch["watcher"]> & Partial<Pick<CanaryWatch, "locked">> = {}) => {
    const { locked = (work) => work(), ...watcher } = over;
    const said: string[] = [];
    const watch: CanaryWatch = {
      locked,
      watcher: {
        signal: new AbortController().signal,
        pause: () => Promise.resolve(),
        onWaiting: ({ code }) => said.push(code),
        ...watcher,
      },
    };
    return { said, watch };
  };

  it("gives a share of the requests to the new release, and commands to the one before", async () => {
    await tryRelease({ aws: aws(), names }, older, newer, config);
    const share = { version: versionOf(newer), weight: 0.1 };
    expect(await live()).toEqual([1, versionOf(older), share]);
    expect(await live("manage")).toEqual([1, versionOf(older, "manage"), null]);
    await serve(newer, { requests: 40, failed: 1, answered5xx: 2 });
    await serve(older, { requests: 400, failed: 0, answered5xx: 3 });
    expect(await canaryOnAws(await stage())).toMatchObject({
      release: 2,
      from: 1,
      percent: 10,
      threshold: 1,
      newer: { requests: 40, failedInvocations: 1, errors5xx: 3 },
      older: { requests: 400, failedInvocations: 0, errors5xx: 3 },
    });
  });

  it("passes when its time is over and late values are in, and not before", async () => {
    const found = await tryRelease({ aws: aws(), names }, older, newer, config);
    await serve(newer, { requests: 40, failed: 0, answered5xx: 0 });
    const ended = new AbortController();
    const { said, watch } = watching({
      signal: ended.signal,
      pause: () => {
        ended.abort(new Error("^C"));
        return Promise.reject(new Error("^C"));
      },
    });
    const early = watchCanary(await stage(), began(found, 6), watch);
    await expect(early).rejects.toThrow("^C");
    expect(said).toEqual(["CANARY_WATCHED"]);
    expect(await live()).toEqual([1, versionOf(older), { version: versionOf(newer), weight: 0.1 }]);
    await watchCanary(await stage(), began(found, 8), watching().watch);
    expect(await live()).toEqual([2, versionOf(newer), null]);
    expect(await live("manage")).toEqual([2, versionOf(newer, "manage"), null]);
    const [move] = await readMoves(aws(), bucketName(names, "files", aws()));
    expect(move).toMatchObject({ kind: "canary", from: 1, to: 2, by: null, canary: { outcome: "passed" } });
    expect(await findCanary(await stage())).toBeUndefined();
  });

  it("goes back as soon as too many of enough requests are errors", async () => {
    const found = await tryRelease({ aws: aws(), names }, older, newer, config);
    await serve(newer, { requests: 25, failed: 0, answered5xx: 7 });
    await expect(watchCanary(await stage(), found, watching().watch)).rejects.toMatchObject({
      code: "CANARY_WENT_BACK",
      facts: { release: 2, from: 1, errors: 7, requests: 25 },
    });
    expect(await live()).toEqual([1, versionOf(older), null]);
    const [move] = await readMoves(aws(), bucketName(names, "files", aws()));
    expect(move).toMatchObject({ kind: "canary", canary: { outcome: "went-back" } });
  });

  it("counts failed invocations alone where the file says so", async () => {
    const found = await tryRelease({ aws: aws(), names }, older, newer, { ...config, metric: "errors" });
    await serve(newer, { requests: 25, failed: 0, answered5xx: 7 });
    await watchCanary(await stage(), began(found, 8), watching().watch);
    expect(await live()).toEqual([2, versionOf(newer), null]);
  });

  it("is left to whoever changes the stage meanwhile, and looked at again", async () => {
    const found = await tryRelease({ aws: aws(), names }, older, newer, config);
    const locked: string[] = [];
    const isTaken = new UserError("STAGE_LOCKED", { stage: "t", by: "ben", verb: "secrets", since: null });
    const { watch } = watching({
      locked: (work) => {
        locked.push("asked");
        return locked.length === 1 ? Promise.reject(isTaken) : work();
      },
    });
    await watchCanary(await stage(), began(found, 8), watch);
    expect(locked).toEqual(["asked", "asked"]);
    expect(await live()).toEqual([2, versionOf(newer), null]);
  });

  it.each(["a rollback", "a later up"])("is over for whoever watches it when %s ends it", async (by) => {
    const found = await tryRelease({ aws: aws(), names }, older, newer, config);
    const end = async (): Promise<void> => {
      const other = by === "a rollback" ? older : await publish(3);
      await cutShort(await stage());
      await moveAliases(aws(), other);
    };
    const watched = watchCanary(await stage(), found, watching({ pause: end }).watch);
    await expect(watched).rejects.toMatchObject({ code: "CANARY_ENDED", facts: { release: 2 } });
    expect((await readMoves(aws(), bucketName(names, "files", aws())))[0]).toMatchObject({
      canary: { outcome: "cut-short" },
    });
  });

  it("has passed for whoever watches it when somebody gives its release every request", async () => {
    const found = await tryRelease({ aws: aws(), names }, older, newer, config);
    const end = async (): Promise<void> => {
      await cutShort(await stage());
      await moveAliases(aws(), newer);
    };
    await watchCanary(await stage(), found, watching({ pause: end }).watch);
    expect(await live()).toEqual([2, versionOf(newer), null]);
  });

  it(
    "is whole when it is begun and ended again after an interruption anywhere",
    { timeout: 60_000 },
    async () => {
      const calls = await interruptEverywhere(aws(), {
        begin,
        work: async (one) => {
          const found = await tryRelease({ aws: one, names }, older, newer, config);
          const canary = { ...found.canary, watchedMs: 300_000 };
          await endCanary({ aws: one, names }, found, { canary, outcome: "passed", by: null });
        },
        check: async () => {
          expect(await live()).toEqual([2, versionOf(newer), null]);
          expect(await live("manage")).toEqual([2, versionOf(newer, "manage"), null]);
          expect(await findCanary(await stage())).toBeUndefined();
          const moves = await readMoves(aws(), bucketName(names, "files", aws()));
          expect(moves[0]).toMatchObject({ from: 1, to: 2, canary: { outcome: "passed" } });
        },
      });
      expect(calls).toBeGreaterThan(6);
    },
  );

  it("is found by whoever comes next, who may end it", async () => {
    await tryRelease({ aws: aws(), names }, older, newer, config);
    const found = await findCanary(await stage());
    expect(found?.newer.inputs).toBe("2");
    expect(await cutShort(await stage())).toBe(2);
    await moveAliases(aws(), older);
    expect(await cutShort(await stage())).toBeNull();
  });
});
