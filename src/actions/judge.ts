import { UserError } from "../errors.ts";
import type { JudgedMigrations, JudgedOperation } from "../facts/migrations.ts";
import type { CommandError } from "../frameworks/django/answers.ts";
import { judgeMigrations } from "../frameworks/django/migrations.ts";
import { createRestorePoint, type RestorePoint } from "../providers/local/restore-points.ts";
import { currentUser } from "../system/user.ts";
import { runOwn } from "./own-command.ts";
import type { Lift } from "./up.ts";

/**
 * Looks at what the pending migrations would do before any of them runs, and keeps the rows and files where they could
 * not be had back. A first release has no rows to lose, so it is not judged; neither is a database that is not ours.
 *
 * @returns The point that the data can be brought back to; undefined when none was needed.
 * @throws {UserError} `MIGRATION_WOULD_FAIL`; `MIGRATION_NEEDS_CONSENT` and `MIGRATION_NOT_JUDGED` when nobody has agreed
 *   yet. Nothing was changed.
 */
export async function judgePending(lift: Lift): Promise<RestorePoint | undefined> {
  const { provisions, facts, site, context } = lift;
  const live = site.lifted?.live;
  if (live === undefined || provisions.database === null || provisions.database.isNew) return undefined;
  if (facts.migrations.unapplied.length === 0) return undefined;
  const judgement = await judgeMigrations((parameters) => runOwn(lift, parameters));
  if (!judgement.ok)
    return toldByMigrate.has(judgement.error.code) ? undefined : keepUnjudged(lift, judgement.error);
  if (judgement.value === null) return undefined;
  const judged = judgement.value;
  context.tell({ type: "migrations-judged", judged });
  refuseFailing(judged);
  const grave = findOperations(judged, isGrave);
  if (grave.length === 0) return undefined;
  if (!lift.isAgreed) {
    const { stage } = site.names;
    const operations = grave.length;
    throw new UserError("MIGRATION_NEEDS_CONSENT", { stage, operations }, { detail: describe(grave) });
  }
  return keepData(lift);
}

/** What stops the judging and `migrate` as well, which then explains it. */
const toldByMigrate: ReadonlySet<string> = new Set([
  "migration-conflict",
  "migration-graph-broken",
  "database-unreachable",
]);

/** Nobody knows what migrations would do that could not be judged: they might be the gravest. */
function keepUnjudged(lift: Lift, { message, traceback }: CommandError): Promise<RestorePoint> {
  if (lift.isAgreed) return keepData(lift);
  const facts = { stage: lift.site.names.stage, message };
  throw new UserError("MIGRATION_NOT_JUDGED", facts, traceback === undefined ? {} : { detail: traceback });
}

function keepData({ process, site }: Lift): Promise<RestorePoint> {
  const about = {
    by: currentUser(),
    release: site.lifted?.live?.release ?? null,
    reason: "migration",
  } as const;
  return createRestorePoint({ daemon: process, folder: site.folder, names: site.names }, about);
}

function refuseFailing(judged: JudgedMigrations): void {
  const failing = findOperations(judged, ({ fails }) => fails === "will");
  const [first] = failing;
  if (first === undefined) return;
  const facts = { migration: first.migration, operations: failing.length };
  throw new UserError("MIGRATION_WOULD_FAIL", facts, { detail: describe(failing) });
}

/** There is no way back, or the release that serves now could not go on with what is left. */
function isGrave({ kind, oldReleaseLives }: JudgedOperation): boolean {
  return kind === "irreversible" || oldReleaseLives === "no";
}

interface Found {
  readonly migration: string;
  readonly operation: JudgedOperation;
}

function findOperations(
  judged: JudgedMigrations,
  isWanted: (operation: JudgedOperation) => boolean,
): readonly Found[] {
  return judged.pending.flatMap(({ app, name, operations }) =>
    operations.filter(isWanted).map((operation) => ({ migration: `${app}.${name}`, operation })),
  );
}

function describe(found: readonly Found[]): string {
  return found.map(({ migration, operation }) => `${migration}: ${operation.description}`).join("\n");
}
