import type { JudgedMigrations } from "../../facts/migrations.ts";
import { ownCommand, readAnswer, type CommandError } from "./answers.ts";

/** From where on a table is large, so that what locks or rewrites it is costly. */
export interface LargeTable {
  /** Default 100,000. */
  readonly rows?: number;
  /** With indexes; default 64,000,000. */
  readonly bytes?: number;
}

/** Runs a command of the application in the lifted environment, as `runCommand` does. */
export type RunOwnCommand = (
  parameters: readonly string[],
) => Promise<{ readonly result: string; readonly stderr: string; readonly exitCode: number }>;

/** `value` is null when the stage's database is not PostgreSQL: its migrations cannot be judged. */
export type Judgement =
  | { readonly ok: true; readonly value: JudgedMigrations | null }
  | { readonly ok: false; readonly error: CommandError };

/**
 * Judges the migrations that are pending in the stage's database. Changes nothing, so it may be repeated;
 * with nothing pending it costs a start of the application and one query.
 *
 * An error is what `migrate` would stumble over, too: `migration-conflict`, `migration-graph-broken`,
 * `database-unreachable`, or what the application raises.
 */
export async function judgeMigrations(run: RunOwnCommand, large: LargeTable = {}): Promise<Judgement> {
  const parameters = [
    ...(large.rows === undefined ? [] : ["--large-rows", String(large.rows)]),
    ...(large.bytes === undefined ? [] : ["--large-bytes", String(large.bytes)]),
  ];
  const answer = readAnswer("judge-migrations", await run(ownCommand("judge-migrations", ...parameters)));
  if (!answer.ok && answer.error.code === "judging-needs-postgresql") return { ok: true, value: null };
  return answer;
}
