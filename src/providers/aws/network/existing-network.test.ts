import { beforeAll, describe, expect, it } from "vitest";
import { ec2Ground, type Ec2Ground } from "../../../../test/aws/ec2-ground.ts";
import { useMinistack } from "../../../../test/aws/use-ministack.ts";
import { watching, type Watching } from "../../../../test/aws/watching.ts";
import type { NetworkResource } from "../../../plan/resources.ts";
import { readStack } from "../stack/stack.ts";
import { Ec2Client, type Ec2Item } from "./ec2.ts";
import { ensureNetwork } from "./ensure-network.ts";
import { leaveNetworks } from "./leave-network.ts";
import type { NetworkPlace } from "./place.ts";

describe("a VPC that is there already", () => {
  const { ministack, aws } = useMinistack();
  let ground: Ec2Ground;
  let vpc: string;
  let subnets: readonly string[];
  beforeAll(async () => {
    ground = ec2Ground(ministack().endpoint);
    vpc = await ground.makeVpc("10.20.0.0/16");
    const outer = await ground.makeSubnet(vpc, "10.20.0.0/24", "us-east-1a");
    subnets = [
      await ground.makeSubnet(vpc, "10.20.16.0/20", "us-east-1a"),
      await ground.makeSubnet(vpc, "10.20.32.0/20", "us-east-1b"),
    ];
    const everywhere = { DestinationCidrBlock: "0.0.0.0/0" };
    await ground.route(vpc, [outer], { ...everywhere, GatewayId: await ground.makeInternetGateway(vpc) });
    await ground.route(vpc, subnets, { ...everywhere, NatGatewayId: await ground.makeNatGateway(outer) });
  });

  const join = (
    project: string,
    watcher: Watching,
    more: { readonly groups?: readonly string[]; readonly needsDatabase?: boolean } = {},
  ): Promise<NetworkPlace> => {
    const wanted: NetworkResource = {
      kind: "network",
      id: "network",
      existing: vpc,
      subnets: [],
      groups: more.groups ?? [],
      isShared: false,
      hasNat: false,
      hasEndpoints: false,
      cidr: null,
    };
    const names = { project, stage: "production" };
    const needs = { names, needsDatabase: more.needsDatabase ?? false, secretsIn: ["ssm"] } as const;
    return ensureNetwork(aws(), wanted, needs, watcher);
  };
  /** Of all groups: ministack looks at no filter here. */
  const readGroup = async (id: string): Promise<Ec2Item | undefined> => {
    const groups = await aws()
      .client(Ec2Client)
      .ask({ action: "DescribeSecurityGroups", list: "securityGroupInfo" });
    return groups.find((one) => one.text("groupId") === id);
  };
  const codesOf = ({ notices }: Watching): readonly string[] => notices.map(({ code }) => code);

  it("gets a group for the functions, which the database has to let in", { timeout: 20_000 }, async () => {
    const watcher = watching();
    const place = await join("guest", watcher);
    expect(place).toMatchObject({
      stack: "monolift-guest-production--network",
      vpc,
      subnets,
      reaches: { ipv4: true, ipv6: false },
      database: null,
    });
    const [group = ""] = place.groups;
    expect(watcher.notices).toEqual([
      {
        code: "NETWORK_TAKEN",
        facts: {
          vpc,
          subnets: [`${subnets[0]} (us-east-1a)`, `${subnets[1]} (us-east-1b)`],
          groups: [group],
        },
      },
      { code: "NETWORK_MUST_BE_ALLOWED", facts: { group } },
    ]);
    const left = await leaveNetworks(
      aws(),
      { project: "guest", stage: "production" },
      { ...watching(), onWaiting: () => undefined },
    );
    expect(left).toEqual({ own: "removed", shared: "absent" });
    expect(await readGroup(group)).toBeUndefined();
  });

  it("gets nothing at all where the groups are named", { timeout: 20_000 }, async () => {
    const group = await ground.make(
      "CreateSecurityGroup",
      { VpcId: vpc, GroupName: "functions", GroupDescription: "functions" },
      "groupId",
    );
    const watcher = watching();
    expect(await join("named", watcher, { groups: [group] })).toMatchObject({ stack: null, groups: [group] });
    expect(codesOf(watcher)).toEqual(["NETWORK_TAKEN"]);
    expect(await readStack(aws(), "monolift-named-production--network")).toBeUndefined();
  });

  it("gets a place for Aurora, which lets in the functions' groups", { timeout: 20_000 }, async () => {
    const watcher = watching();
    const place = await join("aurora", watcher, { needsDatabase: true });
    expect(place.database).toEqual({
      subnetGroup: "monolift-aurora-production--network",
      group: expect.stringMatching(/^sg-/) as string,
    });
    expect(codesOf(watcher)).toEqual(["NETWORK_TAKEN"]);
    const databases = await readGroup(place.database?.group ?? "");
    const [rule] = databases?.items("ipPermissions") ?? [];
    expect(rule?.text("fromPort")).toBe("5432");
    expect(rule?.items("groups").map((one) => one.text("groupId"))).toEqual(place.groups);
  });
});
