import { CreateSubnetCommand, DeleteSubnetCommand, EC2Client } from "@aws-sdk/client-ec2";
import { CloudFormationClient, UpdateTerminationProtectionCommand } from "@aws-sdk/client-cloudformation";
import { describe, expect, it } from "vitest";
import { openGate, withGate } from "../../../../test/aws/gate.ts";
import { requestFor, stackGround } from "../../../../test/aws/stack-ground.ts";
import { watching } from "../../../../test/aws/watching.ts";
import { createTemplate } from "../template/template.ts";
import { deleteStack } from "./delete-stack.ts";
import { deployStack, type DeployRequest } from "./deploy-stack.ts";
import { readStack } from "./stack.ts";

describe("deleteStack", () => {
  const { aws, code } = stackGround();

  it("deletes a stack by its id, waits for the end, and may be asked again", async () => {
    await deployStack(aws(), requestFor({ name: "done", code: code().one }), watching());
    const id = (await readStack(aws(), "done"))?.id ?? "";
    const watcher = watching();
    expect(await deleteStack(aws(), "done", watcher)).toBe(true);
    expect(watcher.progress.map(({ logicalId, status }) => `${logicalId.slice(0, 7)} ${status}`)).toContain(
      "Web DELETE_COMPLETE",
    );
    expect(await readStack(aws(), "done")).toBeUndefined();
    expect(await readStack(aws(), id)).toMatchObject({ status: "DELETE_COMPLETE" });
    expect(await deleteStack(aws(), "done", watching())).toBe(false);
  });

  it("waits for what is under way before it deletes", async () => {
    const request = requestFor({ name: "busy", code: code().one });
    const gated = { ...request, template: withGate(request.template, "Gate", { behind: ["Web"] }) };
    const interrupted = watching();
    const deploying = deployStack(aws(), gated, {
      ...interrupted,
      onProgress: ({ logicalId }) => {
        if (logicalId === "Gate") interrupted.abort(new Error("interrupted"));
      },
    });
    await expect(deploying).rejects.toThrow("interrupted");
    const watcher = watching(async () => void (await openGate(aws(), "busy", "Gate")));
    await deleteStack(aws(), "busy", watcher);
    expect(watcher.notices.map((one) => one.code)).toEqual(["STACK_WAITED_FOR"]);
    expect(await readStack(aws(), "busy")).toBeUndefined();
  });

  const network = (name: string): DeployRequest => {
    const template = createTemplate(name, []);
    const vpc = template.add("Network", "AWS::EC2::VPC", { CidrBlock: "10.0.0.0/16" });
    template.output("Network", vpc.ref);
    return { name, template: template.build(), tags: [{ Key: "monolift:project", Value: name }] };
  };

  it("names what cannot be removed, with AWS's reason, and removes it once it can be", async () => {
    const { outputs } = await deployStack(aws(), network("held"), watching());
    const ec2 = aws().client(EC2Client);
    const made = await ec2.send(
      new CreateSubnetCommand({ VpcId: outputs["Network"], CidrBlock: "10.0.1.0/24" }),
    );
    await expect(deleteStack(aws(), "held", watching())).rejects.toMatchObject({
      code: "STACK_DELETE_FAILED",
      facts: { resources: ["Network"] },
      detail: expect.stringContaining("Network: ") as string,
    });
    expect(await readStack(aws(), "held")).toMatchObject({ status: "DELETE_FAILED" });
    await ec2.send(new DeleteSubnetCommand({ SubnetId: made.Subnet?.SubnetId }));
    expect(await deleteStack(aws(), "held", watching())).toBe(true);
    expect(await readStack(aws(), "held")).toBeUndefined();
  });

  it("is made again by a deployment after it could be deleted only in part", async () => {
    const { outputs } = await deployStack(aws(), network("half"), watching());
    const ec2 = aws().client(EC2Client);
    const made = await ec2.send(
      new CreateSubnetCommand({ VpcId: outputs["Network"], CidrBlock: "10.0.1.0/24" }),
    );
    await expect(deleteStack(aws(), "half", watching())).rejects.toThrow();
    await ec2.send(new DeleteSubnetCommand({ SubnetId: made.Subnet?.SubnetId }));
    const watcher = watching();
    expect(await deployStack(aws(), network("half"), watcher)).toMatchObject({ changed: true });
    expect(watcher.notices).toMatchObject([{ code: "STACK_REMADE", facts: { status: "DELETE_FAILED" } }]);
  });

  it("does not go around the protection that somebody has switched on", async () => {
    await deployStack(aws(), requestFor({ name: "protected", code: code().one }), watching());
    await aws()
      .client(CloudFormationClient)
      .send(
        new UpdateTerminationProtectionCommand({ StackName: "protected", EnableTerminationProtection: true }),
      );
    await expect(deleteStack(aws(), "protected", watching())).rejects.toMatchObject({
      code: "STACK_PROTECTED",
    });
  });
});
