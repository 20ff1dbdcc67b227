import type { Session } from "../session.ts";
import type { CommonFlags } from "../verb.ts";

export interface ListFlags extends CommonFlags {
  readonly orphans: boolean;
}

export async function list(this: Session, { orphans }: ListFlags): Promise<void> {
  const result = await this.perform((context) => this.actions.list(context, { orphans }));
  await this.answer(result, async (page) => {
    const { sayList } = await import("../../reports/list.ts");
    return sayList(result, { orphans }, page);
  });
}
