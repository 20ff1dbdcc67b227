import {
  GetAccountCommand,
  GetEmailIdentityCommand,
  ListTagsForResourceCommand,
  SESv2Client,
  type DkimAttributes,
} from "@aws-sdk/client-sesv2";
import { systemDns, type DnsQuestions } from "../../../system/dns.ts";
import type { Aws } from "../aws.ts";
import { unlessAwsError } from "../data/aws-error.ts";
import { asTagPairs, tagValue } from "../data/ownership.ts";
import { partitionOf } from "../data/partition.ts";
import type { DnsRecord } from "../doors/dns-record.ts";
import { delegation, findZone, type Zone } from "../doors/zone.ts";
import { tagNames, type StageNames, type TagPair } from "../names.ts";

/** Who mail is to be sent as. */
export interface MailRequest {
  readonly names: StageNames;
  /** `ann@example.com` */
  readonly address: string;
  /** The stage's own domain; null without one. */
  readonly domain: string | null;
  /** Who is asked what the Internet knows. Default: the name servers of this machine. */
  readonly dns?: DnsQuestions;
}

/** What SES knows a sender by, and how far it is. */
export interface MailIdentity {
  /** A domain or an address: what a right to send is for. */
  readonly identity: string;
  readonly kind: "domain" | "address";
  /** False where `up` has not made it yet. */
  readonly isThere: boolean;
  readonly isVerified: boolean;
  /** Records that somebody has to make, who has the DNS; empty where Monolift makes them. */
  readonly records: readonly DnsRecord[];
  /** Whether the account may send to confirmed addresses alone, 200 mails a day. */
  readonly isSandboxed: boolean;
}

/** Looks how far a sender has come. Changes nothing. */
export async function followMailIdentity(aws: Aws, request: MailRequest): Promise<MailIdentity> {
  return sayIdentity(await lookAtIdentity(aws, request));
}

/** A sender as SES has it. */
export interface FoundIdentity {
  readonly identity: string;
  readonly isVerified: boolean;
  readonly dkim: DkimAttributes | undefined;
}

/** What there is of a sender, and what it would be. */
export interface LookedIdentity {
  /** What is there already, or what is to be made. */
  readonly identity: string;
  /** Undefined where nothing is there. */
  readonly found: FoundIdentity | undefined;
  /** Where its records are to be; undefined where its DNS is not in this account. */
  readonly zone: Zone | undefined;
  readonly isSandboxed: boolean;
}

/**
 * Finds what SES knows a sender by: the address, or a domain that it belongs to, whichever is there, whoever made it. Where
 * nothing is, that is to be the domain if its DNS is in this account or it is the stage's own, and else the address.
 *
 * @see https://docs.aws.amazon.com/ses/latest/dg/creating-identities.html
 */
export async function lookAtIdentity(aws: Aws, request: MailRequest): Promise<LookedIdentity> {
  const { address, domain, dns = systemDns() } = request;
  const host = hostOf(address);
  const [found, zone, isSandboxed] = await Promise.all([
    findIdentity(aws, address),
    findZone(aws, host, dns),
    readSandbox(aws),
  ]);
  const isOwnDomain = zone !== undefined || host === domain || domain?.endsWith(`.${host}`) === true;
  return { identity: found?.identity ?? (isOwnDomain ? host : address), found, zone, isSandboxed };
}

/** The same in the words of whoever waits for it. */
export function sayIdentity({ identity, found, zone, isSandboxed }: LookedIdentity): MailIdentity {
  const kind = identity.includes("@") ? "address" : "domain";
  const isVerified = found?.isVerified ?? false;
  const records = kind === "address" || isVerified ? [] : recordsOfOthers(identity, found, zone);
  return { identity, kind, isThere: found !== undefined, isVerified, records, isSandboxed };
}

/** Records that Monolift cannot make: all where the DNS is elsewhere, and those that have the Internet ask a zone. */
function recordsOfOthers(
  identity: string,
  found: FoundIdentity | undefined,
  zone: Zone | undefined,
): readonly DnsRecord[] {
  if (zone === undefined) return keyRecords(identity, found?.dkim);
  return zone.isDelegated ? [] : delegation(zone);
}

/** Names that show SES whose a domain is, and whose keys sign its mail. */
export function keyRecords(
  identity: string,
  dkim: DkimAttributes | undefined,
): readonly (DnsRecord & { readonly type: "CNAME" })[] {
  const zone = dkim?.SigningHostedZone ?? "dkim.amazonses.com";
  return (dkim?.Tokens ?? []).map((token) => ({
    name: `${token}._domainkey.${identity}`,
    type: "CNAME",
    value: `${token}.${zone}`,
  }));
}

/** @returns Undefined where SES does not know it. */
export async function readIdentity(aws: Aws, identity: string): Promise<FoundIdentity | undefined> {
  const asked = aws.client(SESv2Client).send(new GetEmailIdentityCommand({ EmailIdentity: identity }));
  const answer = await unlessAwsError(asked, "NotFoundException");
  if (answer === undefined) return undefined;
  return { identity, isVerified: answer.VerifiedForSendingStatus ?? false, dkim: answer.DkimAttributes };
}

/** Tags of a sender, which say whose it is. */
export async function readIdentityTags(aws: Aws, identity: string): Promise<readonly TagPair[]> {
  const { Tags } = await aws
    .client(SESv2Client)
    .send(new ListTagsForResourceCommand({ ResourceArn: identityArn(aws, identity) }));
  return asTagPairs(Tags);
}

/** Whether something was made for a stage. */
export function isMadeFor(tags: readonly TagPair[], { project, stage }: StageNames): boolean {
  return tagValue(tags, tagNames.project) === project && tagValue(tags, tagNames.stage) === stage;
}

export function identityArn(aws: Pick<Aws, "region" | "account" | "caller">, identity: string): string {
  return `arn:${partitionOf(aws)}:ses:${aws.region}:${aws.account}:identity/${identity}`;
}

function hostOf(address: string): string {
  return address.slice(address.lastIndexOf("@") + 1).toLowerCase();
}

/** The first that is verified, the nearest one first; else the first that is there at all. */
async function findIdentity(aws: Aws, address: string): Promise<FoundIdentity | undefined> {
  const labels = hostOf(address).split(".");
  // A top level domain is nobody's.
  const domains = labels.slice(0, -1).map((_, index) => labels.slice(index).join("."));
  const found = await Promise.all([address, ...domains].map((identity) => readIdentity(aws, identity)));
  const there = found.filter((one) => one !== undefined);
  return there.find(({ isVerified }) => isVerified) ?? there[0];
}

async function readSandbox(aws: Aws): Promise<boolean> {
  const { ProductionAccessEnabled = false } = await aws.client(SESv2Client).send(new GetAccountCommand({}));
  return !ProductionAccessEnabled;
}
