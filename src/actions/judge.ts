import { UserError } from "../errors.ts";
import type { JudgedMigrations, JudgedOperation } from "../facts/migrations.ts";
import type { CommandError } from "../frameworks/django/answers.ts";
import { judgeMigrations } from "../frameworks/django/migrations.ts";
import type { ReleaseTarget, ReleaseWork } from "./release-target.ts";

type RestorePoint = Awaited<ReturnType<ReleaseTarget["keepData"]>>;

/**
 * Looks at what the pending migrations would do before any of them runs, and keeps the rows and files where they could
 * not be had back. A first release has no rows to lose, so it is not judged; neither is a database that is not ours.
 *
 * @returns The point that the data can be brought back to; undefined when none was needed.
 * @throws {UserError} `MIGRATION_WOULD_FAIL`; `MIGRATION_NEEDS_CONSENT` and `MIGRATION_NOT_JUDGED` when nobody has agreed
 *   yet. Nothing was changed.
 */
export async function judgePending(work: ReleaseWork): Promise<RestorePoint> {
  const { target, facts, stage, context } = work;
  if (target.live === undefined || target.database === null || target.database.isNew) return undefined;
  if (facts.migrations.unapplied.length === 0) return undefined;
  const judgement = await judgeMigrations((parameters) => target.run(parameters));
  if (!judgement.ok)
    return toldByMigrate.has(judgement.error.code) ? undefined : keepUnjudged(work, judgement.error);
  if (judgement.value === null) return undefined;
  const judged = judgement.value;
  context.tell({ type: "migrations-judged", judged });
  refuseFailing(judged);
  const grave = findOperations(judged, isGrave);
  if (grave.length === 0) return undefined;
  if (!work.isAgreed) {
    const operations = grave.length;
    throw new UserError("MIGRATION_NEEDS_CONSENT", { stage, operations }, { detail: describe(grave) });
  }
  return target.keepData();
}

/** What stops the judging and `migrate` as well, which then explains it. */
const toldByMigrate: ReadonlySet<string> = new Set([
  "migration-conflict",
  "migration-graph-broken",
  "database-unreachable",
]);

/** Nobody knows what migrations would do that could not be judged: they might be the gravest. */
function keepUnjudged(
  { isAgreed, target, stage }: ReleaseWork,
  { message, traceback }: CommandError,
): Promise<RestorePoint> {
  if (isAgreed) return target.keepData();
  const facts = { stage, message };
  throw new UserError("MIGRATION_NOT_JUDGED", facts, traceback === undefined ? {} : { detail: traceback });
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
