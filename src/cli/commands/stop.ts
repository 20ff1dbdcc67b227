import type { Session } from "../session.ts";
import type { CommonFlags } from "../verb.ts";

export async function stop(this: Session, _: CommonFlags, stage?: string): Promise<void> {
  const result = await this.perform((context) => this.actions.stop(context, { stage }));
  await this.answer(result, async (page) => {
    const { sayStop } = await import("../../reports/stop.ts");
    return sayStop(result, page);
  });
}
