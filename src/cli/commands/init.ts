import type { ActionContext } from "../../actions/context.ts";
import type { InitResult } from "../../actions/results.ts";
import { withChoices } from "../choose-candidate.ts";
import type { Session } from "../session.ts";
import type { CommonFlags } from "../verb.ts";

export interface InitFlags extends CommonFlags {
  readonly name?: string;
  readonly import?: string;
}

export async function init(this: Session, { name, import: importFile }: InitFlags): Promise<void> {
  // What was taken over is known once: the next try, after a question or by hand, finds the file that this one has written.
  let imported: InitResult["imported"] = null;
  const work = (context: ActionContext): Promise<InitResult> => {
    const tell: ActionContext["tell"] = (event) => {
      if (event.type === "imported") imported = event.imported;
      context.tell(event);
    };
    return this.actions.init({ ...context, tell }, imported === null ? { name, importFile } : {});
  };
  const { initResult, sayImported, sayInit } = await import("../../reports/init.ts");
  try {
    const done = await withChoices(this, work);
    const result = { ...done, created: done.created || imported !== null, imported };
    await this.answer(initResult(result, this.page.language), (page) => sayInit(result, page));
  } catch (error) {
    const said: InitResult["imported"] = imported;
    if (said !== null) await this.remark((page) => sayImported(said, page).join("\n\n"));
    throw error;
  }
}
