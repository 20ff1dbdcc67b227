import { exitCodes } from "../../errors.ts";
import { withChoices } from "../choose-candidate.ts";
import type { Session } from "../session.ts";
import type { CommonFlags } from "../verb.ts";

export interface DiffFlags extends CommonFlags {
  readonly exitCode: boolean;
  readonly newEmpty: boolean;
}

export async function diff(this: Session, { exitCode, newEmpty }: DiffFlags, stage?: string): Promise<void> {
  const result = await withChoices(this, (context) => this.actions.diff(context, { stage, newEmpty }));
  await this.answer(result, async (page) => {
    const { sayDiff } = await import("../../reports/diff.ts");
    return sayDiff(result, page);
  });
  if (exitCode && result.changed) this.exitCode = exitCodes.failed;
}
