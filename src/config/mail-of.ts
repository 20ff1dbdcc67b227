import { UserError } from "../errors.ts";
import type { Layer } from "./schema.ts";

/** Who a stage on AWS sends mail as. */
export interface MailConfig {
  /** `Blog <hello@example.com>` */
  readonly from: string;
  /** `hello@example.com` */
  readonly address: string;
}

/**
 * Reads `[mail]`, merged, of a stage on AWS; null where it sends none.
 *
 * @throws {UserError} `MAIL_FROM_MISSING`; `KEY_NOT_ON_AWS` for a mailbox, which is on this machine alone.
 */
export function mailOf(
  { engine, from }: NonNullable<Layer["mail"]>,
  { stage, file }: { readonly stage: string; readonly file: string },
): MailConfig | null {
  if (engine === "mailbox")
    throw new UserError("KEY_NOT_ON_AWS", { key: 'mail.engine = "mailbox"', stage }, { place: { file } });
  if (from !== undefined) return { from, address: /<([^<>]+)>$/.exec(from)?.[1] ?? from };
  if (engine === undefined) return null;
  throw new UserError("MAIL_FROM_MISSING", { stage }, { place: { file } });
}
