import {
  ChangeResourceRecordSetsCommand,
  ListHostedZonesCommand,
  ListResourceRecordSetsCommand,
  Route53Client,
  type Change,
  type ResourceRecordSet,
} from "@aws-sdk/client-route-53";
import { UserError } from "../../../errors.ts";
import type { Aws } from "../aws.ts";
import type { StageNames } from "../names.ts";
import { isSameName, withoutDot } from "./dns-record.ts";
import type { Zone } from "./zone.ts";

/** What is to be found by a name: another name, or for `A` and `AAAA` whatever AWS has there. */
export type WantedRecord =
  | { readonly type: "CNAME"; readonly value: string }
  | { readonly type: "A" | "AAAA"; readonly alias: { readonly name: string; readonly zone: string } };

/** How long resolvers keep a record that is no alias. */
const ttlSeconds = 300;

/** Types that cannot be by one name together with an address of ours. */
const addressTypes: readonly string[] = ["A", "AAAA", "CNAME"];

/**
 * Has a name lead where it should. Records take no tags, so that a TXT record beside each name says whose it is:
 * `_monolift.blog.example.com`, `"heritage=monolift,blog/production"`. Whatever is not this stage's stays as it is.
 *
 * @param records All for one name; ones of ours that are not among them are removed.
 * @returns Whether something was changed. What already leads there is left alone, whoever made it.
 * @throws {UserError} `DOMAIN_RECORD_TAKEN`, `DOMAIN_OF_ANOTHER_STAGE`.
 */
export async function ensureRecords(
  aws: Aws,
  zone: Pick<Zone, "id" | "name">,
  owner: StageNames,
  { name, records }: { readonly name: string; readonly records: readonly WantedRecord[] },
): Promise<boolean> {
  const wanted = records.map((record) => recordSet(name, record));
  const [current, marks] = await Promise.all([
    recordsNamed(aws, zone, name),
    recordsNamed(aws, zone, markName(name)),
  ]);
  const there = current.filter(({ Type = "" }) => addressTypes.includes(Type));
  const holder = marks.map(ownerOf).find((one) => one !== undefined);
  if (wanted.length === there.length && wanted.every((one) => there.some((had) => isSame(one, had))))
    return false;
  if (holder === undefined) return claim(aws, zone, owner, { name, wanted, there });
  if (!isOwner(holder, owner))
    throw new UserError("DOMAIN_OF_ANOTHER_STAGE", { domain: name, ...holder, record: markName(name) });
  const changes = [
    ...there.filter((had) => !wanted.some((one) => one.Type === had.Type)).map(deletion),
    ...wanted.filter((one) => !there.some((had) => isSame(one, had))).map(upsert),
  ];
  await change(aws, zone, changes);
  return true;
}

/** Takes a name that is nobody's. All of it is created, so that nothing is overwritten that came there meanwhile. */
async function claim(
  aws: Aws,
  zone: Pick<Zone, "id" | "name">,
  owner: StageNames,
  { name, wanted, there }: NameState,
): Promise<true> {
  const [taken] = there;
  if (taken !== undefined) {
    const mark = { record: markName(name), text: markText(owner) };
    const facts = { domain: name, zone: zone.name, type: taken.Type ?? "", value: valueOf(taken), ...mark };
    throw new UserError("DOMAIN_RECORD_TAKEN", facts);
  }
  await change(aws, zone, [
    { Action: "CREATE", ResourceRecordSet: markOf(name, owner) },
    ...wanted.map((one): Change => ({ Action: "CREATE", ResourceRecordSet: one })),
  ]);
  return true;
}

interface NameState {
  readonly name: string;
  readonly wanted: readonly ResourceRecordSet[];
  readonly there: readonly ResourceRecordSet[];
}

/**
 * Removes the records of a name, with the one that says whose they are. Those of somebody else stay.
 *
 * @returns Whether something was removed.
 */
export async function removeRecords(
  aws: Aws,
  zone: Pick<Zone, "id">,
  owner: StageNames,
  name: string,
): Promise<boolean> {
  const [current, marks] = await Promise.all([
    recordsNamed(aws, zone, name),
    recordsNamed(aws, zone, markName(name)),
  ]);
  const mark = marks.find((one) => isOwner(ownerOf(one), owner));
  if (mark === undefined) return false;
  const ours = current.filter(({ Type = "" }) => addressTypes.includes(Type));
  await change(aws, zone, [...ours, mark].map(deletion));
  return true;
}

/** Names that a stage has records by, in every public zone of the account: what is left of a domain that no file names any more. */
export async function findOwnedNames(
  aws: Aws,
  owner: StageNames,
): Promise<readonly { readonly zone: Pick<Zone, "id" | "name">; readonly name: string }[]> {
  const zones = await publicZones(aws);
  const found: { readonly zone: Pick<Zone, "id" | "name">; readonly name: string }[] = [];
  // One zone after the other: Route 53 takes five calls a second from an account.
  for (const zone of zones)
    for (const record of await allRecords(aws, zone))
      if (isOwner(ownerOf(record), owner))
        found.push({ zone, name: withoutDot(record.Name ?? "").slice(markPrefix.length) });
  return found;
}

