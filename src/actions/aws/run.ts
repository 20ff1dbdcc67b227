import { UserError } from "../../errors.ts";
import { asksForPassword, needsKeyboard } from "../../frameworks/django/unattended.ts";
import { liveAlias } from "../../providers/aws/functions/aliases.ts";
import { runRemoteCommand } from "../../providers/aws/functions/run-command.ts";
import { functionName } from "../../providers/aws/names.ts";
import { notice } from "../../words/words.ts";
import type { ActionContext } from "../context.ts";
import type { RunResult } from "../results.ts";
import type { Ask } from "../run.ts";
import type { StageOnAws } from "./find-stage.ts";
import { servingStage, withStage } from "./lifted-stage.ts";
import { withAnswers } from "./command-answers.ts";

/** Minutes that Lambda gives a command at most. */
const mostMinutes = 15;

/**
 * Runs one of the framework's commands in the function that is there for it: once, for 15 minutes at most, with nobody at
 * its keyboard. What `createsuperuser` asks is asked here.
 *
 * @param options.interactive What it writes is passed on as it comes.
 * @param options.ask Undefined where nobody can be asked.
 * @throws {UserError} `COMMAND_NEEDS_KEYBOARD`
 * @throws {OperationError} `COMMAND_LOST`, `COMMAND_FUNCTION_FAILED`
 */
export function runOnAws(
  context: ActionContext,
  onAws: StageOnAws,
  options: {
    readonly command: readonly string[];
    readonly interactive: boolean;
    readonly ask?: Ask | undefined;
  },
): Promise<RunResult> {
  const { command, interactive, ask } = options;
  const { tell, signal } = context;
  const why = ask !== undefined && asksForPassword(command) ? undefined : needsKeyboard(command);
  const [name = ""] = command;
  if (why !== undefined)
    throw new UserError("COMMAND_NEEDS_KEYBOARD", { command: name, stage: onAws.stage.stage, why });
  return withStage(context, onAws, async (found) => {
    const { aws, names } = servingStage(found);
    const target = { name: functionName(names, "manage"), qualifier: liveAlias };
    const given = { arguments: command, environment: answersOf(context.environment) };
    const sent = await withAnswers(given, ask, (parameters) =>
      runRemoteCommand(aws, target, { arguments: parameters, signal }),
    );
    if (ask !== undefined)
      tell({ type: "notice", notice: notice("COMMAND_LIMIT", { minutes: mostMinutes }) });
    const begun: { requestId: string | null } = { requestId: null };
    try {
      const { exitCode, stdout, stderr } = await runRemoteCommand(aws, target, {
        ...sent,
        signal,
        onStarted: (requestId) => (begun.requestId = requestId),
        ...(interactive ? { onOutput: (text, stream) => tell({ type: "output", text, stream }) } : {}),
      });
      return { stage: names.stage, command: [...command], exitCode, stdout, stderr };
    } catch (error) {
      if (signal.aborted) {
        const facts = { command: name, stage: names.stage, requestId: begun.requestId };
        tell({ type: "notice", notice: notice("COMMAND_GOES_ON", facts) });
      }
      throw error;
    }
  });
}

/** What `createsuperuser --noinput` reads in place of asking. */
function answersOf(environment: ActionContext["environment"]): Readonly<Record<string, string>> {
  return Object.fromEntries(
    Object.entries(environment).flatMap(([name, value]) =>
      name.startsWith("DJANGO_SUPERUSER_") && value !== undefined ? [[name, value]] : [],
    ),
  );
}
