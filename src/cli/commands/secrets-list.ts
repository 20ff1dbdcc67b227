import type { Session } from "../session.ts";
import type { CommonFlags } from "../verb.ts";

export async function secretsList(this: Session, _: CommonFlags, stage?: string): Promise<void> {
  const result = await this.perform((context) => this.actions.listSecrets(context, { stage }));
  await this.answer(result, async (page) => {
    const { saySecrets } = await import("../../reports/secrets.ts");
    return saySecrets(result, page);
  });
}
