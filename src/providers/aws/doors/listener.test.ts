import { CreateSubnetCommand, CreateVpcCommand, EC2Client } from "@aws-sdk/client-ec2";
import {
  CreateListenerCommand,
  CreateLoadBalancerCommand,
  CreateRuleCommand,
  ElasticLoadBalancingV2Client,
} from "@aws-sdk/client-elastic-load-balancing-v2";
import { GetAccountCommand, APIGatewayClient, UpdateAccountCommand } from "@aws-sdk/client-api-gateway";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { startMoto, type Moto } from "../../../../test/aws/moto.ts";
import type { Aws } from "../aws.ts";
import { stageTags } from "../names.ts";
import { mayWriteAccessLogs } from "./access-logs.ts";
import { choosePriority, readListener } from "./listener.ts";

const names = { project: "blog", stage: "production" };
const fixed = { Type: "fixed-response", FixedResponseConfig: { StatusCode: "404" } } as const;

describe("what somebody's account has already", () => {
  let moto: Moto;
  let aws: Aws;
  beforeAll(async () => {
    moto = await startMoto({ certificateSeconds: 0 });
    aws = moto.connect();
  }, 30_000);
  afterAll(() => moto.stop());

  async function createListener(Type: "application" | "network", Name: string): Promise<string> {
    const ec2 = aws.client(EC2Client);
    const { Vpc } = await ec2.send(new CreateVpcCommand({ CidrBlock: "10.0.0.0/16" }));
    const subnets = await Promise.all(
      ["a", "b"].map((zone, index) =>
        ec2.send(
          new CreateSubnetCommand({
            VpcId: Vpc?.VpcId,
            CidrBlock: `10.0.${index}.0/24`,
            AvailabilityZone: `us-east-1${zone}`,
          }),
        ),
      ),
    );
    const elb = aws.client(ElasticLoadBalancingV2Client);
    const Subnets = subnets.map(({ Subnet }) => Subnet?.SubnetId ?? "");
    const { LoadBalancers } = await elb.send(new CreateLoadBalancerCommand({ Name, Type, Subnets }));
    const { Listeners } = await elb.send(
      new CreateListenerCommand({
        LoadBalancerArn: LoadBalancers?.[0]?.LoadBalancerArn,
        Protocol: Type === "application" ? "HTTP" : "TCP",
        Port: 8080,
        DefaultActions: [fixed],
      }),
    );
    return Listeners?.[0]?.ListenerArn ?? "";
  }

  it("is a listener that is looked at: where it listens, and by which name and zone it is found", async () => {
    const arn = await createListener("application", "main");
    const listener = await readListener(aws, arn);
    expect(listener).toMatchObject({ arn, scheme: "http", port: 8080 });
    expect(listener.host).toMatch(/^main-.*\.us-east-1\.elb\.amazonaws\.com$/);
    expect(listener.zone).toMatch(/^Z[A-Z0-9]+$/);
  });

  it("is refused where a listener is not there, or not an application's", async () => {
    const missing =
      "arn:aws:elasticloadbalancing:us-east-1:123456789012:listener/app/none/50dc6c495c0c9188/f2f7dc8efc522ab2";
    await expect(readListener(aws, missing)).rejects.toMatchObject({ code: "LISTENER_NOT_FOUND" });
    const arn = await createListener("network", "lines");
    await expect(readListener(aws, arn)).rejects.toMatchObject({
      code: "LISTENER_UNFIT",
      facts: { kind: "network" },
    });
  });

  it("gives the rule of a stage the number that it has, or the first free one from 1000 on", async () => {
    const arn = await createListener("application", "rules");
    const elb = aws.client(ElasticLoadBalancingV2Client);
    const addRule = (Priority: number, tags: typeof names | undefined) =>
      elb.send(
        new CreateRuleCommand({
          ListenerArn: arn,
          Priority,
          Conditions: [{ Field: "path-pattern", Values: [`/${Priority}/*`] }],
          Actions: [fixed],
          ...(tags === undefined ? {} : { Tags: [...stageTags(tags)] }),
        }),
      );
    expect(await choosePriority(aws, { arn }, names, null)).toBe(1000);
    await addRule(1000, undefined);
    await addRule(1001, { project: "shop", stage: "production" });
    expect(await choosePriority(aws, { arn }, names, null)).toBe(1002);
    await addRule(2000, names);
    expect(await choosePriority(aws, { arn }, names, null)).toBe(2000);
    expect(await choosePriority(aws, { arn }, names, 5)).toBe(5);
  });

  it("decides whether API Gateway writes logs: only where it has a role for that", async () => {
    expect(await mayWriteAccessLogs(aws)).toBe(false);
    const role = "arn:aws:iam::123456789012:role/logs";
    const gateway = aws.client(APIGatewayClient);
    await gateway.send(
      new UpdateAccountCommand({
        patchOperations: [{ op: "replace", path: "/cloudwatchRoleArn", value: role }],
      }),
    );
    expect(await gateway.send(new GetAccountCommand({}))).toMatchObject({ cloudwatchRoleArn: role });
    expect(await mayWriteAccessLogs(aws)).toBe(true);
  });
});
