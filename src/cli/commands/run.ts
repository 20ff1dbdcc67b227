import { UserError, exitCodes } from "../../errors.ts";
import type { Session } from "../session.ts";
import type { CommonFlags } from "../verb.ts";

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
  const result = await this.perform((context) => this.actions.run(context, { stage, command, interactive }));
  this.exitCode = result.exitCode;
  if (this.json) await this.answer(result, () => "");
}
