import { setTimeout as sleep } from "node:timers/promises";
import { MonoliftError, UserError } from "../errors.ts";
import {
  beginDevStatic,
  endDevStatic,
  followRequests,
  type ServedStage,
} from "../providers/local/develop.ts";
import { addressesOf } from "../providers/local/lifted.ts";
import { followLogs } from "../providers/local/logs.ts";
import { ensureProcess, type Process } from "../providers/local/process.ts";
import { devLock } from "../providers/local/project.ts";
import { takeLock } from "../system/lock.ts";
import { watchFolder, type Watch } from "../system/watch.ts";
import type { ActionContext } from "./context.ts";
import { isUnwatched } from "./dev-changes.ts";
import type { DevEvent, DevResult } from "./dev-events.ts";
import { exchangeCode, readChanges, servedStage, type ChangedCode, type ServedCode } from "./dev-reload.ts";
import { createRequestJoiner, type RequestJoiner } from "./dev-requests.ts";
import { processOptions } from "./process-options.ts";
import type { LogRecord } from "./results.ts";
import { openSite } from "./site.ts";
import { up } from "./up.ts";

export interface DevOptions {
  readonly stage?: string | undefined;
  /** As `up` has it, for the release that `dev` begins with. */
  readonly yesIrreversible?: boolean | undefined;
  /** As `up` has it. */
  readonly port?: number | undefined;
}

/**
 * An editor writes one file in several steps, and several files at once: changes are looked at after so much quiet. The
 * watch tells of one file at most every 50 ms, so anything shorter could miss the last step.
 */
const quietMs = 60;

/** One session of `dev`. */
interface Session {
  readonly context: ActionContext;
  readonly options: DevOptions;
  readonly daemon: Process;
  readonly tell: (event: DevEvent) => void;
  served: ServedCode;
  /** Folder of code that is being tried, or did not start: why is told in one piece. */
  tried: string | undefined;
  reloads: number;
}

/**
 * Lifts the project, then serves each change of its code at once and tells of every request, until `^C`. Changed code is
 * served from memory; a change that code alone cannot follow (dependencies, the file, migrations) is lifted as a release.
 * In the end the stage serves its release again.
 *
 * @throws {UserError} What `up` throws at the beginning; `DEV_RUNNING`, `TOO_MANY_WATCHES`. Afterwards errors are told.
 */
export async function dev(context: ActionContext, options: DevOptions): Promise<DevResult> {
  const { project, folder, names, stage: wished } = await openSite(context, options.stage);
  if (wished.provider === "aws") throw new UserError("NOT_YET_ON_AWS", { stage: names.stage });
  const lock = await takeDevLock(context, devLock(project, names.stage), names.stage);
  try {
    await up(context, { ...options, isAtOnce: true });
    const daemon = await ensureProcess(project.folder, processOptions(context));
    const stage = servedStage(await openSite(context, options.stage));
    const tell = (event: DevEvent): void => context.tell({ type: "dev", event });
    const served = { inputs: stage.live.inputs, folder: stage.live.entry.taskRoot };
    const session: Session = { context, options, daemon, tell, served, tried: undefined, reloads: 0 };
    await serveUntilEnd(session, stage);
    return await resultOf(session);
  } finally {
    await endDevStatic(folder);
    await lock.release();
  }
}

/** Two of them would exchange each other's code. */
async function takeDevLock(
  { signal }: ActionContext,
  path: string,
  stage: string,
): Promise<{ release(): Promise<void> }> {
  const refused = new AbortController();
  return takeLock(path, {
    signal: AbortSignal.any([signal, refused.signal]),
    onWait: ({ pid }) => refused.abort(new UserError("DEV_RUNNING", { pid, stage })),
  });
}

/** Watches, reloads, and tells of requests and log lines. Ends with the context's signal, or the first part that fails. */
async function serveUntilEnd(session: Session, stage: ServedStage): Promise<void> {
  const end = new AbortController();
  const signal = AbortSignal.any([session.context.signal, end.signal]);
  const changes = createChanges();
  const { root } = stage.project;
  const watch = await watchFolder(root, { isIgnored: isUnwatched(root), onChange: changes.note });
  await beginDevStatic(stage);
  const joiner = createRequestJoiner(
    (request) => session.tell({ type: "request", request }),
    (name) => name.replace(`${stage.project.name}-${stage.stage}-`, ""),
  );
  // Whoever reads that it watches may ask at once, and wants to see it.
  let beginning = 2;
  const onBegun = (): void => {
    beginning -= 1;
    if (beginning === 0) session.tell({ type: "watching", folder: root, ...headOf(stage) });
  };
  const { onAnswered } = joiner;
  // Something may have changed since the release was bundled.
  changes.note();
  const parts = [
    followRequests(session.daemon, stage.stage, { onBegun, onAnswered }, signal),
    followLogs(stage, (record) => tellRecord(session, root, joiner, record), signal, onBegun),
    reloadOnChange(session, changes, signal),
    untilFailure(watch, signal),
  ];
  const ended = await Promise.allSettled(
    parts.map((part) =>
      part.finally(() => {
        end.abort();
      }),
    ),
  );
  joiner.end();
  await watch.close();
  const failed = ended.find((part) => part.status === "rejected");
  if (failed !== undefined && !session.context.signal.aborted) throw failed.reason;
}

