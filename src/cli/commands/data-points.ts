import { withNeonKey } from "../neon-key.ts";
import type { Session } from "../session.ts";
import type { CommonFlags } from "../verb.ts";

export async function dataPoints(this: Session, _: CommonFlags, stage?: string): Promise<void> {
  const result = await withNeonKey(this, () =>
    this.perform((context) => this.actions.dataPoints(context, { stage })),
  );
  await this.answer(result, async (page) => {
    const { sayPoints } = await import("../../reports/data.ts");
    return sayPoints(result, page);
  });
}
