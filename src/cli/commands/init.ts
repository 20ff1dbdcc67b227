import { withChoices } from "../choose-candidate.ts";
import type { Session } from "../session.ts";
import type { CommonFlags } from "../verb.ts";

export interface InitFlags extends CommonFlags {
  readonly name?: string;
}

export async function init(this: Session, { name }: InitFlags): Promise<void> {
  const result = await withChoices(this, (context) => this.actions.init(context, { name }));
  await this.answer(result, async (page) => {
    const { sayInit } = await import("../../reports/init.ts");
    return sayInit(result, page);
  });
}
