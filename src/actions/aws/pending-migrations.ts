import { OperationError } from "../../errors.ts";
import type { Facts } from "../../facts/schema.ts";
import { ownCommand, readAnswer } from "../../frameworks/django/answers.ts";
import { liveAlias } from "../../providers/aws/functions/aliases.ts";
import { runRemoteCommand } from "../../providers/aws/functions/run-command.ts";
import { functionName } from "../../providers/aws/names.ts";
import type { DiffResult } from "../diff-results.ts";
import { engineOf } from "./identity.ts";
import type { Foretold } from "./foretell-stack.ts";

type Migration = Facts["migrations"]["unapplied"][number];

/**
 * The migrations that `up` would apply. The release that serves is asked what its database has seen, by a command that only
 * reads; what its own code has, its facts tell. They are not judged: that takes the new code beside the database, which is
 * where `up` judges them before it applies them.
 *
 * @param before Facts of the live release: without a database, all of its migrations count as pending in them.
 * @returns Null before a first release, and where the database is to be another one.
 */
export async function pendingOnAws(
  { context, site, stage, inspection }: Foretold,
  before: Facts | undefined,
): Promise<DiffResult["migrations"]> {
  const { live, aws, names } = stage;
  if (live === undefined || before === undefined) return null;
  if ((engineOf(live) ?? "settings") !== site.stage.database.engine) return null;
  const target = { name: functionName(names, "manage"), qualifier: liveAlias };
  const asked = ownCommand("migrations");
  try {
    const outcome = await runRemoteCommand(aws, target, { arguments: asked, signal: context.signal });
    return readPending(readAnswer("migrations", outcome), before, inspection.facts);
  } catch (error) {
    // What would be done is worth saying without it.
    if (!(error instanceof OperationError)) throw error;
    return { pending: [], judged: null, problem: error.message };
  }
}

function readPending(
  answer: ReturnType<typeof readAnswer<"migrations">>,
  before: Facts,
  after: Facts,
): DiffResult["migrations"] {
  if (!answer.ok) return { pending: [], judged: null, problem: answer.error.message };
  const { unapplied, unknown } = answer.value;
  const seen = [...without(before.migrations.unapplied, unapplied), ...unknown];
  const pending = without(after.migrations.unapplied, seen);
  return { pending: pending.map(nameOf), judged: null, problem: null };
}

function without(all: readonly Migration[], others: readonly Migration[]): readonly Migration[] {
  const named = new Set(others.map(nameOf));
  return all.filter((one) => !named.has(nameOf(one)));
}

function nameOf({ app, name }: Migration): string {
  return `${app}.${name}`;
}