/** Lambda's own lines around a request are shown with it; what the application says stands by itself. */
function tellRecord(session: Session, root: string, joiner: RequestJoiner, record: LogRecord): void {
  if (record.kind === "report") return joiner.onReport(record);
  if (record.kind === "start" || record.kind === "end") return;
  const { tried, served } = session;
  // Why code did not start is told in one piece: not by the program that could not be loaded, and the platform after it.
  if (record.requestId === null && tried !== undefined && record.message.includes(tried)) return;
  // The bundle is a copy: people look for the line in their own file.
  const message = [served.folder, tried ?? served.folder].reduce(
    (text, folder) => text.replaceAll(folder, root),
    record.message,
  );
  session.tell({ type: "log", record: { ...record, message } });
}

/** A watch that fails ends `dev`: nobody would notice that changes are no longer seen. */
function untilFailure({ failed }: Watch, signal: AbortSignal): Promise<void> {
  return Promise.race([failed, aborted(signal)]);
}

async function reloadOnChange(session: Session, changes: Changes, signal: AbortSignal): Promise<void> {
  while (await changes.next(signal)) await reload(session, signal);
}

/** What cannot be served is told, and what was served before is served on. */
async function reload(session: Session, signal: AbortSignal): Promise<void> {
  const started = performance.now();
  let files: readonly string[] = [];
  try {
    const changed = await readChanges({ ...session.context, signal }, session.options.stage, session.served);
    if (changed === undefined) return;
    ({ files } = changed);
    // Tried once: what does not start is tried again when it has changed again.
    session.served = { ...session.served, inputs: changed.served.inputs };
    session.tried = changed.served.folder;
    const release = changed.needsRelease
      ? await liftChanged(session)
      : await exchange(session, changed, signal);
    session.tried = undefined;
    session.reloads += 1;
    session.tell({
      type: "reloaded",
      files: [...files],
      durationMs: Math.round(performance.now() - started),
      release,
    });
  } catch (error) {
    if (signal.aborted) return;
    if (!(error instanceof MonoliftError) || error.code === "NEVER_LIFTED") throw error;
    session.tell({ type: "not-reloaded", files, error });
  }
}

async function exchange(session: Session, changed: ChangedCode, signal: AbortSignal): Promise<null> {
  await exchangeCode({ ...session.context, signal }, session.daemon, changed);
  session.served = changed.served;
  return null;
}

async function liftChanged(session: Session): Promise<number> {
  const { context, options } = session;
  const { release } = await up(context, { stage: options.stage, isAtOnce: true });
  const stage = servedStage(await openSite(context, options.stage));
  session.served = { inputs: stage.live.inputs, folder: stage.live.entry.taskRoot };
  // The new release has static files of its own; those of the session begin with them.
  await beginDevStatic(stage);
  return release;
}

async function resultOf({ context, options, served, reloads }: Session): Promise<DevResult> {
  const stage = servedStage(await openSite(context, options.stage));
  return { ...headOf(stage), reloads, isAhead: served.inputs !== stage.live.inputs };
}

function headOf(stage: ServedStage): Omit<DevResult, "reloads" | "isAhead"> {
  return {
    name: stage.project.name,
    stage: stage.stage,
    ...addressesOf(stage),
    release: stage.live.release,
  };
}

/** Notes that something has changed. */
interface Changes {
  readonly note: () => void;
  /** Resolves once something has changed since the last call and it has been quiet for a moment; false at the end. */
  readonly next: (signal: AbortSignal) => Promise<boolean>;
}

function createChanges(): Changes {
  let noted = 0;
  let seen = 0;
  let wake: () => void = () => undefined;
  return {
    note: () => {
      noted += 1;
      wake();
    },
    next: async (signal) => {
      const end = aborted(signal);
      if (noted === seen) await Promise.race([end, new Promise<void>((resolve) => (wake = resolve))]);
      while (noted !== seen && !signal.aborted) {
        seen = noted;
        await Promise.race([end, sleep(quietMs)]);
      }
      return !signal.aborted;
    },
  };
}

function aborted(signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal.aborted) resolve();
    else signal.addEventListener("abort", () => resolve(), { once: true });
  });
}
