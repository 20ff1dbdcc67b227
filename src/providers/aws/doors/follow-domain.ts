import { systemDns } from "../../../system/dns.ts";
import type { Aws } from "../aws.ts";
import { certificateRegion, findCertificate, type Certificate } from "./certificate.ts";
import type { DnsRecord } from "./dns-record.ts";
import type { DomainRequest, DoorTarget } from "./domain.ts";
import { addressRecord, hasValidationRecord, leadsTo } from "./resolved.ts";
import { delegation, findZone } from "./zone.ts";

/**
 * How far a domain has come. `waiting-for-…` wants something of somebody: a record, the zone's name servers where the domain was
 * bought, another `up`. `unknown`: nobody could be asked, as without a network.
 */
export type DomainState =
  | "waiting-for-up"
  | "waiting-for-delegation"
  | "waiting-for-validation-record"
  | "validating"
  | "refused"
  | "waiting-for-address-record"
  | "ready"
  | "unknown";

/** A domain as it is followed. */
export interface FollowedDomain {
  readonly domain: string;
  readonly state: DomainState;
  /** Records that are still needed, exactly as they have to be. */
  readonly records: readonly DnsRecord[];
  /** Why ACM has refused the certificate, in its own words; null otherwise. */
  readonly reason: string | null;
}

/**
 * Looks how far a domain has come. Changes nothing.
 *
 * @param door.target What the domain has to lead to; null while no door is open that it could lead to.
 * @param door.isServed Whether the door answers to the domain: it does so from the `up` after the certificate was issued.
 */
export async function followDomain(
  aws: Aws,
  request: DomainRequest,
  door: { readonly target: DoorTarget | null; readonly isServed: boolean },
): Promise<FollowedDomain> {
  const { names, domain, dns = systemDns() } = request;
  const say = (state: DomainState, records: readonly DnsRecord[] = []): FollowedDomain => ({
    domain,
    state,
    records,
    reason: null,
  });
  const region = certificateRegion(aws, request.door);
  const certificate = await findCertificate(aws, { names, domain, region });
  if (certificate === undefined && !door.isServed) return say("waiting-for-up");
  if (certificate?.status === "failed") return { ...say("refused"), reason: certificate.reason };
  const zone = await findZone(aws, domain, dns);
  if (zone?.isDelegated === false) return say("waiting-for-delegation", delegation(zone));
  if (certificate?.status === "pending") return followValidation(certificate, request, say);
  if (!door.isServed || door.target === null) return say("waiting-for-up");
  const isReached = await leadsTo(dns, domain, door.target.name);
  if (isReached === null) return say("unknown");
  if (isReached) return say("ready");
  // In a zone of this account `up` makes the record, and the Internet needs a moment to hear of it.
  const record = await addressRecord(dns, domain, door.target.name);
  return say("waiting-for-address-record", zone === undefined ? [record] : []);
}

async function followValidation(
  certificate: Certificate,
  { dns = systemDns() }: DomainRequest,
  say: (state: DomainState, records?: readonly DnsRecord[]) => FollowedDomain,
): Promise<FollowedDomain> {
  const { validation } = certificate;
  if (validation === null) return say("validating");
  const isThere = await hasValidationRecord(dns, certificate);
  if (isThere === null) return say("unknown", [validation]);
  return isThere ? say("validating") : say("waiting-for-validation-record", [validation]);
}
