import { UserError, exitCodes } from "../../errors.ts";
import { sayDown, sayHeldData } from "../../reports/down.ts";
import { reportWords } from "../../words/cli/reports/report-words.ts";
import type { Session } from "../session.ts";
import type { CommonFlags } from "../verb.ts";

export interface DownFlags extends CommonFlags {
  readonly deleteData: boolean;
  readonly keepData: boolean;
  readonly breakLock: boolean;
}

type DataFate = "delete" | "keep";

export async function down(this: Session, flags: DownFlags, target?: string): Promise<void> {
  const data = saidFate(flags) ?? (await askFate(this, target));
  const result = await this.perform((context) =>
    this.actions.down(context, { target, data, breaksLock: flags.breakLock }),
  );
  if (result.left.length > 0) this.exitCode = exitCodes.failed;
  await this.answer(result, (page) => sayDown(result, page));
}

/** @throws {UserError} `DOWN_TWO_ANSWERS`. */
function saidFate({ deleteData, keepData }: DownFlags): DataFate | undefined {
  if (deleteData && keepData) throw new UserError("DOWN_TWO_ANSWERS", {}, { exitCode: exitCodes.wrongUse });
  return deleteData ? "delete" : keepData ? "keep" : undefined;
}

/**
 * Lists what would go and asks for the stage's name. A stage that is known to hold no data needs no question.
 *
 * @throws {UserError} `DOWN_NEEDS_ANSWER` where nobody can be asked, `DOWN_DECLINED` for another answer.
 */
async function askFate(session: Session, target: string | undefined): Promise<DataFate> {
  const { prompts } = session.world;
  if (prompts === undefined || session.json) {
    throw new UserError("DOWN_NEEDS_ANSWER", {}, { exitCode: exitCodes.wrongUse });
  }
  const { name, stage, data, unread } = await session.perform((context) =>
    session.actions.prepareDown(context, { target }),
  );
  if (data === null && unread === null) return "delete";
  const words = reportWords(session.page.language).down;
  await session.remark((page) => `\n${sayHeldData(`${name}/${stage}`, { data, unread }, page)}\n`);
  const answer = await prompts.text({
    message: words.question(stage),
    hint: words.hint,
    check: (typed) => (["", stage].includes(typed.trim()) ? undefined : words.mismatch(stage)),
  });
  if (answer?.trim() === stage) return "delete";
  const exitCode = answer === undefined ? exitCodes.interrupted : exitCodes.failed;
  throw new UserError("DOWN_DECLINED", { name, stage }, { exitCode });
}
