import type { Session } from "../session.ts";
import type { CommonFlags } from "../verb.ts";

export async function releases(this: Session, _: CommonFlags, stage?: string): Promise<void> {
  const result = await this.perform((context) => this.actions.releases(context, { stage }));
  await this.answer(result, async (page) => {
    const { sayReleases } = await import("../../reports/releases.ts");
    return sayReleases(result, page);
  });
}
