import { withTemporary } from "../bundle/temporary.ts";
import type { EntryPoints } from "../plan/provisions.ts";
import { runCommand } from "../providers/local/commands.ts";
import type { CommandOutcome } from "../providers/provider.ts";
import type { ActionContext } from "./context.ts";

/**
 * Runs one of Monolift's own commands in the new release. Nobody asked for these in so many words, so they have a home of
 * their own: what the application leaves there is gone.
 *
 * @throws The reason of the abort: an interrupted command is no failure of the application.
 */
export async function runOwn(
  lift: {
    readonly candidate: { readonly record: { readonly entry: EntryPoints } };
    readonly context: ActionContext;
  },
  parameters: readonly string[],
  onResult?: (line: string) => void,
): Promise<CommandOutcome> {
  const { home, environment, signal } = lift.context;
  const outcome = await withTemporary(home.cache, (folder) =>
    runCommand(lift.candidate.record.entry, {
      arguments: parameters,
      isInteractive: false,
      caller: environment,
      extra: { HOME: folder },
      signal,
      ...(onResult === undefined ? {} : { onResult }),
    }),
  );
  signal.throwIfAborted();
  return outcome;
}
