import { CancelUpdateStackCommand, CloudFormationClient } from "@aws-sdk/client-cloudformation";
import { DeleteObjectCommand, S3Client } from "@aws-sdk/client-s3";
import { describe, expect, it } from "vitest";
import { openGate, withGate } from "../../../../test/aws/gate.ts";
import { handlerSaying, uploadCode } from "../../../../test/aws/small-stack.ts";
import { requestFor, stackGround } from "../../../../test/aws/stack-ground.ts";
import { watching, type Watching } from "../../../../test/aws/watching.ts";
import { deployStack, type DeployRequest } from "./deploy-stack.ts";
import { readStack } from "./stack.ts";

describe("deployStack, after an attempt that did not end well", () => {
  const { aws, code } = stackGround();
  const codesOf = ({ notices }: Watching): readonly string[] => notices.map((one) => one.code);
  const interruption = new Error("interrupted");

  /** Deploys until an operation has come to its gate, and is interrupted there. */
  const interrupt = async (request: DeployRequest): Promise<void> => {
    const watcher = watching();
    const stop = (): void => watcher.abort(interruption);
    const deploying = deployStack(aws(), request, {
      ...watcher,
      onProgress: ({ logicalId }) => {
        if (logicalId.startsWith("Gate")) stop();
      },
    });
    await expect(deploying).rejects.toBe(interruption);
  };

  it("waits for what an interrupted one has begun, and then has nothing to do", async () => {
    const request = requestFor({ name: "interrupted", code: code().one });
    const gated = { ...request, template: withGate(request.template, "Gate", { behind: ["Web"] }) };
    await interrupt(gated);
    const watcher = watching(async () => void (await openGate(aws(), "interrupted", "Gate")));
    const resumed = await deployStack(aws(), gated, watcher);
    expect(resumed).toEqual({ changed: false, outputs: { Version: "1" }, changes: [] });
    expect(codesOf(watcher)).toEqual(["STACK_WAITED_FOR"]);
    expect(watcher.progress.map(({ logicalId }) => logicalId)).toContain("Web");
  });

  it("cancels an update that is under way where it is asked to, and makes its own", async () => {
    const { one, two } = code();
    await deployStack(aws(), requestFor({ name: "cancelling", code: one }), watching());
    const next = requestFor({ name: "cancelling", code: two });
    await interrupt({ ...next, template: withGate(next.template, "Gate", { behind: ["Web"] }) });
    const isCancelled = (): boolean => aws().calls.some(({ operation }) => operation === "CancelUpdateStack");
    const watcher = watching(async () => {
      if (isCancelled()) await openGate(aws(), "cancelling", "Gate");
    });
    const request = requestFor({ name: "cancelling", code: one, memoryMb: 256 });
    const made = await deployStack(aws(), { ...request, whenBusy: "cancel" }, watcher);
    expect(watcher.notices).toMatchObject([{ code: "STACK_WAITED_FOR", facts: { isCancelled: true } }]);
    expect(made.changes.find(({ logicalId }) => logicalId === "Web")?.properties).toEqual(["MemorySize"]);
  });

  it("says so when its own update was cancelled by somebody", async () => {
    const { one, two } = code();
    await deployStack(aws(), requestFor({ name: "cancelled", code: one }), watching());
    const next = requestFor({ name: "cancelled", code: two });
    const cancel = new CancelUpdateStackCommand({ StackName: "cancelled", ClientRequestToken: "somebody" });
    const send = (): Promise<boolean> =>
      aws()
        .client(CloudFormationClient)
        .send(cancel)
        .then(
          () => true,
          () => false,
        );
    let isCancelled = false;
    const watcher = watching(async () => {
      if (isCancelled) await openGate(aws(), "cancelled", "Gate");
      else isCancelled = await send();
    });
    const gated = { ...next, template: withGate(next.template, "Gate", { behind: ["Web"] }) };
    await expect(deployStack(aws(), gated, watcher)).rejects.toMatchObject({ code: "STACK_CANCELLED" });
    expect(await readStack(aws(), "cancelled")).toMatchObject({ status: "UPDATE_ROLLBACK_COMPLETE" });
  });

  /** Deploys a stack that fails at its gate. */
  const failAtGate = async (request: DeployRequest): Promise<void> => {
    const { name } = request;
    const watcher = watching(async () => void (await openGate(aws(), name, "Gate", "FAILURE")));
    const gated = { ...request, template: withGate(request.template, "Gate", { after: ["Web"] }) };
    await expect(deployStack(aws(), gated, watcher)).rejects.toMatchObject({
      code: "STACK_FAILED",
      facts: { resource: "Gate" },
    });
  };

  it("removes what is left of a first attempt that failed, and makes the stack", async () => {
    const request = requestFor({ name: "again", code: code().one });
    await failAtGate(request);
    expect(await readStack(aws(), "again")).toMatchObject({ status: "ROLLBACK_COMPLETE" });
    const watcher = watching();
    expect(await deployStack(aws(), request, watcher)).toMatchObject({
      changed: true,
      outputs: { Version: "1" },
    });
    expect(codesOf(watcher)).toEqual(["STACK_REMADE"]);
  });

  /** Fails after the function was updated, and cannot go back: the code from before is no longer there. */
  const failBothWays = async (name: string): Promise<void> => {
    const before = await uploadCode(aws(), handlerSaying(`before ${name}`));
    await deployStack(aws(), requestFor({ name, code: before }), watching());
    await aws()
      .client(S3Client)
      .send(new DeleteObjectCommand({ Bucket: before.bucket, Key: before.key }));
    await failAtGate(requestFor({ name, code: code().two }));
    expect(await readStack(aws(), name)).toMatchObject({ status: "UPDATE_ROLLBACK_FAILED" });
  };

  it("brings a rollback to its end once what stood in its way is gone", async () => {
    await failBothWays("mended");
    await uploadCode(aws(), handlerSaying("before mended"));
    const watcher = watching();
    const made = await deployStack(aws(), requestFor({ name: "mended", code: code().two }), watcher);
    expect(made).toMatchObject({ changed: true });
    expect(codesOf(watcher)).toEqual(["STACK_ROLLBACK_CONTINUED"]);
  });

  it("leaves out what cannot be rolled back only when a second try has failed, and says so", async () => {
    await failBothWays("skipped");
    const watcher = watching();
    const made = await deployStack(aws(), requestFor({ name: "skipped", code: code().two }), watcher);
    expect(made).toMatchObject({ changed: true });
    expect(codesOf(watcher)).toEqual(["STACK_ROLLBACK_CONTINUED", "STACK_ROLLBACK_SKIPPED"]);
    expect(watcher.notices.at(-1)?.facts).toEqual({ stack: "skipped", resources: ["Web"] });
  });
});
