import { OperationError } from "../../../errors.ts";
import { systemDns, type DnsQuestions } from "../../../system/dns.ts";
import type { Aws } from "../aws.ts";
import type { StageNames } from "../names.ts";
import { distributionZone } from "../resources/distribution.ts";
import {
  awaitCertificate,
  certificateRegion,
  cloudFrontRegion,
  deleteCertificate,
  ensureCertificate,
  findCertificates,
  type Certificate,
  type Pace,
} from "./certificate.ts";
import type { DoorChoice } from "./choose-door.ts";
import { refuseTakenAlias } from "./distribution.ts";
import type { DnsRecord } from "./dns-record.ts";
import { ensureRecords, removeRecords, type WantedRecord } from "./owned-records.ts";
import { addressRecord, hasValidationRecord } from "./resolved.ts";
import { delegation, findZone, type Zone } from "./zone.ts";

/** A stage's own name. */
export interface DomainRequest {
  readonly names: StageNames;
  /** `blog.example.com`, in lower case. */
  readonly domain: string;
  readonly door: DoorChoice["kind"];
  /** Who is asked what the Internet knows. Default: the name servers of this machine. */
  readonly dns?: DnsQuestions;
}

/** How far a domain has come before the door is opened. */
export interface PreparedDomain {
  /** What the door may be opened with; null while ACM has not issued it: then the door has AWS's own name. */
  readonly certificateArn: string | null;
  /** Records that are still to be made by whoever has the DNS; empty where Monolift makes them. */
  readonly records: readonly DnsRecord[];
}

/** ACM takes a minute or two, at times ten; whoever waits longer has something better to do. */
const usualPace: Pace = { everyMs: 5000, atMostMs: 300_000 };

/**
 * Makes ready whatever a domain needs before the door is opened: a certificate, and in a zone of this account the record that
 * shows ACM whose the domain is. Where the DNS is elsewhere, it says which record is needed and does not wait.
 *
 * @param options.isServed The door has this domain already, so that nobody else can have it.
 * @param options.onWait Told once, before a wait of minutes.
 * @throws {UserError} `DOMAIN_ON_OTHER_DISTRIBUTION`, `DOMAIN_RECORD_TAKEN`, `DOMAIN_OF_ANOTHER_STAGE`.
 * @throws {OperationError} `CERTIFICATE_REFUSED` where ACM will not issue one.
 */
export async function prepareDomain(
  aws: Aws,
  request: DomainRequest,
  options: { readonly isServed: boolean; readonly onWait?: () => void; readonly pace?: Pace },
): Promise<PreparedDomain> {
  const { names, domain, door, dns = systemDns() } = request;
  if (door === "cloudfront" && !options.isServed) await refuseTakenAlias(aws, names, domain);
  const region = certificateRegion(aws, door);
  const certificate = await ensureCertificate(aws, { names, domain, region });
  if (certificate.status === "issued") return { certificateArn: certificate.arn, records: [] };
  const zone = await findZone(aws, domain, dns);
  if (zone !== undefined) await placeValidation(aws, zone, names, certificate);
  const isSeen = zone?.isDelegated === true || (await hasValidationRecord(dns, certificate)) === true;
  if (!isSeen) return { certificateArn: null, records: neededRecords(zone, certificate) };
  options.onWait?.();
  const awaited = await awaitCertificate(aws, certificate, region, options.pace ?? usualPace);
  if (awaited.status === "failed")
    throw new OperationError("CERTIFICATE_REFUSED", { domain, reason: awaited.reason ?? "" });
  return { certificateArn: awaited.status === "issued" ? awaited.arn : null, records: [] };
}

async function placeValidation(
  aws: Aws,
  zone: Zone,
  names: StageNames,
  { validation }: Certificate,
): Promise<void> {
  if (validation === null) return;
  const { name, value } = validation;
  await ensureRecords(aws, zone, names, { name, records: [{ type: "CNAME", value }] });
}

/** A zone that nobody asks needs its name servers named where the domain was bought; without a zone it is the record itself. */
function neededRecords(zone: Zone | undefined, { validation }: Certificate): readonly DnsRecord[] {
  if (zone !== undefined) return delegation(zone);
  return validation === null ? [] : [validation];
}

/** What a domain is led to: outputs `DoorTarget` and `DoorTargetZone` of the stack. */
export interface DoorTarget {
  readonly name: string;
  readonly zone: string;
}

/**
 * Leads a domain to its door, in a zone of this account; where there is none, it says which record is needed.
 *
 * @throws {UserError} `DOMAIN_RECORD_TAKEN`, `DOMAIN_OF_ANOTHER_STAGE`.
 */
export async function pointDomain(
  aws: Aws,
  { names, domain, dns = systemDns() }: Omit<DomainRequest, "door">,
  target: DoorTarget,
): Promise<readonly DnsRecord[]> {
  const zone = await findZone(aws, domain, dns);
  if (zone === undefined) return [await addressRecord(dns, domain, target.name)];
  await ensureRecords(aws, zone, names, { name: domain, records: aliasesOf(target) });
  return zone.isDelegated ? [] : delegation(zone);
}

/** CloudFront is reached by IPv6 too; of API Gateway's names and load balancers that is not sure. */
function aliasesOf(target: DoorTarget): readonly WantedRecord[] {
  const types = target.zone === distributionZone ? (["A", "AAAA"] as const) : (["A"] as const);
  return types.map((type) => ({ type, alias: target }));
}

/**
 * Takes the address records of a domain away that are this stage's. Comes before the door is closed, so that the name leads
 * nowhere rather than to whoever gets the door's address next.
 *
 * @returns Whether there were any.
 */
export async function removeAddress(
  aws: Aws,
  { names, domain, dns = systemDns() }: Omit<DomainRequest, "door">,
): Promise<boolean> {
  const zone = await findZone(aws, domain, dns);
  return zone === undefined ? false : removeRecords(aws, zone, names, domain);
}

/**
 * Deletes the certificates of a stage with their validation records. Comes after the door is closed, which holds them.
 *
 * @param options.keep A domain whose certificate stays: the one that has taken the place of another.
 * @returns ARNs of certificates that are still held by something: it is not Monolift's, or AWS is slow.
 */
export async function removeCertificates(
  aws: Aws,
  names: StageNames,
  { dns = systemDns(), pace, keep }: CertificateRemoval = {},
): Promise<readonly string[]> {
  const held: string[] = [];
  for (const region of new Set([cloudFrontRegion, aws.region]))
    for (const { arn, domain, validation } of await findCertificates(aws, names, { region })) {
      if (domain === keep) continue;
      if (!(await deleteCertificate(aws, arn, region, pace))) held.push(arn);
      const zone = validation === null ? undefined : await findZone(aws, domain, dns);
      if (zone !== undefined && validation !== null) await removeRecords(aws, zone, names, validation.name);
    }
  return held;
}

interface CertificateRemoval {
  readonly dns?: DnsQuestions;
  readonly pace?: Pace;
  readonly keep?: string | undefined;
}
