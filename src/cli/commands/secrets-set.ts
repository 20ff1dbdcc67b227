import { UserError, exitCodes } from "../../errors.ts";
import { reportWords } from "../../words/cli/reports/report-words.ts";
import type { Session } from "../session.ts";
import type { CommonFlags } from "../verb.ts";
import { answerChange } from "./answer-change.ts";

/**
 * Asks for the value where nobody sees it, or reads it from stdin: never from the arguments, which every user of the
 * machine can read while a program runs, and which the shell remembers.
 */
export async function secretsSet(this: Session, _: CommonFlags, name: string, stage?: string): Promise<void> {
  refuseValue(name);
  await prepare(this, name, stage);
  const value = await readValue(this, name);
  const result = await this.perform((context) => this.actions.setSecret(context, { name, stage, value }));
  await answerChange(this, result);
}

/** @throws {UserError} `SECRET_ON_COMMAND_LINE` for `NAME=VALUE`. */
function refuseValue(given: string): void {
  const equals = given.indexOf("=");
  if (equals < 0) return;
  throw onCommandLine(given.slice(0, equals), false);
}

/** Looks at the name first: nobody wants to type a value that is refused then. */
async function prepare(session: Session, name: string, stage: string | undefined): Promise<void> {
  try {
    await session.perform((context) => session.actions.prepareSetSecret(context, { name, stage }));
  } catch (error) {
    if (stage !== undefined && isStrange(error)) throw onCommandLine(name, true);
    throw error;
  }
}

/** True when what stands in the stage's place is like no stage's name, and so may well be the value itself. */
function isStrange(error: unknown): boolean {
  if (!(error instanceof UserError)) return false;
  const facts: unknown = error.facts;
  const nearest = typeof facts === "object" && facts !== null && "nearest" in facts ? facts.nearest : null;
  const codes: readonly string[] = ["UNKNOWN_STAGE", "NEVER_LIFTED", "STAGE_NAME_UNSAFE"];
  return codes.includes(error.code) && nearest === null;
}

function onCommandLine(name: string, isPerhapsStage: boolean): UserError {
  return new UserError("SECRET_ON_COMMAND_LINE", { name, isPerhapsStage }, { exitCode: exitCodes.wrongUse });
}

/**
 * The value, without the one line break that `echo` and editors put behind it.
 *
 * @throws {UserError} `SECRET_NEEDS_VALUE` where nobody can be asked, `SECRET_EMPTY`, `SECRET_NOT_TEXT`.
 */
async function readValue(session: Session, name: string): Promise<string> {
  const { prompts, readInput } = session.world;
  if (readInput !== undefined) return checked(name, decode(name, await readInput()).replace(/\r?\n$/, ""));
  if (prompts === undefined || session.json) {
    throw new UserError("SECRET_NEEDS_VALUE", { name }, { exitCode: exitCodes.wrongUse });
  }
  const words = reportWords(session.page.language).secrets;
  const value = await prompts.secret({ message: words.question(name) });
  if (value === undefined) {
    throw new UserError("INTERRUPTED", { verb: session.verb }, { exitCode: exitCodes.interrupted });
  }
  return checked(name, value);
}

function checked(name: string, value: string): string {
  if (value === "") throw new UserError("SECRET_EMPTY", { name });
  return value;
}

function decode(name: string, input: Uint8Array): string {
  try {
    return new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(input);
  } catch {
    throw new UserError("SECRET_NOT_TEXT", { name });
  }
}
