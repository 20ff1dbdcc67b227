import { UserError, exitCodes } from "../../errors.ts";
import type { Session } from "../session.ts";
import type { CommandQuestion } from "../../actions/run.ts";
import { reportWords } from "../../words/cli/reports/report-words.ts";
import type { CommonFlags } from "../verb.ts";
import type { Prompts } from "../world.ts";

/**
 * Runs the command behind `--`; its exit code becomes ours.
 *
 * @throws {UserError} `RUN_NEEDS_COMMAND`: `monolift run migrate` names a stage, most likely the dashes were forgotten.
 */
export async function run(this: Session, _: CommonFlags, stage?: string): Promise<void> {
  const command = this.afterDashes ?? [];
  if (command.length === 0) {
    throw new UserError("RUN_NEEDS_COMMAND", { given: stage ?? null }, { exitCode: exitCodes.wrongUse });
  }
  // Without --json the command has our own streams, terminal or pipe: it may ask, and nothing is held back.
  const interactive = !this.json;
  const { prompts } = this.world;
  const ask =
    prompts === undefined || this.json
      ? {}
      : { ask: (questions: readonly CommandQuestion[]) => askAll(this, prompts, questions) };
  const result = await this.perform((context) =>
    this.actions.run(context, { stage, command, interactive, ...ask }),
  );
  this.exitCode = result.exitCode;
  if (this.json) await this.answer(result, () => "");
}

/** @throws {UserError} `INTERRUPTED` where somebody does not answer. */
async function askAll(
  { page, verb }: Session,
  prompts: Prompts,
  questions: readonly CommandQuestion[],
): Promise<Readonly<Record<string, string>>> {
  const words = reportWords(page.language).run;
  const answered = (answer: string | undefined): string => {
    if (answer !== undefined) return answer;
    throw new UserError("INTERRUPTED", { verb }, { exitCode: exitCodes.interrupted });
  };
  const answers: Record<string, string> = {};
  for (const { name, label, isPassword } of questions) {
    if (!isPassword) {
      const check = (text: string): string | undefined => (text.trim() === "" ? words.empty : undefined);
      answers[name] = answered(await prompts.text({ message: label ?? name, hint: "", check }));
      continue;
    }
    for (let isSame = false; !isSame;) {
      const first = answered(await prompts.secret({ message: label ?? words.password }));
      isSame = first !== "" && first === answered(await prompts.secret({ message: words.passwordAgain }));
      answers[name] = first;
    }
  }
  return answers;
}
