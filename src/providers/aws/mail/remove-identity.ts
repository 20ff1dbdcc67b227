import { DeleteEmailIdentityCommand, SESv2Client } from "@aws-sdk/client-sesv2";
import { systemDns, type DnsQuestions } from "../../../system/dns.ts";
import type { Aws } from "../aws.ts";
import { findByTags } from "../data/leftovers/find-by-tags.ts";
import type { WorkOptions } from "../data/work.ts";
import { removeRecords } from "../doors/owned-records.ts";
import { findZone } from "../doors/zone.ts";
import { stageTags, type StageNames } from "../names.ts";
import { isMadeFor, keyRecords, readIdentity, readIdentityTags } from "./identity.ts";

/** What is to be removed. */
export interface MailRemoval extends WorkOptions {
  readonly names: StageNames;
  /** What the stage has sent from last; null where it sent nothing. Those of before are found by their tags. */
  readonly last: string | null;
  /** Who is asked what the Internet knows. Default: the name servers of this machine. */
  readonly dns?: DnsQuestions;
}

/**
 * Removes the senders that were made for this stage, with their records; what was there before, or is another stage's or the
 * project's, stays.
 *
 * @returns What is gone.
 */
export async function removeMailIdentities(aws: Aws, removal: MailRemoval): Promise<readonly string[]> {
  const { names, last, dns = systemDns(), ...options } = removal;
  const filters = stageTags(names).map(({ Key, Value }) => ({ Key, Values: [Value] }));
  const tagged = await findByTags(aws, filters, options);
  const known = tagged.flatMap(({ arn }) => /:ses:.*:identity\/(.+)$/.exec(arn)?.[1] ?? []);
  const removed: string[] = [];
  for (const identity of new Set([...(last === null ? [] : [last]), ...known]))
    if (await remove(aws, names, identity, dns)) removed.push(identity);
  return removed;
}

async function remove(aws: Aws, names: StageNames, identity: string, dns: DnsQuestions): Promise<boolean> {
  const found = await readIdentity(aws, identity);
  if (found === undefined || !isMadeFor(await readIdentityTags(aws, identity), names)) return false;
  const zone = identity.includes("@") ? undefined : await findZone(aws, identity, dns);
  if (zone !== undefined)
    for (const { name } of keyRecords(identity, found.dkim)) await removeRecords(aws, zone, names, name);
  await aws.client(SESv2Client).send(new DeleteEmailIdentityCommand({ EmailIdentity: identity }));
  return true;
}
