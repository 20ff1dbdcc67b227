import type { Ec2Client, Ec2Item } from "./ec2.ts";

/** A subnet, and where its routes lead. */
export interface Subnet {
  readonly id: string;
  /** Availability Zone: `us-east-1a`. */
  readonly zone: string;
  /** Of its IPv4 addresses: 28 is the smallest subnet that there is. */
  readonly prefixBits: number;
  /** Leads straight to the Internet: nothing gets there without a public address, and a function never has one. */
  readonly isPublic: boolean;
  /** Whether a function in it reaches the Internet. */
  readonly leadsOut: { readonly ipv4: boolean; readonly ipv6: boolean };
}

/** The subnets of a VPC, each judged by its route table, or by the VPC's main one. */
export async function readSubnets(ec2: Ec2Client, vpc: string): Promise<readonly Subnet[]> {
  const filters = { "vpc-id": [vpc] };
  const [subnets, tables] = await Promise.all([
    ec2.ask({ action: "DescribeSubnets", filters, list: "subnetSet" }),
    ec2.ask({ action: "DescribeRouteTables", filters, list: "routeTableSet" }),
  ]);
  const main = tables.find((one) => one.items("associationSet").some((link) => link.text("main") === "true"));
  return subnets.map((subnet) => {
    const id = subnet.text("subnetId");
    const own = tables.find((one) =>
      one.items("associationSet").some((link) => link.text("subnetId") === id),
    );
    return subnetOf(subnet, (own ?? main)?.items("routeSet") ?? []);
  });
}

function subnetOf(subnet: Ec2Item, routes: readonly Ec2Item[]): Subnet {
  const active = routes.filter((one) => one.text("state") !== "blackhole");
  const ipv4 = active.find((one) => one.text("destinationCidrBlock") === "0.0.0.0/0");
  const ipv6 = active.find((one) => one.text("destinationIpv6CidrBlock") === "::/0");
  const isPublic = ipv4?.text("gatewayId").startsWith("igw-") ?? false;
  const hasIpv6 = subnet.items("ipv6CidrBlockAssociationSet").length > 0;
  return {
    id: subnet.text("subnetId"),
    zone: subnet.text("availabilityZone"),
    prefixBits: Number(subnet.text("cidrBlock").split("/")[1]),
    isPublic,
    // Every IPv6 address is a public one, so that an internet gateway lets it out, too.
    leadsOut: { ipv4: ipv4 !== undefined && !isPublic, ipv6: ipv6 !== undefined && hasIpv6 },
  };
}
