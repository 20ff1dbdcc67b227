import { CreateEmailIdentityCommand, SESv2Client, UntagResourceCommand } from "@aws-sdk/client-sesv2";
import type { Aws } from "../aws.ts";
import { isAwsError } from "../data/aws-error.ts";
import { tagValue } from "../data/ownership.ts";
import { ensureRecords } from "../doors/owned-records.ts";
import type { Zone } from "../doors/zone.ts";
import { stageTags, tagNames, type StageNames } from "../names.ts";
import {
  identityArn,
  isMadeFor,
  keyRecords,
  lookAtIdentity,
  readIdentity,
  readIdentityTags,
  sayIdentity,
  type FoundIdentity,
  type MailIdentity,
  type MailRequest,
} from "./identity.ts";

/**
 * Makes sure that SES knows the sender. What is there is taken as it is, whoever made it; what is not is made for this stage,
 * with its records where the DNS is in this account. To an address AWS sends a mail with a link.
 *
 * @throws {UserError} `DOMAIN_RECORD_TAKEN`
 */
export async function ensureMailIdentity(aws: Aws, request: MailRequest): Promise<MailIdentity> {
  const { names } = request;
  const looked = await lookAtIdentity(aws, request);
  const found = looked.found ?? (await create(aws, names, looked.identity));
  const isOurs = looked.found === undefined || (await takePart(aws, names, found.identity));
  if (isOurs && !found.isVerified && looked.zone !== undefined)
    await placeRecords(aws, names, found, looked.zone);
  return sayIdentity({ ...looked, found });
}

async function create(aws: Aws, names: StageNames, identity: string): Promise<FoundIdentity> {
  const command = new CreateEmailIdentityCommand({ EmailIdentity: identity, Tags: [...stageTags(names)] });
  try {
    const made = await aws.client(SESv2Client).send(command);
    return { identity, isVerified: made.VerifiedForSendingStatus ?? false, dkim: made.DkimAttributes };
  } catch (error) {
    // A call whose answer was lost, or another stage at the same moment.
    const found = isAwsError(error, "AlreadyExistsException") ? await readIdentity(aws, identity) : undefined;
    if (found === undefined) throw error;
    return found;
  }
}

/**
 * What another stage of the project has made belongs to the project from then on, and goes with neither of them: to show once
 * more whose it is would take days in which no mail goes out.
 *
 * @returns Whether it is this stage's own.
 */
async function takePart(aws: Aws, names: StageNames, identity: string): Promise<boolean> {
  const tags = await readIdentityTags(aws, identity);
  if (isMadeFor(tags, names)) return true;
  const isOfProject = tagValue(tags, tagNames.project) === names.project;
  if (isOfProject && tagValue(tags, tagNames.stage) !== undefined) {
    const untag = { ResourceArn: identityArn(aws, identity), TagKeys: [tagNames.stage] };
    await aws.client(SESv2Client).send(new UntagResourceCommand(untag));
  }
  return false;
}

async function placeRecords(
  aws: Aws,
  names: StageNames,
  { identity, dkim }: FoundIdentity,
  zone: Zone,
): Promise<void> {
  for (const { name, value } of keyRecords(identity, dkim))
    await ensureRecords(aws, zone, names, { name, records: [{ type: "CNAME", value }] });
}
