import type { MailIdentity } from "../../providers/aws/mail/identity.ts";
import type { AwsStage } from "../../providers/aws/stage.ts";
import { notice, type Notice } from "../../words/words.ts";
import type { ActionContext } from "../context.ts";
import type { Site } from "../site.ts";
import type { AwsLift } from "./lift.ts";

/** Who the mail of a stage is from. */
export interface Sender {
  /** `Blog <hello@example.com>` */
  readonly from: string;
  /** What SES knows it by, and what the right to send is for. */
  readonly identity: string;
  /** Whether SES sends to confirmed addresses alone. */
  readonly isSandboxed: boolean;
}

type Place = { readonly site: Pick<Site, "stage">; readonly stage: AwsStage };

/** Makes SES know who mail is from, and says what still keeps it from being sent; null where the file names nobody. */
export async function ensureSender(
  { tell }: Pick<ActionContext, "tell">,
  { site, stage: { aws, names } }: Place,
): Promise<Sender | null> {
  const { mail, domain } = site.stage;
  if (mail === null) return null;
  // Loaded where mail is sent: most stages have no use for the client.
  const { ensureMailIdentity } = await import("../../providers/aws/mail/ensure-identity.ts");
  const { mailNotices } = await import("../../providers/aws/mail/mail-notices.ts");
  const identity = await ensureMailIdentity(aws, { names, address: mail.address, domain });
  for (const said of mailNotices(identity, aws.region)) tell({ type: "notice", notice: said });
  return senderOf(mail.from, identity);
}

/** What SES would know the sender by. Only asks. */
export async function foretellSender(place: Place): Promise<Sender | null> {
  const { mail } = place.site.stage;
  const identity = await followSender(place.stage, place.site.stage);
  return mail === null || identity === null ? null : senderOf(mail.from, identity);
}

/** Looks how far the sender has come; null where the file names nobody. */
export async function followSender(
  { aws, names }: AwsStage,
  { mail, domain }: Place["site"]["stage"],
): Promise<MailIdentity | null> {
  if (mail === null) return null;
  const { followMailIdentity } = await import("../../providers/aws/mail/identity.ts");
  return followMailIdentity(aws, { names, address: mail.address, domain });
}

/** Said once, when a stage begins to serve: where its mail goes without a sender. */
export function senderNotices({ site, stage }: Pick<AwsLift, "site" | "stage">): readonly Notice[] {
  return site.stage.mail === null && stage.alias === undefined
    ? [notice("MAIL_AS_IN_SETTINGS", { stage: site.names.stage })]
    : [];
}

function senderOf(from: string, { identity, isSandboxed }: MailIdentity): Sender {
  return { from, identity, isSandboxed };
}
