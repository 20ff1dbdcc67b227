import type { MonoliftError } from "../errors.ts";
import type { StepName } from "../actions/results.ts";
import { loadHelpWords } from "../words/cli/help/help-words.ts";
import type { Actions } from "./actions.ts";
import { asksForFirstPage, showFirstPage } from "./first-page.ts";
import { findLanguage, languageFile, rememberLanguage } from "./language.ts";
import { readArguments, type Arguments } from "./read-arguments.ts";
import { createSession, type Session } from "./session.ts";
import type { World } from "./world.ts";

/** The oldest Node that runs this; the same as `engines` in package.json. */
const neededNode = "20.19.0";

/**
 * Runs one call of `monolift`, from its arguments to its exit code. The only place that catches.
 *
 * @param given The arguments after the program's name.
 * @returns 0 done, 1 failed, 2 wrong use, 130 interrupted; of `run` the exit code of the command.
 */
export async function runCommandLine(
  given: readonly string[],
  world: World,
  actions: Actions,
): Promise<number> {
  const read = readArguments(given);
  const language = read.language ?? findLanguage(world);
  const session = createSession(world, actions, read, language);
  try {
    await refuseMachine(world);
    await keepLanguage(read, session);
    const words = await loadHelpWords(language);
    if (asksForFirstPage(read)) showFirstPage(session, words);
    else await (await import("./app.ts")).runApp(session, read, words);
    return session.exitCode;
  } catch (error) {
    return tellFailure(await explainFailure(error, session), session);
  }
}

/** Refuses Windows and an old Node, before anything else fails for it in less kind words. */
async function refuseMachine({ nodeVersion, platform }: World): Promise<void> {
  if (platform !== "win32" && !isOlder(nodeVersion, neededNode)) return;
  const { UserError } = await import("../errors.ts");
  if (platform === "win32") throw new UserError("WINDOWS", {});
  throw new UserError("NODE_TOO_OLD", { version: nodeVersion, needed: neededNode });
}

function isOlder(version: string, than: string): boolean {
  const [major = 0, minor = 0] = version.split(".").map(Number);
  const [neededMajor = 0, neededMinor = 0] = than.split(".").map(Number);
  return major < neededMajor || (major === neededMajor && minor < neededMinor);
}

/** Remembers a language that was asked for. Not being able to is no reason to do nothing else. */
async function keepLanguage({ language }: Arguments, session: Session): Promise<void> {
  if (language === undefined) return;
  try {
    await rememberLanguage(session.world, language);
  } catch (error) {
    const reason = error instanceof Error && "code" in error ? String(error.code) : String(error);
    await session.remark(async (page) => {
      const { sayNoticeLine } = await import("../reports/progress.ts");
      const { notice } = await import("../words/words.ts");
      const file = languageFile(session.world);
      return sayNoticeLine(notice("LANGUAGE_NOT_REMEMBERED", { file, reason }), page);
    });
  }
}

/** Whatever was thrown, as an error with a code. */
async function explainFailure(error: unknown, session: Session): Promise<MonoliftError> {
  const { explainUsage } = await import("./usage.ts");
  const { MonoliftError, UserError, OperationError, exitCodes } = await import("../errors.ts");
  if (session.isInterrupted) {
    return new UserError("INTERRUPTED", { verb: session.verb }, { exitCode: exitCodes.interrupted });
  }
  const explained = await explainUsage(error, session.verb);
  if (explained instanceof MonoliftError) return explained;
  const code = error instanceof Error && "code" in error ? error.code : undefined;
  const path =
    error instanceof Error && "path" in error && typeof error.path === "string" ? error.path : null;
  if (code === "ENOSPC" || code === "EDQUOT") return new OperationError("DISK_FULL", { path });
  if ((code === "EACCES" || code === "EROFS") && path !== null)
    return new UserError("NO_PERMISSION", { path });
  return admitMistake(error, session);
}

/** What nobody foresaw is our own mistake. */
async function admitMistake(error: unknown, session: Session): Promise<MonoliftError> {
  const { OperationError } = await import("../errors.ts");
  const { keepBugReport, stackOf, withoutSecrets } = await import("./bug-report.ts");
  const { verb, world } = session;
  const report = await keepBugReport(error, verb, world);
  const clean = (text: string): string => withoutSecrets(text, world.environment);
  const message = clean(error instanceof Error ? error.message : String(error));
  const detail = report === null || session.verbose ? { detail: clean(stackOf(error)) } : {};
  return new OperationError("BUG", { message, report }, detail);
}

async function tellFailure(error: MonoliftError, session: Session): Promise<number> {
  const { sayError, errorResult } = await import("../reports/error.ts");
  const { page, verbose } = session;
  if (session.json) {
    const step = await firstOf(session.troubledSteps);
    await session.answer(errorResult(error, step, page.language), () => "");
  } else await session.remark((paper) => `\n${sayError(error, { verbose, cwd: session.world.cwd }, paper)}`);
  return error.exitCode;
}

/** Steps run side by side; of two that failed, the earlier one's error is the one that is thrown. */
async function firstOf(steps: readonly StepName[]): Promise<StepName | null> {
  if (steps.length < 2) return steps[0] ?? null;
  const { stepNames } = await import("../actions/results.ts");
  return stepNames.find((name) => steps.includes(name)) ?? null;
}
