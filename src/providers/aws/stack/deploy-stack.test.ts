import {
  CloudFormationClient,
  CreateChangeSetCommand,
  GetTemplateCommand,
  ListChangeSetsCommand,
} from "@aws-sdk/client-cloudformation";
import {
  CreateAliasCommand,
  GetAliasCommand,
  InvokeCommand,
  LambdaClient,
  ListVersionsByFunctionCommand,
} from "@aws-sdk/client-lambda";
import { ListObjectsV2Command, S3Client } from "@aws-sdk/client-s3";
import { describe, expect, it } from "vitest";
import { filesBucket } from "../../../../test/aws/small-stack.ts";
import { requestFor, stackGround } from "../../../../test/aws/stack-ground.ts";
import { watching } from "../../../../test/aws/watching.ts";
import type { Template } from "../template/template.ts";
import { deployStack } from "./deploy-stack.ts";
import { readStack } from "./stack.ts";

describe("deployStack", () => {
  const { aws, code } = stackGround();
  const versionsOf = async (FunctionName: string): Promise<readonly (string | undefined)[]> => {
    const { Versions = [] } = await aws()
      .client(LambdaClient)
      .send(new ListVersionsByFunctionCommand({ FunctionName }));
    return Versions.map(({ Version }) => Version);
  };
  const askFunction = async (FunctionName: string): Promise<unknown> => {
    const { Payload } = await aws()
      .client(LambdaClient)
      .send(new InvokeCommand({ FunctionName, Payload: "{}" }));
    return JSON.parse(Payload?.transformToString() ?? "");
  };

  it("hands over the values of parameters, and takes another value for a change", async () => {
    const template: Template = {
      AWSTemplateFormatVersion: "2010-09-09",
      Description: "names what belongs to somebody else",
      Parameters: { Listener: { Type: "String" } },
      Resources: {
        Logs: {
          Type: "AWS::Logs::LogGroup",
          Properties: { LogGroupName: "parameters", Tags: [{ Key: "listener", Value: { Ref: "Listener" } }] },
        },
      },
      Outputs: { Listener: { Value: { Ref: "Listener" } } },
    };
    const deploy = (listener: string) => {
      const request = { name: "parameters", template, tags: [], parameters: { Listener: listener } };
      return deployStack(aws(), request, watching());
    };
    expect((await deploy("arn:one")).outputs).toEqual({ Listener: "arn:one" });
    expect((await deploy("arn:one")).changed).toBe(false);
    expect((await deploy("arn:two")).outputs).toEqual({ Listener: "arn:two" });
  });

  it("makes a stack, and tells of each resource once for each of its statuses", async () => {
    const watcher = watching();
    const made = await deployStack(aws(), requestFor({ name: "first", code: code().one }), watcher);
    expect(made.changed).toBe(true);
    expect(made.outputs).toEqual({ Version: "1" });
    expect(made.changes.map(({ action, type }) => `${action} ${type}`)).toEqual([
      "create AWS::Logs::LogGroup",
      "create AWS::IAM::Role",
      "create AWS::Lambda::Version",
      "create AWS::Lambda::Function",
    ]);
    const told = watcher.progress.map(({ logicalId, status }) => `${logicalId.slice(0, 7)} ${status}`);
    expect(told).toEqual(
      ["Logs", "Role", "Web", "Version"].flatMap((id) => [
        `${id} CREATE_IN_PROGRESS`,
        `${id} CREATE_COMPLETE`,
      ]),
    );
    expect(watcher.progress.at(-1)).toMatchObject({ done: 4, total: 4, type: "AWS::Lambda::Version" });
    expect(watcher.notices).toEqual([]);
    expect(await askFunction("first")).toEqual({ statusCode: 200, body: "one" });
  });

  it("makes no call but one that asks, where the template is the one that runs", async () => {
    const request = requestFor({ name: "same", code: code().one });
    await deployStack(aws(), request, watching());
    const before = aws().calls.length;
    const again = await deployStack(aws(), request, watching());
    expect(again).toEqual({ changed: false, outputs: { Version: "1" }, changes: [] });
    expect(
      aws()
        .calls.slice(before)
        .map(({ operation }) => operation),
    ).toEqual(["DescribeStacks"]);
  });

  it("publishes another version for other code, keeps the one before, and leaves the alias where it is", async () => {
    const { one, two } = code();
    const lambda = aws().client(LambdaClient);
    await deployStack(aws(), requestFor({ name: "release", code: one }), watching());
    const live = { FunctionName: "release", Name: "live" };
    await lambda.send(new CreateAliasCommand({ ...live, FunctionVersion: "1" }));
    const watcher = watching();
    const next = await deployStack(aws(), requestFor({ name: "release", code: two }), watcher);
    expect(next.outputs).toEqual({ Version: "2" });
    expect(next.changes.map(({ action, type }) => `${action} ${type}`)).toEqual([
      "retain AWS::Lambda::Version",
      "create AWS::Lambda::Version",
      "update AWS::Lambda::Function",
    ]);
    expect(next.changes.at(-1)?.properties).toEqual(["Code"]);
    expect(await versionsOf("release")).toEqual(["$LATEST", "1", "2"]);
    expect((await lambda.send(new GetAliasCommand(live))).FunctionVersion).toBe("1");
    expect(new Set(watcher.progress.map(({ type }) => type))).toEqual(
      new Set(["AWS::Lambda::Function", "AWS::Lambda::Version"]),
    );
  });

  it("throws the first resource's reason when an update fails, with everything put back", async () => {
    const { one, two, missing } = code();
    await deployStack(aws(), requestFor({ name: "back", code: one }), watching());
    const watcher = watching();
    await expect(
      deployStack(aws(), requestFor({ name: "back", code: missing }), watcher),
    ).rejects.toMatchObject({
      code: "STACK_CODE_MISSING",
      facts: { resource: "Web" },
      detail: expect.stringContaining("code/missing.zip") as string,
    });
    expect(watcher.progress.map(({ status, done }) => `${status} ${done}`)).toEqual([
      "UPDATE_IN_PROGRESS 0",
      "UPDATE_FAILED 0",
      "UPDATE_COMPLETE 1",
    ]);
    expect(await askFunction("back")).toEqual({ statusCode: 200, body: "one" });
    expect(await versionsOf("back")).toEqual(["$LATEST", "1"]);
    const after = await deployStack(aws(), requestFor({ name: "back", code: two }), watching());
    expect(after.changed).toBe(true);
    expect(await askFunction("back")).toEqual({ statusCode: 200, body: "two" });
  });

  it("takes the template that ran before a failure for the one that runs", async () => {
    const { one, missing } = code();
    const request = requestFor({ name: "unchanged", code: one });
    await deployStack(aws(), request, watching());
    await expect(
      deployStack(aws(), requestFor({ name: "unchanged", code: missing }), watching()),
    ).rejects.toThrow();
    expect(await deployStack(aws(), request, watching())).toMatchObject({ changed: false });
  });

  it("sends a long template by way of the bucket, and refuses it without one", async () => {
    const request = requestFor({ name: "long", code: code().one, logGroups: 350 });
    await expect(deployStack(aws(), request, watching())).rejects.toMatchObject({
      code: "STACK_TEMPLATE_TOO_LARGE",
    });
    await deployStack(aws(), { ...request, templateBucket: filesBucket }, watching());
    const stack = await readStack(aws(), "long");
    const { Contents = [] } = await aws()
      .client(S3Client)
      .send(new ListObjectsV2Command({ Bucket: filesBucket, Prefix: "templates/" }));
    expect(Contents.map(({ Key }) => Key)).toEqual([`templates/${stack?.digest}.json`]);
    const { TemplateBody = "" } = await aws()
      .client(CloudFormationClient)
      .send(new GetTemplateCommand({ StackName: "long" }));
    expect(Buffer.byteLength(TemplateBody)).toBeGreaterThan(51_200);
  });

  it("refuses more resources than a stack may have, before any call", async () => {
    const before = aws().calls.length;
    const request = requestFor({ name: "many", code: code().one, logGroups: 497 });
    await expect(deployStack(aws(), request, watching())).rejects.toMatchObject({
      code: "STACK_TOO_MANY_RESOURCES",
      facts: { count: 501, most: 500 },
    });
    expect(aws().calls.length).toBe(before);
  });

  it("removes a change set in which AWS finds nothing to change", async () => {
    const request = requestFor({ name: "empty", code: code().one });
    const { outputs } = await deployStack(aws(), request, watching());
    const template = { ...request.template, Outputs: {} };
    const again = await deployStack(aws(), { ...request, template }, watching());
    expect(again).toEqual({ changed: false, outputs, changes: [] });
    const { Summaries = [] } = await aws()
      .client(CloudFormationClient)
      .send(new ListChangeSetsCommand({ StackName: "empty" }));
    expect(Summaries.map(({ ExecutionStatus }) => ExecutionStatus)).toEqual(["EXECUTE_COMPLETE"]);
  });

  it("leaves a stack alone that bears its name but belongs to somebody else", async () => {
    const request = requestFor({ name: "shared-name", code: code().one });
    await deployStack(aws(), request, watching());
    const other = { ...request, tags: [{ Key: "monolift:project", Value: "shared" }] };
    await expect(deployStack(aws(), other, watching())).rejects.toMatchObject({
      code: "STACK_BELONGS_TO_OTHER",
      facts: { tag: "monolift:project", found: "shared-name", wanted: "shared" },
    });
  });

  it("makes a stack that was only planned by a change set until now", async () => {
    const request = requestFor({ name: "planned", code: code().one });
    const TemplateBody = JSON.stringify(request.template);
    await aws()
      .client(CloudFormationClient)
      .send(
        new CreateChangeSetCommand({
          StackName: "planned",
          ChangeSetName: "left-behind",
          ChangeSetType: "CREATE",
          TemplateBody,
        }),
      );
    expect((await readStack(aws(), "planned"))?.status).toBe("REVIEW_IN_PROGRESS");
    expect(await deployStack(aws(), request, watching())).toMatchObject({ changed: true });
    expect((await readStack(aws(), "planned"))?.status).toBe("CREATE_COMPLETE");
  });

  it("asks which resource is meant where AWS refuses to begin at all", async () => {
    const request = requestFor({ name: "inspected", code: code().one });
    // No type of ours: the emulator inspects few, and this is one of them.
    const Bucket = { Type: "AWS::S3::Bucket", Properties: { BucketName: filesBucket } };
    const Resources = { ...request.template.Resources, Bucket };
    const template = { ...request.template, Resources } as Template;
    await expect(deployStack(aws(), { ...request, template }, watching())).rejects.toMatchObject({
      code: "STACK_NAME_EXISTS",
      facts: { resource: "Bucket", type: "AWS::S3::Bucket" },
      detail: expect.stringContaining(filesBucket) as string,
    });
  });

  it("names the types that a Region does not have", async () => {
    const request = requestFor({ name: "elsewhere", code: code().one });
    const Thing = { Type: "AWS::Nowhere::Thing", Properties: {} };
    const Resources = { ...request.template.Resources, Thing };
    const template = { ...request.template, Resources } as Template;
    await expect(deployStack(aws(), { ...request, template }, watching())).rejects.toMatchObject({
      code: "STACK_TYPE_UNKNOWN",
      facts: { types: ["AWS::Nowhere::Thing"] },
    });
  });
});

describe("readStack", () => {
  const { aws } = stackGround();

  it("says of a stack that is not there that there is none", async () => {
    expect(await readStack(aws(), "monolift-nothing-here")).toBeUndefined();
  });
});