const markPrefix = "_monolift.";

function markName(name: string): string {
  return `${markPrefix}${name}`;
}

function markText({ project, stage }: StageNames): string {
  return `heritage=monolift,${project}/${stage}`;
}

function markOf(name: string, owner: StageNames): ResourceRecordSet {
  const value = `"${markText(owner)}"`;
  return { Name: markName(name), Type: "TXT", TTL: ttlSeconds, ResourceRecords: [{ Value: value }] };
}

/** Whose mark a record is; undefined for one that is no mark. */
function ownerOf({ Name = "", Type, ResourceRecords = [] }: ResourceRecordSet): StageNames | undefined {
  if (Type !== "TXT" || !Name.startsWith(markPrefix)) return undefined;
  for (const { Value = "" } of ResourceRecords) {
    const [, project, stage] = /^"heritage=monolift,([^/"]+)\/([^/"]+)"$/.exec(Value) ?? [];
    if (project !== undefined && stage !== undefined) return { project, stage };
  }
  return undefined;
}

function isOwner(holder: StageNames | undefined, { project, stage }: StageNames): boolean {
  return holder?.project === project && holder.stage === stage;
}

function recordSet(name: string, record: WantedRecord): ResourceRecordSet {
  if (record.type === "CNAME")
    return { Name: name, Type: "CNAME", TTL: ttlSeconds, ResourceRecords: [{ Value: record.value }] };
  const { alias } = record;
  const AliasTarget = { DNSName: alias.name, HostedZoneId: alias.zone, EvaluateTargetHealth: false };
  return { Name: name, Type: record.type, AliasTarget };
}

function isSame(one: ResourceRecordSet, other: ResourceRecordSet): boolean {
  return one.Type === other.Type && isSameName(valueOf(one), valueOf(other));
}

/** What a record leads to, for people and to compare; load balancers' names are given back with `dualstack.` before them. */
function valueOf({ AliasTarget, ResourceRecords = [] }: ResourceRecordSet): string {
  const value = AliasTarget?.DNSName ?? ResourceRecords.map(({ Value = "" }) => Value).join(", ");
  return withoutDot(value).replace(/^dualstack\./, "");
}

function deletion(ResourceRecordSet: ResourceRecordSet): Change {
  return { Action: "DELETE", ResourceRecordSet };
}

function upsert(ResourceRecordSet: ResourceRecordSet): Change {
  return { Action: "UPSERT", ResourceRecordSet };
}

async function change(aws: Aws, zone: Pick<Zone, "id">, Changes: Change[]): Promise<void> {
  await aws
    .client(Route53Client)
    .send(new ChangeResourceRecordSetsCommand({ HostedZoneId: zone.id, ChangeBatch: { Changes } }));
}

async function recordsNamed(
  aws: Aws,
  zone: Pick<Zone, "id">,
  name: string,
): Promise<readonly ResourceRecordSet[]> {
  const page = { HostedZoneId: zone.id, StartRecordName: name, MaxItems: 20 };
  const { ResourceRecordSets = [] } = await aws
    .client(Route53Client)
    .send(new ListResourceRecordSetsCommand(page));
  return ResourceRecordSets.filter(({ Name = "" }) => isSameName(Name, name));
}

async function allRecords(aws: Aws, zone: Pick<Zone, "id">): Promise<readonly ResourceRecordSet[]> {
  const found: ResourceRecordSet[] = [];
  let from = {};
  for (;;) {
    const page = await aws
      .client(Route53Client)
      .send(new ListResourceRecordSetsCommand({ HostedZoneId: zone.id, ...from }));
    found.push(...(page.ResourceRecordSets ?? []));
    if (page.IsTruncated !== true) return found;
    from = {
      StartRecordName: page.NextRecordName,
      StartRecordType: page.NextRecordType,
      StartRecordIdentifier: page.NextRecordIdentifier,
    };
  }
}

async function publicZones(aws: Aws): Promise<readonly Pick<Zone, "id" | "name">[]> {
  const found: Pick<Zone, "id" | "name">[] = [];
  let Marker: string | undefined;
  do {
    const page = await aws.client(Route53Client).send(new ListHostedZonesCommand({ Marker }));
    for (const { Id = "", Name = "", Config } of page.HostedZones ?? [])
      if (Config?.PrivateZone !== true)
        found.push({ id: Id.replace("/hostedzone/", ""), name: withoutDot(Name) });
    Marker = page.NextMarker;
  } while (Marker !== undefined);
  return found;
}
