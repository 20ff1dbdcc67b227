import { CreateFunctionCommand, LambdaClient, PublishVersionCommand } from "@aws-sdk/client-lambda";
import { describe, expect, it } from "vitest";
import { handlerSaying, makeFilesBucket, smallStack, uploadCode } from "../../../test/aws/small-stack.ts";
import { useMinistack } from "../../../test/aws/use-ministack.ts";
import { watching } from "../../../test/aws/watching.ts";
import { ensureBucket } from "./data/buckets/ensure-bucket.ts";
import { refuseForeignStage } from "./foreign-stage.ts";
import { moveAlias } from "./functions/aliases.ts";
import { bucketName, functionName, stackName, stageTags, type StageNames } from "./names.ts";
import { saveRelease, type AwsRelease } from "./releases.ts";
import { deployStack } from "./stack/deploy-stack.ts";
import { readStage } from "./stage.ts";

/** Names of a stage, and of another one whose names on AWS are the same. */
function twins(end: string): { readonly owner: StageNames; readonly other: StageNames } {
  return { owner: { project: "blog-a", stage: end }, other: { project: "blog", stage: `a-${end}` } };
}

describe("what has a stage's names and is another stage's", () => {
  const { aws } = useMinistack();
  const refused = ({ owner, other }: ReturnType<typeof twins>): object => ({
    code: "STAGE_NAMES_RUN_TOGETHER",
    facts: { stage: `${other.project}/${other.stage}`, owner: `${owner.project}/${owner.stage}` },
  });
  const makeBucket = (names: StageNames): Promise<unknown> =>
    ensureBucket(aws(), { name: bucketName(names, "files", aws()), tags: stageTags(names) });

  it("is known by the tags of its bucket", async () => {
    const both = twins("bucket");
    const { owner, other } = both;
    expect(bucketName(owner, "files", aws())).toBe(bucketName(other, "files", aws()));
    await expect(refuseForeignStage({ aws: aws(), names: owner })).resolves.toBeUndefined();
    await makeBucket(owner);
    await expect(refuseForeignStage({ aws: aws(), names: owner })).resolves.toBeUndefined();
    await expect(refuseForeignStage({ aws: aws(), names: other })).rejects.toMatchObject(refused(both));
  });

  it("is known by the tags of its stack where the bucket is gone", async () => {
    const both = twins("stack");
    const { owner, other } = both;
    await makeFilesBucket(aws());
    const code = await uploadCode(aws(), handlerSaying("hello"));
    const name = stackName(owner);
    const request = { name, template: smallStack({ name, code }), tags: stageTags(owner) };
    await deployStack(aws(), request, watching());
    await expect(refuseForeignStage({ aws: aws(), names: owner })).resolves.toBeUndefined();
    await expect(refuseForeignStage({ aws: aws(), names: other })).rejects.toMatchObject(refused(both));
  });

  it("is not read as the stage's own where it serves a release", async () => {
    const both = twins("served");
    const { owner, other } = both;
    await makeBucket(owner);
    const FunctionName = functionName(owner, "web");
    const code = await uploadCode(aws(), handlerSaying("hello"));
    const lambda = aws().client(LambdaClient);
    await lambda.send(
      new CreateFunctionCommand({
        FunctionName,
        Role: "arn:aws:iam::000000000000:role/any",
        Runtime: "python3.12",
        Handler: "index.handler",
        Code: { S3Bucket: code.bucket, S3Key: code.key },
      }),
    );
    const { Version = "" } = await lambda.send(new PublishVersionCommand({ FunctionName }));
    await saveRelease({ aws: aws(), names: owner }, releaseOf(owner, FunctionName, Version), {});
    await moveAlias(aws(), FunctionName, { version: Version, release: 1 });
    expect((await readStage(aws(), owner)).live?.release).toBe(1);
    await expect(readStage(aws(), other)).rejects.toMatchObject(refused(both));
  });
});

function releaseOf({ project, stage }: StageNames, lambda: string, version: string): AwsRelease {
  const size = { memoryMb: 512, timeoutSeconds: 30, concurrency: 10 };
  return {
    format: 1,
    release: 1,
    createdAt: "2026-11-21T00:00:00.000Z",
    inputs: "",
    bundle: "",
    commit: null,
    subject: null,
    by: null,
    sizeBytes: 0,
    migrations: null,
    parts: { code: "", dependencies: "", runtime: "", configuration: "" },
    secrets: null,
    base: null,
    plan: { name: project, stage } as AwsRelease["plan"],
    functions: [{ name: "web", functionName: lambda, version, ...size }],
    stack: { code: {} } as AwsRelease["stack"],
  };
}
