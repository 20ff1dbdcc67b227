import { liveAlias } from "../../providers/aws/functions/aliases.ts";
import { runRemoteCommand } from "../../providers/aws/functions/run-command.ts";
import { functionName } from "../../providers/aws/names.ts";
import type { ActionContext } from "../context.ts";
import type { RunResult } from "../results.ts";
import type { StageOnAws } from "./find-stage.ts";
import { servingStage, withStage } from "./lifted-stage.ts";

/**
 * Runs one of the framework's commands in the function that is there for it: once, for 15 minutes at most, with nobody at
 * its keyboard.
 *
 * @param options.interactive What it writes is passed on as it comes.
 * @throws {OperationError} `COMMAND_LOST`, `COMMAND_FUNCTION_FAILED`
 */
export function runOnAws(
  context: ActionContext,
  stage: StageOnAws,
  options: { readonly command: readonly string[]; readonly interactive: boolean },
): Promise<RunResult> {
  return withStage(context, stage, async (found) => {
    const { aws, names } = servingStage(found);
    const target = { name: functionName(names, "manage"), qualifier: liveAlias };
    const outcome = await runRemoteCommand(aws, target, {
      arguments: options.command,
      environment: answersOf(context.environment),
      signal: context.signal,
      ...(options.interactive
        ? { onOutput: (text, stream) => context.tell({ type: "output", text, stream }) }
        : {}),
    });
    const { exitCode, stdout, stderr } = outcome;
    return { stage: names.stage, command: [...options.command], exitCode, stdout, stderr };
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
