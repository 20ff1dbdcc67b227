import { withChoices } from "../choose-candidate.ts";
import type { Session } from "../session.ts";
import type { CommonFlags } from "../verb.ts";

export interface UpFlags extends CommonFlags {
  readonly from?: string;
  readonly refresh: boolean;
  readonly port?: number;
}

export async function up(this: Session, { from, refresh, port }: UpFlags, stage?: string): Promise<void> {
  const result = await withChoices(this, (context) =>
    this.actions.up(context, { stage, from, refresh, port }),
  );
  await this.answer(result, async (page) => {
    const { sayUp } = await import("../../reports/up.ts");
    return sayUp(result, page);
  });
}
