import type { Session } from "../session.ts";
import type { CommonFlags } from "../verb.ts";

export async function status(this: Session, _: CommonFlags, stage?: string): Promise<void> {
  const result = await this.perform((context) => this.actions.status(context, { stage }));
  await this.answer(result, async (page) => {
    const { sayStatus } = await import("../../reports/status.ts");
    return sayStatus(result, page);
  });
}
