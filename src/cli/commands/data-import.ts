import type { Session } from "../session.ts";
import type { CommonFlags } from "../verb.ts";

export interface DataImportFlags extends CommonFlags {
  readonly replace: boolean;
}

export async function dataImport(
  this: Session,
  { replace: isReplacing }: DataImportFlags,
  folder: string,
  stage?: string,
): Promise<void> {
  const result = await this.perform((context) =>
    this.actions.dataImport(context, { folder, stage, isReplacing }),
  );
  await this.answer(result, async (page) => {
    const { sayImport } = await import("../../reports/data.ts");
    return sayImport(result, page);
  });
}
