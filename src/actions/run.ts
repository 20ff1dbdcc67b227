import { UserError } from "../errors.ts";
import { commandEntry } from "../frameworks/django/commands.ts";
import { runCommand } from "../providers/local/commands.ts";
import { ensureServing } from "../providers/local/serving.ts";
import { findStageOnAws } from "./aws/find-stage.ts";
import type { ActionContext } from "./context.ts";
import { processOptions } from "./process-options.ts";
import type { RunResult } from "./results.ts";
import { findTarget } from "./workspace.ts";

/** Something that a command needs to know and that its user is asked. */
export interface CommandQuestion {
  /** The variable that the answer becomes. */
  readonly name: string;
  /** What it is called, in the application's words; null for a password. */
  readonly label: string | null;
  /** The answer is not shown, and is asked for twice. */
  readonly isPassword: boolean;
}

/** Asks questions on a terminal; the answers come by their names. */
export type Ask = (questions: readonly CommandQuestion[]) => Promise<Readonly<Record<string, string>>>;

/**
 * Runs one of the framework's own commands in the lifted environment: the release's code, the stage's database.
 * Commands that write source (`makemigrations`) run on the project's own folder, since a release is never changed.
 *
 * @param options.interactive True gives the command the terminal; its output is then not in the result.
 * @param options.ask Asks for a command that runs elsewhere; undefined where nobody can be asked.
 */
export async function run(
  context: ActionContext,
  options: {
    readonly stage?: string | undefined;
    readonly command: readonly string[];
    readonly interactive: boolean;
    readonly ask?: Ask | undefined;
  },
): Promise<RunResult> {
  const onAws = await findStageOnAws(context, options.stage);
  if (onAws !== undefined) return (await import("./aws/run.ts")).runOnAws(context, onAws, options);
  const stage = await findTarget(context, options.stage);
  const record = await ensureServing(stage, processOptions(context));
  if (record === undefined) {
    throw new UserError("NEVER_LIFTED", { name: stage.project.name, stage: stage.stage, known: [] });
  }
  const entry = commandEntry(record.entry, { arguments: options.command, projectRoot: stage.project.root });
  if (options.interactive) context.tell({ type: "terminal-lent", lent: true });
  const outcome = await runCommand(entry, {
    arguments: options.command,
    isInteractive: options.interactive,
    caller: context.environment,
    signal: context.signal,
  }).finally(() => {
    if (options.interactive) context.tell({ type: "terminal-lent", lent: false });
  });
  const { exitCode, stdout, stderr } = outcome;
  return { stage: stage.stage, command: [...options.command], exitCode, stdout, stderr };
}
