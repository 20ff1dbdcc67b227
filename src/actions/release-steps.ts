import { resolve } from "node:path";
import { UserError, type ErrorContext } from "../errors.ts";
import {
  ownCommand,
  readAnswer,
  readProgress,
  type Answer,
  type CommandError,
  type OwnCommand,
} from "../frameworks/django/answers.ts";
import type { BootFailure } from "../providers/provider.ts";
import { isFile } from "../system/files.ts";
import { notice, type Notice } from "../words/words.ts";
import type { ActionContext } from "./context.ts";
import { ownFrames } from "./boot-failure.ts";
import { judgePending } from "./judge.ts";
import { migrateNotices, rowNotices, staticNotices } from "./release-notices.ts";
import type { StepName } from "./results.ts";
import type { StepOutcome } from "./steps.ts";
import type { CodePlaces, ReleaseTarget, ReleaseWork } from "./release-target.ts";

/** The page that a new release has to answer before it is served. */
const healthPath = "/";

/**
 * Collects the static files of the new release where its settings say.
 *
 * @returns Paths below that folder whose names change with their content.
 */
export async function collectStatic(
  work: Pick<ReleaseWork, "context" | "places"> & { readonly target: Pick<ReleaseTarget, "run"> },
): Promise<StepOutcome<readonly string[]>> {
  const answer = await ask(work, "static", "collectstatic", [], (error) => {
    throw new UserError("STATIC_FAILED", { message: error.message }, detailOf(work.places, error));
  });
  tellAll(
    work.context,
    staticNotices(answer, (path) => inProject(work.places, path)),
  );
  return { value: answer.hashed, facts: { files: answer.files } };
}

/** Brings one sandbox of the new release through its init phase: a failing import never leaves a migrated schema. */
export async function bootRelease(work: Pick<ReleaseWork, "places" | "target">): Promise<StepOutcome<void>> {
  const report = await work.target.boot();
  if (report.ok) return { value: undefined, facts: { initMs: Math.round(report.initMs) } };
  throw bootError(work.places, report.failure);
}

/** Why a version does not start, in the catalogue's words, with the lines of the project's own files. */
export function bootError(places: CodePlaces, failure: BootFailure): UserError {
  switch (failure.kind) {
    case "init-error": {
      const { errorType, errorMessage, stackTrace } = failure.error;
      const what = `${errorType.replace(/^Runtime\./, "")}: ${errorMessage.split("\n")[0] ?? ""}`;
      const detail = inProject(places, ownFrames(stackTrace, places.code));
      return new UserError("BOOT_FAILED", { what }, { detail });
    }
    case "init-timed-out":
      return new UserError(
        "BOOT_TIMED_OUT",
        { seconds: failure.limitSeconds },
        lastLines(places, failure.output),
      );
    case "init-out-of-memory":
      return new UserError(
        "BOOT_OUT_OF_MEMORY",
        { memoryMb: failure.memoryMb },
        lastLines(places, failure.output),
      );
    case "init-exited":
      return new UserError("BOOT_EXITED", { exit: failure.exit }, lastLines(places, failure.output));
    case "closing":
      // The process that would have started it was told to end.
      break;
  }
  return new UserError("BOOT_EXITED", { exit: failure.kind });
}

/**
 * Applies pending migrations, once. Skipped when the inspector has asked this very database and nothing is pending.
 */
export async function migrateDatabase(work: ReleaseWork): Promise<StepOutcome<void>> {
  const { target, facts, context, places } = work;
  const isFirst = target.live === undefined || target.database?.isNew === true;
  const { unapplied, cacheTables } = facts.migrations;
  if (!isFirst && unapplied.length + cacheTables.length === 0) return { value: undefined, isSkipped: true };
  const point = await judgePending(work);
  const answer = await ask(work, "migrate", "migrate", [], (error) => {
    const detail = detailOf(places, error);
    if (error.app === undefined || error.name === undefined) {
      throw new UserError("MIGRATE_FAILED", { message: error.message }, detail);
    }
    const migration = `${error.app}.${error.name}`;
    const isRolledBack = error.isRolledBack ?? true;
    throw new UserError("MIGRATION_FAILED", { migration, message: error.message, isRolledBack }, detail);
  });
  tellAll(context, migrateNotices(answer));
  if (cacheTables.length > 0)
    await ask(work, "migrate", "prepare-database", [], failOf(places, "createcachetable"));
  if (point !== undefined) tellAll(context, [notice("RESTORE_POINT_MADE", { ...point, stage: work.stage })]);
  const restorePoint = point === undefined ? {} : { restorePoint: point.id };
  return { value: undefined, facts: { applied: answer.applied.length, ...restorePoint } };
}

