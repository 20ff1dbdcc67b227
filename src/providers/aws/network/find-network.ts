import { UserError } from "../../../errors.ts";
import type { Aws } from "../aws.ts";
import { Ec2Client, type Ec2Item } from "./ec2.ts";
import { readSubnets, type Subnet } from "./subnets.ts";
import type { EndpointService } from "./ways-out.ts";

/** A VPC that is there already, as the file names it. */
export interface FindNetworkRequest {
  readonly vpc: string;
  /** None where they are to be found. */
  readonly subnets: readonly string[];
  readonly groups: readonly string[];
  /** Whether Aurora is to be made in it. */
  readonly needsDatabase: boolean;
  /** Where the stage's secrets are, which every function reads when it starts. */
  readonly secretsIn: readonly EndpointService[];
}

/** What of it is used. */
export interface FoundNetwork {
  readonly vpc: string;
  readonly subnets: readonly Subnet[];
  readonly reaches: { readonly ipv4: boolean; readonly ipv6: boolean };
  readonly endpoints: readonly EndpointService[];
  /** Whether its subnets are in two Availability Zones, as a database wants it. */
  readonly isInTwoZones: boolean;
}

/**
 * Looks at a VPC and chooses the subnets for functions: of the private ones, those that lead out best, the largest in each
 * Availability Zone, so that the choice is the same next time. Named ones are taken as they are. Only reads.
 *
 * @throws {UserError} `NETWORK_VPC_MISSING` with the Region that has it, `NETWORK_SUBNETS_UNFIT`, `NETWORK_PART_ELSEWHERE`,
 *   `NETWORK_NO_WAY_OUT` where functions could not read their secrets.
 */
export async function findNetwork(aws: Aws, request: FindNetworkRequest): Promise<FoundNetwork> {
  const { vpc } = request;
  const ec2 = aws.client(Ec2Client);
  await requireVpc(aws, vpc);
  const [all, endpoints] = await Promise.all([
    readSubnets(ec2, vpc),
    readEndpoints(ec2, vpc, aws.region),
    requireGroups(ec2, request),
  ]);
  const subnets = request.subnets.length > 0 ? namedOf(all, request) : chooseSubnets(all, vpc);
  const isInTwoZones = new Set(subnets.map(({ zone }) => zone)).size > 1;
  if (request.needsDatabase && !isInTwoZones)
    throw new UserError("NETWORK_SUBNETS_UNFIT", { vpc, why: "one-zone", subnets: subnets.map(sayPlace) });
  const reaches = {
    ipv4: subnets.every((one) => one.leadsOut.ipv4),
    ipv6: subnets.every((one) => one.leadsOut.ipv6),
  };
  const missing = request.secretsIn.find((one) => !endpoints.includes(one));
  if (!reaches.ipv4 && !reaches.ipv6 && missing !== undefined) {
    const service = serviceName(aws.region, missing);
    throw new UserError("NETWORK_NO_WAY_OUT", { vpc, subnets: subnets.map(sayPlace), service });
  }
  return { vpc, subnets, reaches, endpoints, isInTwoZones };
}

/** `subnet-0a1b2c3d (us-east-1a)`. */
export function sayPlace({ id, zone }: Subnet): string {
  return `${id} (${zone})`;
}

async function requireVpc(aws: Aws, vpc: string): Promise<void> {
  if (await hasVpc(aws.client(Ec2Client), vpc)) return;
  const { region, account } = aws;
  throw new UserError("NETWORK_VPC_MISSING", {
    vpc,
    region,
    account,
    elsewhere: await searchRegions(aws, vpc),
  });
}

async function hasVpc(ec2: Ec2Client, vpc: string): Promise<boolean> {
  const found = await ec2.ask({ action: "DescribeVpcs", filters: { "vpc-id": [vpc] }, list: "vpcSet" });
  return found.length > 0;
}

/** A Region is easily mistaken: which one has it is worth a call to each. */
async function searchRegions(aws: Aws, vpc: string): Promise<string | null> {
  const regions = await aws.client(Ec2Client).ask({ action: "DescribeRegions", list: "regionInfo" });
  const others = regions.map((one) => one.text("regionName")).filter((region) => region !== aws.region);
  const found = await Promise.all(
    others.map(async (region) => {
      // One Region that does not answer must not hide the one that has it.
      const has = await hasVpc(aws.client(Ec2Client, { region, attempts: 2 }), vpc).catch(() => false);
      return has ? [region] : [];
    }),
  );
  return found.flat()[0] ?? null;
}

async function requireGroups(ec2: Ec2Client, { vpc, groups }: FindNetworkRequest): Promise<void> {
  if (groups.length === 0) return;
  const filters = { "vpc-id": [vpc], "group-id": groups };
  const found = await ec2.ask({ action: "DescribeSecurityGroups", filters, list: "securityGroupInfo" });
  const ids = found.map((one) => one.text("groupId"));
  const missing = groups.find((one) => !ids.includes(one));
  if (missing !== undefined)
    throw new UserError("NETWORK_PART_ELSEWHERE", { what: "security-group", id: missing, vpc });
}

const services: readonly EndpointService[] = ["ssm", "secretsmanager"];

function serviceName(region: string, service: EndpointService): string {
  return `com.amazonaws.${region}.${service}`;
}

async function readEndpoints(
  ec2: Ec2Client,
  vpc: string,
  region: string,
): Promise<readonly EndpointService[]> {
  const found = await ec2.ask({
    action: "DescribeVpcEndpoints",
    filters: { "vpc-id": [vpc] },
    list: "vpcEndpointSet",
  });
  const answers = (endpoint: Ec2Item): boolean =>
    endpoint.text("privateDnsEnabled") === "true" && endpoint.text("state").toLowerCase() === "available";
  const names = found.filter(answers).map((one) => one.text("serviceName"));
  return services.filter((one) => names.includes(serviceName(region, one)));
}

function namedOf(all: readonly Subnet[], { subnets, vpc }: FindNetworkRequest): readonly Subnet[] {
  return subnets.map((id) => {
    const found = all.find((one) => one.id === id);
    if (found === undefined) throw new UserError("NETWORK_PART_ELSEWHERE", { what: "subnet", id, vpc });
    return found;
  });
}

function chooseSubnets(all: readonly Subnet[], vpc: string): readonly Subnet[] {
  const hidden = all.filter(({ isPublic }) => !isPublic);
  if (hidden.length === 0) {
    const why = all.length === 0 ? ("none" as const) : ("all-public" as const);
    throw new UserError("NETWORK_SUBNETS_UNFIT", { vpc, why, subnets: all.map(sayPlace) });
  }
  const most = Math.max(...hidden.map(worthOf));
  const best = hidden
    .filter((one) => worthOf(one) === most)
    .toSorted((a, b) => a.prefixBits - b.prefixBits || (a.id < b.id ? -1 : 1));
  const zones = [...new Set(best.map(({ zone }) => zone))].toSorted();
  return zones.flatMap((zone) => best.find((one) => one.zone === zone) ?? []);
}

/** Over IPv4 everything is reached, over IPv6 much, and otherwise nothing. */
function worthOf({ leadsOut }: Subnet): number {
  return (leadsOut.ipv4 ? 2 : 0) + (leadsOut.ipv6 ? 1 : 0);
}
