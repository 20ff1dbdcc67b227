import type { UpOptions } from "../../actions/up.ts";
import { withChoices } from "../choose-candidate.ts";
import { withConsent } from "../consent.ts";
import { withNeonKey } from "../neon-key.ts";
import type { Session } from "../session.ts";
import type { CommonFlags } from "../verb.ts";

export interface UpFlags extends CommonFlags {
  readonly from?: string;
  readonly refresh: boolean;
  readonly port?: number;
  readonly yesIrreversible: boolean;
  readonly breakLock: boolean;
  readonly newEmpty: boolean;
}

export async function up(this: Session, flags: UpFlags, stage?: string): Promise<void> {
  const { from, refresh, port, breakLock, newEmpty } = flags;
  const options: UpOptions = { stage, from, refresh, port, breaksLock: breakLock, newEmpty };
  const result = await withConsent(this, flags.yesIrreversible, (yesIrreversible) =>
    withNeonKey(this, () =>
      withChoices(this, (context) => this.actions.up(context, { ...options, yesIrreversible })),
    ),
  );
  await this.answer(result, async (page) => {
    const { sayUp } = await import("../../reports/up.ts");
    return sayUp(result, page);
  });
}
