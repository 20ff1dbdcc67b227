import { UserError, exitCodes } from "../../errors.ts";
import { sayRestore, sayRestoreQuestion } from "../../reports/data.ts";
import { reportWords } from "../../words/cli/reports/report-words.ts";
import { withNeonKey } from "../neon-key.ts";
import type { Session } from "../session.ts";
import type { CommonFlags } from "../verb.ts";

export interface DataRestoreFlags extends CommonFlags {
  readonly to?: number;
  readonly yes: boolean;
}

export async function dataRestore(this: Session, flags: DataRestoreFlags, stage?: string): Promise<void> {
  const to = flags.yes ? flags.to : await agreeTo(this, flags.to, stage);
  const result = await withNeonKey(this, () =>
    this.perform((context) => this.actions.dataRestore(context, { stage, to })),
  );
  await this.answer(result, (page) => sayRestore(result, page));
}

/**
 * Shows what would go and what would come, and asks.
 *
 * @returns The point that was agreed to.
 * @throws {UserError} `RESTORE_NEEDS_ANSWER` where nobody can be asked, `RESTORE_DECLINED` for another answer.
 */
async function agreeTo(session: Session, to: number | undefined, stage: string | undefined): Promise<number> {
  const { prompts } = session.world;
  if (prompts === undefined || session.json) {
    throw new UserError("RESTORE_NEEDS_ANSWER", {}, { exitCode: exitCodes.wrongUse });
  }
  const preparation = await withNeonKey(session, () =>
    session.perform((context) => session.actions.prepareRestore(context, { stage, to })),
  );
  const words = reportWords(session.page.language).data.ask;
  await session.remark((page) => `\n${sayRestoreQuestion(preparation, page)}\n`);
  const answer = await prompts.choose({ message: words.question, choices: [words.no, words.yes] });
  if (answer === words.yes) return preparation.point.id;
  const exitCode = answer === undefined ? exitCodes.interrupted : exitCodes.failed;
  throw new UserError("RESTORE_DECLINED", { name: preparation.name, stage: preparation.stage }, { exitCode });
}
