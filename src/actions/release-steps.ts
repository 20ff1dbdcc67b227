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
import {
  askCandidate,
  bootCandidate,
  takeOverStatic,
  withHashedStatic,
  type BootFailure,
  type Candidate,
} from "../providers/local/local-stage.ts";
import { readFailure } from "../providers/local/logs.ts";
import { isFile } from "../system/files.ts";
import { notice, type Notice } from "../words/words.ts";
import { ownFrames } from "./boot-failure.ts";
import { judgePending } from "./judge.ts";
import { runOwn } from "./own-command.ts";
import { migrateNotices, rowNotices, staticNotices } from "./release-notices.ts";
import { findSameStatic } from "./same-static.ts";
import type { StepName } from "./results.ts";
import type { StepOutcome } from "./steps.ts";
import type { Lift } from "./up.ts";

/** What the project's own places are found by. */
type Made = Pick<Lift, "bundle" | "detection">;

/** The page that a new release has to answer before it is served. */
const healthPath = "/";

/**
 * Puts the static files of the new release in place; nothing serves them before the switch. Those of the live release are
 * taken over where they would come out the same.
 */
export async function placeStatic(lift: Lift): Promise<StepOutcome<Candidate>> {
  const same = await findSameStatic(lift);
  if (same !== undefined && (await takeOverStatic(lift.site.folder, same.release, lift.candidate))) {
    const hashed = same.services.door?.mounts.flatMap((mount) => mount.hashed) ?? [];
    return { value: withHashedStatic(lift.candidate, hashed), isSkipped: true };
  }
  const answer = await ask(lift, "static", "collectstatic", [], (error) => {
    throw new UserError("STATIC_FAILED", { message: error.message }, detailOf(lift, error));
  });
  tellAll(
    lift,
    staticNotices(answer, (path) => inProject(lift, path)),
  );
  return { value: withHashedStatic(lift.candidate, answer.hashed), facts: { files: answer.files } };
}

/** Brings one sandbox of the new release through its init phase: a failing import never leaves a migrated schema. */
export async function bootRelease(lift: Lift): Promise<StepOutcome<void>> {
  const report = await bootCandidate(lift.process, lift.candidate);
  if (report.ok) return { value: undefined, facts: { initMs: Math.round(report.initMs) } };
  throw bootError(lift, report.failure);
}

/** Why a version does not start, in the catalogue's words, with the lines of the project's own files. */
export function bootError(made: Made, failure: BootFailure): UserError {
  switch (failure.kind) {
    case "init-error": {
      const { errorType, errorMessage, stackTrace } = failure.error;
      const what = `${errorType.replace(/^Runtime\./, "")}: ${errorMessage.split("\n")[0] ?? ""}`;
      const detail = inProject(made, ownFrames(stackTrace, made.bundle.code.path));
      return new UserError("BOOT_FAILED", { what }, { detail });
    }
    case "init-timed-out":
      return new UserError(
        "BOOT_TIMED_OUT",
        { seconds: failure.limitSeconds },
        lastLines(made, failure.output),
      );
    case "init-out-of-memory":
      return new UserError(
        "BOOT_OUT_OF_MEMORY",
        { memoryMb: failure.memoryMb },
        lastLines(made, failure.output),
      );
    case "init-exited":
      return new UserError("BOOT_EXITED", { exit: failure.exit }, lastLines(made, failure.output));
    case "closing":
      // The process that would have started it was told to end.
      break;
  }
  return new UserError("BOOT_EXITED", { exit: failure.kind });
}

/**
 * Applies pending migrations, once. Skipped when the inspector has asked this very database and nothing is pending.
 */
export async function migrateDatabase(lift: Lift): Promise<StepOutcome<void>> {
  const { provisions, facts, site } = lift;
  const isFirst = site.lifted?.live === undefined || provisions.database?.isNew === true;
  const { unapplied, cacheTables } = facts.migrations;
  if (!isFirst && unapplied.length + cacheTables.length === 0) return { value: undefined, isSkipped: true };
  const point = await judgePending(lift);
  const answer = await ask(lift, "migrate", "migrate", [], (error) => {
    const context = detailOf(lift, error);
    if (error.app === undefined || error.name === undefined) {
      throw new UserError("MIGRATE_FAILED", { message: error.message }, context);
    }
    const migration = `${error.app}.${error.name}`;
    const isRolledBack = error.isRolledBack ?? true;
    throw new UserError("MIGRATION_FAILED", { migration, message: error.message, isRolledBack }, context);
  });
  tellAll(lift, migrateNotices(answer));
  if (cacheTables.length > 0)
    await ask(lift, "migrate", "prepare-database", [], failOf(lift, "createcachetable"));
  if (point !== undefined)
    tellAll(lift, [notice("RESTORE_POINT_MADE", { id: point.id, stage: site.names.stage })]);
  const restorePoint = point === undefined ? {} : { restorePoint: point.id };
  return { value: undefined, facts: { applied: answer.applied.length, ...restorePoint } };
}

