import type { DownOptions } from "../../actions/down.ts";
import type { DownResult } from "../../actions/results.ts";
import { MonoliftError, UserError, exitCodes } from "../../errors.ts";
import { sayDown, sayHeldData } from "../../reports/down.ts";
import { reportWords } from "../../words/cli/reports/report-words.ts";
import { withNeonKey } from "../neon-key.ts";
import type { Session } from "../session.ts";
import type { CommonFlags } from "../verb.ts";

export interface DownFlags extends CommonFlags {
  readonly deleteData: boolean;
  readonly keepData: boolean;
  readonly breakLock: boolean;
}

type DataFate = DownOptions["data"];

export async function down(this: Session, flags: DownFlags, target?: string): Promise<void> {
  const said = saidFate(flags);
  const fate = said === undefined ? await askFate(this, target) : { data: said };
  const options = { target, ...fate, breaksLock: flags.breakLock };
  const result = await withNeonKey(this, () => end(this, options));
  if (result.left.length > 0) this.exitCode = exitCodes.failed;
  await this.answer(result, (page) => sayDown(result, page));
}

/** Ends the stage; where the file keeps its data, its name has to be typed even if a flag has answered. */
async function end(session: Session, options: DownOptions): Promise<DownResult> {
  try {
    return await session.perform((context) => session.actions.down(context, options));
  } catch (error) {
    const isKept = error instanceof MonoliftError && error.code === "STAGE_IS_KEPT";
    if (!isKept || session.json || session.world.prompts === undefined) throw error;
    const typed = await askName(session, options.target);
    return session.perform((context) => session.actions.down(context, { ...options, typed }));
  }
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
async function askFate(
  session: Session,
  target: string | undefined,
): Promise<Pick<DownOptions, "data" | "typed">> {
  if (session.world.prompts === undefined || session.json) {
    throw new UserError("DOWN_NEEDS_ANSWER", {}, { exitCode: exitCodes.wrongUse });
  }
  const typed = await askName(session, target);
  return { data: "delete", typed };
}

/** Asks for the stage's name, once it is said what it holds; where there is nothing to lose, nobody is asked. */
async function askName(session: Session, target: string | undefined): Promise<string> {
  const { name, stage, data, unread } = await withNeonKey(session, () =>
    session.perform((context) => session.actions.prepareDown(context, { target })),
  );
  if (data === null && unread === null) return stage;
  const words = reportWords(session.page.language).down;
  await session.remark((page) => `\n${sayHeldData(`${name}/${stage}`, { data, unread }, page)}\n`);
  const answer = await session.world.prompts?.text({
    message: words.question(stage),
    hint: words.hint,
    check: (typed) => (["", stage].includes(typed.trim()) ? undefined : words.mismatch(stage)),
  });
  if (answer?.trim() === stage) return stage;
  const exitCode = answer === undefined ? exitCodes.interrupted : exitCodes.failed;
  throw new UserError("DOWN_DECLINED", { name, stage }, { exitCode });
}
