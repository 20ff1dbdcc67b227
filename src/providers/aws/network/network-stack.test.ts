import {
  CloudFormationClient,
  CreateStackCommand,
  waitUntilStackCreateComplete,
} from "@aws-sdk/client-cloudformation";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { startValidators, type Validators } from "../../../../test/aws/findings.ts";
import { lacking, without } from "../../../../test/aws/lacking.ts";
import { startMinistack } from "../../../../test/aws/ministack.ts";
import { startMoto } from "../../../../test/aws/moto.ts";
import type { Aws } from "../aws.ts";
import type { Template } from "../template/template.ts";
import { Ec2Client } from "./ec2.ts";
import { makeNetworkStack, type NetworkStackRequest } from "./network-stack.ts";

const own = {
  kind: "own",
  owner: { stack: "monolift-blog--shared", project: "blog", stage: null },
  cidr: "10.93.48.0/20",
  hasNat: false,
  endpoints: [],
} as const satisfies NetworkStackRequest;

const existing = {
  kind: "existing",
  owner: { stack: "monolift-blog-production--network", project: "blog", stage: "production" },
  vpc: "vpc-0a1b2c3d4e5f60718",
  subnets: ["subnet-0a1b2c3d4e5f60718", "subnet-0a1b2c3d4e5f60719"],
  groups: [],
  hasDatabase: true,
} as const satisfies NetworkStackRequest;

const variants: readonly (readonly [string, NetworkStackRequest])[] = [
  ["one of its own", own],
  ["one of its own for a stage", { ...own, owner: existing.owner }],
  ["the smallest", { ...own, cidr: "192.168.7.0/24" }],
  ["with NAT", { ...own, hasNat: true }],
  ["with endpoints", { ...own, endpoints: ["ssm", "secretsmanager"] }],
  ["groups in an existing VPC", existing],
  ["groups that are named", { ...existing, groups: ["sg-0a1b2c3d4e5f60718", "sg-0a1b2c3d4e5f60719"] }],
  ["an existing VPC without a database", { ...existing, hasDatabase: false }],
];

const typesOf = (request: NetworkStackRequest): readonly string[] =>
  Object.values(makeNetworkStack(request).Resources).map(({ Type }) => Type);

describe("makeNetworkStack", () => {
  let validators: Validators;
  beforeAll(async () => {
    validators = await startValidators();
  });
  afterAll(() => validators.close());

  it.each(variants)("gives a template in which nobody finds anything: %s", async (_name, request) => {
    expect(await validators.findingsIn(makeNetworkStack(request))).toEqual([]);
  });

  it("makes nothing that is paid for by the hour, unless it is asked to", () => {
    const paid = ["AWS::EC2::NatGateway", "AWS::EC2::EIP"];
    expect(typesOf(own).filter((type) => paid.includes(type))).toEqual([]);
    const endpoints = Object.values(makeNetworkStack(own).Resources).filter(
      ({ Type }) => Type === "AWS::EC2::VPCEndpoint",
    );
    expect(endpoints.map(({ Properties }) => Properties["VpcEndpointType"])).toEqual(["Gateway"]);
    expect(
      typesOf({ ...own, hasNat: true })
        .filter((type) => paid.includes(type))
        .toSorted(),
    ).toEqual(paid.toSorted());
  });

  it("lets functions ask databases on PostgreSQL's port, and nobody else anything", () => {
    const ingress = Object.values(makeNetworkStack(own).Resources)
      .filter(({ Type }) => Type === "AWS::EC2::SecurityGroup")
      .flatMap(({ Properties }) => Properties["SecurityGroupIngress"] ?? []);
    expect(ingress).toEqual([
      {
        IpProtocol: "tcp",
        FromPort: 5432,
        ToPort: 5432,
        SourceSecurityGroupId: { "Fn::GetAtt": ["FunctionGroup", "GroupId"] },
        Description: "functions",
      },
    ]);
  });

  it("touches nothing of a VPC that is there already", () => {
    expect(typesOf(existing)).toEqual([
      "AWS::EC2::SecurityGroup",
      "AWS::EC2::SecurityGroup",
      "AWS::RDS::DBSubnetGroup",
    ]);
    expect(typesOf({ ...existing, groups: ["sg-0a1b2c3d"], hasDatabase: false })).toEqual([]);
  });

  it("tags whatever takes tags with the project, and with the stage where it has only one", () => {
    const tagsOf = (request: NetworkStackRequest): ReadonlySet<string> =>
      new Set(
        Object.values(makeNetworkStack(request).Resources).flatMap(({ Properties }) =>
          ((Properties["Tags"] ?? []) as readonly { Key: string; Value: string }[])
            .filter(({ Key }) => Key !== "Name")
            .map(({ Key, Value }) => `${Key}=${Value}`),
        ),
      );
    expect([...tagsOf(own)]).toEqual(["monolift:project=blog"]);
    expect([...tagsOf(existing)]).toEqual(["monolift:project=blog", "monolift:stage=production"]);
  });
});

