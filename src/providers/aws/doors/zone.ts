import { GetHostedZoneCommand, ListHostedZonesByNameCommand, Route53Client } from "@aws-sdk/client-route-53";
import { lookUp, type DnsQuestions } from "../../../system/dns.ts";
import type { Aws } from "../aws.ts";
import { isSameName, withoutDot, type DnsRecord } from "./dns-record.ts";

/** A public zone of Route 53's in this account. */
export interface Zone {
  /** `Z2FDTNDATAQYW2`. */
  readonly id: string;
  /** Without a dot at its end. */
  readonly name: string;
  /** Who answers for it, if the Internet is told so. */
  readonly nameServers: readonly string[];
  /** Whether the Internet asks them. True also where nobody could be asked. */
  readonly isDelegated: boolean;
}

/** Records that have the Internet ask a zone. */
export function delegation({ name, nameServers }: Zone): readonly DnsRecord[] {
  return nameServers.map((value) => ({ name, type: "NS", value }));
}

/**
 * Finds the zone that a domain belongs to: of those whose name it ends with the longest one. Zones of a VPC are left out, since
 * neither visitors nor whoever checks certificates sees them. Of several zones by one name, the one that the Internet asks.
 */
export async function findZone(aws: Aws, domain: string, dns: DnsQuestions): Promise<Zone | undefined> {
  const labels = domain.split(".");
  // A top level domain is nobody's.
  for (let first = 0; first < labels.length - 1; first += 1) {
    const zones = await zonesNamed(aws, labels.slice(first).join("."));
    if (zones.length > 0) return chooseZone(aws, zones, dns);
  }
  return undefined;
}

/** Asked for by name: an account may have hundreds, which are listed a hundred at a time. */
async function zonesNamed(aws: Aws, name: string): Promise<readonly Pick<Zone, "id" | "name">[]> {
  const { HostedZones = [] } = await aws
    .client(Route53Client)
    .send(new ListHostedZonesByNameCommand({ DNSName: name }));
  return HostedZones.filter(
    (zone) => isSameName(zone.Name ?? "", name) && zone.Config?.PrivateZone !== true,
  ).map(({ Id = "" }) => ({ id: Id.replace("/hostedzone/", ""), name }));
}

async function chooseZone(
  aws: Aws,
  zones: readonly Pick<Zone, "id" | "name">[],
  dns: DnsQuestions,
): Promise<Zone | undefined> {
  const [first] = zones;
  if (first === undefined) return undefined;
  const asked = await lookUp(dns, "resolveNs", first.name);
  const described = await Promise.all(zones.map((zone) => describeZone(aws, zone, asked)));
  return described.find(({ isDelegated }) => isDelegated) ?? described[0];
}

async function describeZone(
  aws: Aws,
  { id, name }: Pick<Zone, "id" | "name">,
  asked: readonly string[] | null,
): Promise<Zone> {
  const { DelegationSet } = await aws.client(Route53Client).send(new GetHostedZoneCommand({ Id: id }));
  const nameServers = (DelegationSet?.NameServers ?? []).map(withoutDot);
  const isDelegated =
    asked === null || asked.some((server) => nameServers.some((own) => isSameName(own, server)));
  return { id, name, nameServers, isDelegated };
}
