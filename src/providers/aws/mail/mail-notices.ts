import { notice, type Notice } from "../../../words/words.ts";
import type { MailIdentity } from "./identity.ts";

/** What still keeps mail from being sent; none once nothing does. */
export function mailNotices(
  { identity, kind, isVerified, records, isSandboxed }: MailIdentity,
  region: string,
): readonly Notice[] {
  const sandbox = isSandboxed ? [notice("MAIL_SANDBOX", { region })] : [];
  if (isVerified) return sandbox;
  if (kind === "address") return [notice("MAIL_ADDRESS_ASKED", { address: identity }), ...sandbox];
  return records.length === 0
    ? [notice("MAIL_STILL_VALIDATING", { identity }), ...sandbox]
    : [notice("MAIL_RECORDS_NEEDED", { identity, records: [...records] }), ...sandbox];
}