async function deploy(aws: Aws, template: Template): Promise<Readonly<Record<string, string>>> {
  const client = aws.client(CloudFormationClient);
  const StackName = "monolift-blog--shared";
  const TemplateBody = JSON.stringify(without(template, lacking.everywhere));
  await client.send(new CreateStackCommand({ StackName, TemplateBody }));
  const waited = await waitUntilStackCreateComplete(
    { client, maxWaitTime: 20, minDelay: 1, maxDelay: 1 },
    {
      StackName,
    },
  );
  const outputs = (waited.reason as { Stacks: readonly { Outputs: readonly OutputOf[] }[] }).Stacks[0]
    ?.Outputs;
  return Object.fromEntries((outputs ?? []).map(({ OutputKey, OutputValue }) => [OutputKey, OutputValue]));
}

interface OutputOf {
  readonly OutputKey: string;
  readonly OutputValue: string;
}

describe("makeNetworkStack, deployed without its IPv6", () => {
  it("stands on ministack: two private subnets in two Availability Zones", { timeout: 30_000 }, async () => {
    const ministack = await startMinistack();
    try {
      const aws = ministack.connect();
      const outputs = await deploy(aws, makeNetworkStack(own));
      expect(outputs).toMatchObject({ Cidr: "10.93.48.0/20", DatabaseSubnets: "monolift-blog--shared" });
      const found = await aws.client(Ec2Client).ask({
        action: "DescribeSubnets",
        filters: { "vpc-id": [outputs["Vpc"] ?? ""] },
        list: "subnetSet",
      });
      expect(found.map((one) => one.text("subnetId")).toSorted()).toEqual(
        outputs["Subnets"]?.split(",").toSorted(),
      );
      expect(found.map((one) => one.text("availabilityZone")).toSorted()).toEqual([
        "us-east-1a",
        "us-east-1b",
      ]);
      const tables = await aws.client(Ec2Client).ask({
        action: "DescribeRouteTables",
        filters: { "association.subnet-id": outputs["Subnets"]?.split(",") ?? [] },
        list: "routeTableSet",
      });
      const gateways = tables.flatMap((one) => one.items("routeSet")).map((one) => one.text("gatewayId"));
      expect(tables).toHaveLength(1);
      expect(gateways.filter((one) => one.startsWith("igw-"))).toEqual([]);
      aws.close();
    } finally {
      await ministack.stop();
    }
  });

  it(
    "stands on moto with NAT: one table leads to it, and one to the Internet",
    { timeout: 30_000 },
    async () => {
      const moto = await startMoto();
      try {
        const aws = moto.connect();
        const outputs = await deploy(aws, makeNetworkStack({ ...own, hasNat: true }));
        const tables = await aws.client(Ec2Client).ask({
          action: "DescribeRouteTables",
          filters: { "vpc-id": [outputs["Vpc"] ?? ""] },
          list: "routeTableSet",
        });
        // Which subnet a table belongs to, moto keeps only for what is made without a template.
        const leads = tables.flatMap((table) =>
          table
            .items("routeSet")
            .filter((route) => route.text("destinationCidrBlock") === "0.0.0.0/0")
            .map((route) => `${route.text("natGatewayId")}${route.text("gatewayId")}`.slice(0, 4)),
        );
        expect(leads.toSorted()).toEqual(["igw-", "nat-"]);
        expect(outputs["NatAddress"]).toMatch(/^\d+\.\d+\.\d+\.\d+$/);
        aws.close();
      } finally {
        await moto.stop();
      }
    },
  );
});