/** Brings the rows of a SQLite file into the stage's database, all of them or none. */
export async function bringRows(lift: Lift, from: string): Promise<StepOutcome<void>> {
  const file = resolve(lift.context.cwd, from);
  if (!(await isFile(file))) throw new UserError("ROWS_FILE_MISSING", { file: from });
  const fresh = lift.provisions.database?.isNew === true ? ["--fresh"] : [];
  const answer = await ask(lift, "rows", "rows", ["--from", file, ...fresh], (error) => {
    const { message } = error;
    const { stage } = lift.site.names;
    if (error.code === "rows-stage-has-rows") throw new UserError("ROWS_STAGE_HAS_ROWS", { stage, message });
    throw new UserError("ROWS_NOT_BROUGHT", { file: from, message }, detailOf(lift, error));
  });
  tellAll(lift, rowNotices(answer));
  const { tables } = answer;
  const rows = tables.reduce((sum, one) => sum + one.rows, 0);
  return { value: undefined, facts: { tables: tables.filter((one) => one.rows > 0).length, rows } };
}

/** Asks the new release for its first page; an answer of 5xx means that it is not served. */
export async function checkHealth(lift: Lift): Promise<StepOutcome<void>> {
  const { status } = await askCandidate(lift.process, lift.candidate, healthPath);
  if (status < 500) return { value: undefined, facts: { status, path: healthPath } };
  const { said, hint } = await readFailure(lift.site.project, lift.candidate.record);
  const isFirst = lift.site.lifted?.live === undefined;
  const context = said === undefined ? {} : { detail: inProject(lift, said) };
  throw new UserError(
    "HEALTH_FAILED",
    { status, path: healthPath, isFirst, hint: hint === undefined ? null : inProject(lift, hint) },
    context,
  );
}

/** Runs one of Monolift's own commands; `onError` turns its error into one of the catalogue. */
async function ask<C extends OwnCommand>(
  lift: Lift,
  step: StepName,
  command: C,
  parameters: readonly string[],
  onError: (error: CommandError) => never,
): Promise<Answer<C>> {
  const outcome = await runOwn(lift, ownCommand(command, ...parameters), (line) => {
    const text = readProgress(line);
    if (text !== undefined) lift.context.tell({ type: "progress", name: step, text });
  });
  const answer = readAnswer(command, outcome);
  return answer.ok ? answer.value : onError(answer.error);
}

function tellAll({ context }: Lift, notices: readonly Notice[]): void {
  for (const said of notices) context.tell({ type: "notice", notice: said });
}

function failOf(lift: Lift, command: string): (error: CommandError) => never {
  return (error) => {
    throw new UserError("COMMAND_FAILED", { command, message: error.message }, detailOf(lift, error));
  };
}

/** The traceback and, where it names one, the place in the project's own file. */
export function detailOf(made: Made, error: CommandError): ErrorContext {
  const frame = error.frames?.at(-1);
  const excerpt = frame?.code ?? undefined;
  const problems = (error.problems ?? []).map(
    ({ table, column, primaryKey, problem, fix }) =>
      `${table}${column == null ? "" : `.${column}`}, row ${String(primaryKey)}: ${problem} → ${fix}`,
  );
  const said = error.traceback ?? (problems.length === 0 ? undefined : problems.join("\n"));
  return {
    ...(said === undefined ? {} : { detail: inProject(made, said) }),
    ...(frame === undefined
      ? {}
      : {
          place: {
            file: inProject(made, frame.file),
            line: frame.line,
            ...(excerpt === undefined ? {} : { excerpt }),
          },
        }),
  };
}

function lastLines(made: Made, output: readonly string[]): ErrorContext {
  return output.length === 0 ? {} : { detail: inProject(made, output.slice(-20).join("\n")) };
}

/** The bundle is a copy: people look for the line in their own file, and know a package by its name. */
export function inProject({ bundle, detection }: Made, text: string): string {
  return text.replaceAll(bundle.code.path, detection.root).replaceAll(`${bundle.dependencies.path}/`, "");
}
