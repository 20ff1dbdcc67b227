import type { Session } from "../session.ts";
import type { CommonFlags } from "../verb.ts";

export async function open(this: Session, _: CommonFlags, stage?: string): Promise<void> {
  const result = await this.perform((context) => this.actions.open(context, { stage }));
  await this.answer(result, async (page) => {
    const { sayOpen } = await import("../../reports/open.ts");
    return sayOpen(result, page);
  });
}
