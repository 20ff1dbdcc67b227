import type { Session } from "../session.ts";
import type { CommonFlags } from "../verb.ts";

export async function dataExport(
  this: Session,
  _: CommonFlags,
  folder: string,
  stage?: string,
): Promise<void> {
  const result = await this.perform((context) => this.actions.dataExport(context, { folder, stage }));
  await this.answer(result, async (page) => {
    const { sayExport } = await import("../../reports/data.ts");
    return sayExport(result, page);
  });
}
