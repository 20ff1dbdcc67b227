import { withTemporary } from "../bundle/temporary.ts";
import { ownCommand, readAnswer } from "../frameworks/django/answers.ts";
import type { EntryPoints } from "../plan/provisions.ts";
import { runCommand } from "../providers/local/commands.ts";
import type { LiftedStage } from "../providers/local/lifted.ts";
import { readReleases } from "../providers/local/releases.ts";
import type { ActionContext } from "./context.ts";

/** How long the application may take to say which migrations it knows, in milliseconds. */
const patienceMs = 20_000;

/** Migrations that stay applied, as `app.name`, as soon as it is known; `abort` gives up asking. */
export interface MigrationsLeft {
  readonly names: Promise<readonly string[]>;
  readonly abort: () => void;
}

/**
 * Which migrations stay applied although an older release does not know them: those that newer releases came with, and
 * what the database has seen and the release's own code has not. An `up` that failed after its migrations has left
 * some of the latter kind. A release that cannot be asked is judged by the former alone.
 */
export function migrationsLeft(
  context: ActionContext,
  stage: LiftedStage,
  target: { readonly release: number; readonly entry: EntryPoints },
): MigrationsLeft {
  const giveUp = new AbortController();
  const signal = AbortSignal.any([giveUp.signal, context.signal, AbortSignal.timeout(patienceMs)]);
  const names = Promise.all([
    cameLater(stage, target.release),
    askUnknown(context, target.entry, signal).catch(() => []),
  ]).then(([later, unknown]) => [...new Set([...later, ...unknown])]);
  return { names, abort: () => giveUp.abort() };
}

async function cameLater(stage: LiftedStage, release: number): Promise<readonly string[]> {
  const newer = (await readReleases(stage.folder)).filter((record) => record.release > release);
  return newer.toReversed().flatMap((record) => record.migrations ?? []);
}

async function askUnknown(
  { home, environment }: ActionContext,
  entry: EntryPoints,
  signal: AbortSignal,
): Promise<readonly string[]> {
  const outcome = await withTemporary(home.cache, (folder) =>
    runCommand(entry, {
      arguments: ownCommand("migrations"),
      isInteractive: false,
      caller: environment,
      extra: { HOME: folder },
      signal,
    }),
  );
  const answer = readAnswer("migrations", outcome);
  return answer.ok ? answer.value.unknown.map(({ app, name }) => `${app}.${name}`) : [];
}
