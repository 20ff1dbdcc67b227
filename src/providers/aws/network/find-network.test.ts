import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { CountingAws } from "../../../../test/aws/connect.ts";
import { ec2Ground, type Ec2Ground } from "../../../../test/aws/ec2-ground.ts";
import { startMoto, type Moto } from "../../../../test/aws/moto.ts";
import { findNetwork, type FindNetworkRequest, type FoundNetwork } from "./find-network.ts";

describe("findNetwork", () => {
  let moto: Moto;
  let aws: CountingAws;
  let ground: Ec2Ground;
  beforeAll(async () => {
    moto = await startMoto();
    aws = moto.connect();
    ground = ec2Ground(moto.endpoint);
  });
  afterAll(async () => {
    aws.close();
    await moto.stop();
  });

  const find = (vpc: string, more: Partial<FindNetworkRequest> = {}): Promise<FoundNetwork> =>
    findNetwork(aws, { vpc, subnets: [], groups: [], needsDatabase: false, secretsIn: ["ssm"], ...more });
  const idsOf = ({ subnets }: FoundNetwork): readonly string[] => subnets.map(({ id }) => id);

  /** As many have it: a public subnet with NAT, private ones behind it, and some for databases that lead nowhere. */
  async function usualVpc(): Promise<{
    readonly vpc: string;
    readonly outer: string;
    readonly inner: readonly string[];
    readonly closed: readonly string[];
  }> {
    const vpc = await ground.makeVpc("10.20.0.0/16");
    const outer = await ground.makeSubnet(vpc, "10.20.0.0/24", "us-east-1a");
    const inner = [
      await ground.makeSubnet(vpc, "10.20.16.0/20", "us-east-1b"),
      await ground.makeSubnet(vpc, "10.20.32.0/20", "us-east-1a"),
      await ground.makeSubnet(vpc, "10.20.48.0/24", "us-east-1a"),
    ];
    const closed = [
      await ground.makeSubnet(vpc, "10.20.64.0/20", "us-east-1a"),
      await ground.makeSubnet(vpc, "10.20.80.0/20", "us-east-1b"),
    ];
    const everywhere = { DestinationCidrBlock: "0.0.0.0/0" };
    await ground.route(vpc, [outer], { ...everywhere, GatewayId: await ground.makeInternetGateway(vpc) });
    await ground.route(vpc, inner, { ...everywhere, NatGatewayId: await ground.makeNatGateway(outer) });
    return { vpc, outer, inner, closed };
  }

  it("takes private subnets that lead out, the largest in each Availability Zone, the same every time", async () => {
    const { vpc, inner } = await usualVpc();
    const found = await find(vpc, { needsDatabase: true });
    expect(idsOf(found)).toEqual([inner[1], inner[0]]);
    expect(found).toMatchObject({ reaches: { ipv4: true, ipv6: false }, endpoints: [], isInTwoZones: true });
    expect(await find(vpc)).toEqual(found);
  });

  it("takes what is named as it is, and says that nothing leads out of it", async () => {
    const { vpc, closed } = await usualVpc();
    await expect(find(vpc, { subnets: closed })).rejects.toMatchObject({
      code: "NETWORK_NO_WAY_OUT",
      facts: { service: "com.amazonaws.us-east-1.ssm" },
    });
    await ground.make(
      "CreateVpcEndpoint",
      {
        VpcId: vpc,
        VpcEndpointType: "Interface",
        ServiceName: "com.amazonaws.us-east-1.ssm",
        PrivateDnsEnabled: "true",
        "SubnetId.1": closed[0] ?? "",
      },
      "vpcEndpointId",
    );
    const found = await find(vpc, { subnets: closed });
    expect(idsOf(found)).toEqual(closed);
    expect(found).toMatchObject({ reaches: { ipv4: false, ipv6: false }, endpoints: ["ssm"] });
    await expect(find(vpc, { subnets: closed, secretsIn: ["ssm", "secretsmanager"] })).rejects.toMatchObject({
      code: "NETWORK_NO_WAY_OUT",
      facts: { service: "com.amazonaws.us-east-1.secretsmanager" },
    });
  });

  it("reaches over IPv6 what has it, where only an egress-only gateway leads out", async () => {
    const vpc = await ground.make(
      "CreateVpc",
      { CidrBlock: "10.50.0.0/16", AmazonProvidedIpv6CidrBlock: "true" },
      "vpcId",
    );
    const block = await ground.make("DescribeVpcs", { "VpcId.1": vpc }, "ipv6CidrBlock");
    const subnets = [];
    for (const [index, zone] of ["a", "b"].entries()) {
      const parameters = {
        VpcId: vpc,
        CidrBlock: `10.50.${index}.0/24`,
        Ipv6CidrBlock: block.replace(/00::\/56$/, `0${index}::/64`),
        AvailabilityZone: `us-east-1${zone}`,
      };
      subnets.push(await ground.make("CreateSubnet", parameters, "subnetId"));
    }
    const gateway = await ground.make(
      "CreateEgressOnlyInternetGateway",
      { VpcId: vpc },
      "egressOnlyInternetGatewayId",
    );
    const everywhere = { DestinationIpv6CidrBlock: "::/0", EgressOnlyInternetGatewayId: gateway };
    await ground.route(vpc, subnets, everywhere);
    expect(await find(vpc, { needsDatabase: true })).toMatchObject({ reaches: { ipv4: false, ipv6: true } });
  });

  it("names the Region that has the VPC, or says that none has", async () => {
    const elsewhere = await ground.makeVpc("10.30.0.0/16", "ap-northeast-2");
    await expect(find(elsewhere)).rejects.toMatchObject({
      code: "NETWORK_VPC_MISSING",
      facts: { vpc: elsewhere, region: "us-east-1", elsewhere: "ap-northeast-2" },
    });
    await expect(find("vpc-00000000000000000")).rejects.toMatchObject({
      code: "NETWORK_VPC_MISSING",
      facts: { elsewhere: null },
    });
  });

  it("does not put functions where they reach nothing", async () => {
    const vpc = await ground.makeVpc("10.40.0.0/16");
    await expect(find(vpc)).rejects.toMatchObject({
      code: "NETWORK_SUBNETS_UNFIT",
      facts: { why: "none" },
    });
    const subnet = await ground.makeSubnet(vpc, "10.40.0.0/24", "us-east-1a");
    const gateway = await ground.makeInternetGateway(vpc);
    await ground.route(vpc, [subnet], { DestinationCidrBlock: "0.0.0.0/0", GatewayId: gateway });
    await expect(find(vpc)).rejects.toMatchObject({
      code: "NETWORK_SUBNETS_UNFIT",
      facts: { why: "all-public", subnets: [`${subnet} (us-east-1a)`] },
    });
  });

  it("wants two Availability Zones where a database is to be made, and only there", async () => {
    const { vpc, inner } = await usualVpc();
    const one = { subnets: [inner[1] ?? ""] };
    await expect(find(vpc, { ...one, needsDatabase: true })).rejects.toMatchObject({
      code: "NETWORK_SUBNETS_UNFIT",
      facts: { why: "one-zone" },
    });
    expect(await find(vpc, one)).toMatchObject({ isInTwoZones: false });
  });

  it("takes no subnet and no group of another VPC", async () => {
    const { vpc, inner } = await usualVpc();
    const other = await usualVpc();
    await expect(find(vpc, { subnets: [inner[0] ?? "", other.outer] })).rejects.toMatchObject({
      code: "NETWORK_PART_ELSEWHERE",
      facts: { what: "subnet", id: other.outer, vpc },
    });
    const makeGroup = (of: string): Promise<string> =>
      ground.make(
        "CreateSecurityGroup",
        { VpcId: of, GroupName: "functions", GroupDescription: "functions" },
        "groupId",
      );
    const [own, foreign] = [await makeGroup(vpc), await makeGroup(other.vpc)];
    await expect(find(vpc, { groups: [own, foreign] })).rejects.toMatchObject({
      code: "NETWORK_PART_ELSEWHERE",
      facts: { what: "security-group", id: foreign, vpc },
    });
    expect(await find(vpc, { groups: [own] })).toMatchObject({ isInTwoZones: true });
  });

  it("asks no more than it has to", async () => {
    const { vpc } = await usualVpc();
    const before = aws.calls.length;
    await find(vpc);
    expect(aws.calls.length - before).toBe(4);
  });
});
