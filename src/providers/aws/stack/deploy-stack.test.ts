import { GetFunctionCommand, LambdaClient, ListVersionsByFunctionCommand } from "@aws-sdk/client-lambda";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { startMinistack, type Ministack } from "../../../../test/aws/ministack.ts";
import {
  filesBucket,
  handlerSaying,
  makeFilesBucket,
  smallStack,
  uploadCode,
  type UploadedCode,
} from "../../../../test/aws/small-stack.ts";
import { watching } from "../../../../test/aws/watching.ts";
import type { CountingAws } from "../../../../test/aws/connect.ts";
import { deployStack, type DeployRequest } from "./deploy-stack.ts";
import { readStack } from "./stack.ts";

describe("deployStack", () => {
  let ministack: Ministack;
  let aws: CountingAws;
  let one: UploadedCode;
  let two: UploadedCode;
  beforeAll(async () => {
    ministack = await startMinistack();
    aws = ministack.connect();
    await makeFilesBucket(aws);
    one = await uploadCode(aws, handlerSaying("one"));
    two = await uploadCode(aws, handlerSaying("two"));
  });
  afterAll(() => ministack.stop());

  const request = (name: string, code: UploadedCode, more: object = {}): DeployRequest => ({
    name,
    template: smallStack({ name, code, ...more }),
    tags: [{ Key: "monolift:project", Value: name }],
  });
  const versionsOf = async (name: string): Promise<readonly (string | undefined)[]> => {
    const { Versions = [] } = await aws
      .client(LambdaClient)
      .send(new ListVersionsByFunctionCommand({ FunctionName: name }));
    return Versions.map(({ Version }) => Version);
  };

  it("makes a stack, and tells of each resource once for each of its statuses", async () => {
    const watcher = watching();
    const made = await deployStack(aws, request("first", one), watcher);
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
  });

  it("makes no call but one that asks where the template is the one that runs", async () => {
    await deployStack(aws, request("same", one), watching());
    const before = aws.calls.length;
    const again = await deployStack(aws, request("same", one), watching());
    expect(again).toEqual({ changed: false, outputs: { Version: "1" }, changes: [] });
    expect(aws.calls.slice(before).map(({ operation }) => operation)).toEqual(["DescribeStacks"]);
  });
  it("x", async () => {
    const watcher = watching();
    await deployStack(aws, request("fails", one), watching());
    const bad = { ...two, key: "code/gone.zip" };
    await expect(deployStack(aws, request("fails", bad), watcher)).rejects.toMatchObject({
      code: "STACK_CODE_MISSING",
    });
    console.log(watcher.progress, await versionsOf("fails"), await readStack(aws, "fails"));
    void filesBucket;
    void GetFunctionCommand;
  });
});