/** Brings the rows of a SQLite file into the stage's database, all of them or none. */
export async function bringRows(work: ReleaseWork, from: string): Promise<StepOutcome<void>> {
  const { context, places, stage } = work;
  const file = resolve(context.cwd, from);
  if (!(await isFile(file))) throw new UserError("ROWS_FILE_MISSING", { file: from });
  const fresh = work.target.database?.isNew === true ? ["--fresh"] : [];
  const answer = await ask(work, "rows", "rows", ["--from", file, ...fresh], (error) => {
    const { message } = error;
    if (error.code === "rows-stage-has-rows") throw new UserError("ROWS_STAGE_HAS_ROWS", { stage, message });
    throw new UserError("ROWS_NOT_BROUGHT", { file: from, message }, detailOf(places, error));
  });
  tellAll(context, rowNotices(answer));
  const { tables } = answer;
  const rows = tables.reduce((sum, one) => sum + one.rows, 0);
  return { value: undefined, facts: { tables: tables.filter((one) => one.rows > 0).length, rows } };
}

/** Asks the new release for its first page; an answer of 5xx means that it is not served. */
export async function checkHealth({
  target,
  places,
}: Pick<ReleaseWork, "target" | "places">): Promise<StepOutcome<void>> {
  const { status } = await target.ask(healthPath);
  if (status < 500) return { value: undefined, facts: { status, path: healthPath } };
  const { said, hint } = await target.readFailure();
  const isFirst = target.live === undefined;
  const context = said === undefined ? {} : { detail: inProject(places, said) };
  throw new UserError(
    "HEALTH_FAILED",
    { status, path: healthPath, isFirst, hint: hint === undefined ? null : inProject(places, hint) },
    context,
  );
}

/** Runs one of Monolift's own commands; `onError` turns its error into one of the catalogue. */
async function ask<C extends OwnCommand>(
  { target, context }: Pick<ReleaseWork, "context"> & { readonly target: Pick<ReleaseTarget, "run"> },
  step: StepName,
  command: C,
  parameters: readonly string[],
  onError: (error: CommandError) => never,
): Promise<Answer<C>> {
  const outcome = await target.run(ownCommand(command, ...parameters), (line) => {
    const text = readProgress(line);
    if (text !== undefined) context.tell({ type: "progress", name: step, text });
  });
  const answer = readAnswer(command, outcome);
  return answer.ok ? answer.value : onError(answer.error);
}

function tellAll(context: Pick<ActionContext, "tell">, notices: readonly Notice[]): void {
  for (const said of notices) context.tell({ type: "notice", notice: said });
}

function failOf(places: CodePlaces, command: string): (error: CommandError) => never {
  return (error) => {
    throw new UserError("COMMAND_FAILED", { command, message: error.message }, detailOf(places, error));
  };
}

/** The traceback and, where it names one, the place in the project's own file. */
export function detailOf(places: CodePlaces, error: CommandError): ErrorContext {
  const frame = error.frames?.at(-1);
  const excerpt = frame?.code ?? undefined;
  const problems = (error.problems ?? []).map(
    ({ table, column, primaryKey, problem, fix }) =>
      `${table}${column == null ? "" : `.${column}`}, row ${String(primaryKey)}: ${problem} → ${fix}`,
  );
  const said = error.traceback ?? (problems.length === 0 ? undefined : problems.join("\n"));
  return {
    ...(said === undefined ? {} : { detail: inProject(places, said) }),
    ...(frame === undefined
      ? {}
      : {
          place: {
            file: inProject(places, frame.file),
            line: frame.line,
            ...(excerpt === undefined ? {} : { excerpt }),
          },
        }),
  };
}

function lastLines(places: CodePlaces, output: readonly string[]): ErrorContext {
  return output.length === 0 ? {} : { detail: inProject(places, output.slice(-20).join("\n")) };
}

/** The bundle is a copy: people look for the line in their own file, and know a package by its name. */
export function inProject({ detection, code, dependencies }: CodePlaces, text: string): string {
  return text.replaceAll(code, detection.root).replaceAll(`${dependencies}/`, "");
}
