import { watch } from "node:fs";
import { open, readFile } from "node:fs/promises";
import { basename, join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { daemonFolder } from "../../platform/daemon/folder.ts";
import { logFilesOf } from "../../platform/functions/log-files.ts";
import type { LogRecord } from "../../platform/functions/log.ts";
import { hasCode, sizeOf } from "../../system/files.ts";
import type { LiftedStage } from "./lifted.ts";
import type { Project } from "./project.ts";
import type { ReleaseRecord } from "./releases.ts";

/** Names of a stage's functions: of the live release, else of a first one of which a step failed. */
function functionsOf(stage: LiftedStage): readonly string[] {
  const services = stage.services ?? stage.candidate?.services;
  return [...new Set((services?.functions ?? []).map((one) => one.functionName))];
}

/** Folder in which the functions of a project write their logs. */
export function logFolder(stage: Pick<LiftedStage, "project">): string {
  return daemonFolder(stage.project.folder).logs;
}

/** Every record of a stage that is kept, oldest first. */
export async function readLogs(stage: LiftedStage): Promise<readonly LogRecord[]> {
  return readRecords(logFolder(stage), functionsOf(stage));
}

async function readRecords(folder: string, functions: readonly string[]): Promise<readonly LogRecord[]> {
  const files = functions.flatMap((name) => logFilesOf(folder, name));
  const texts = await Promise.all(files.map(readIfThere));
  return texts
    .flatMap((text) => text.split("\n").flatMap(parseRecord))
    .toSorted((a, b) => a.time.localeCompare(b.time));
}

/** How long a log line may be behind the response that it belongs to: both come over pipes of their own. */
const lateMs = 1000;

/** What a release last complained about, and the limit of Lambda's that the same request ran into, where one was named. */
export interface ReleaseFailure {
  /** The newest error, or else the newest lines. */
  readonly said: string | undefined;
  readonly hint: string | undefined;
}

/** Reads what the functions of a release say of the request that failed last. */
export async function readFailure(project: Project, record: ReleaseRecord): Promise<ReleaseFailure> {
  const functions = record.services.functions.map((one) => one.functionName);
  const since = performance.now();
  for (;;) {
    const records = await readRecords(daemonFolder(project.folder).logs, functions);
    const all = records.filter(({ version }) => version === record.release);
    const own = all.filter(({ kind }) => isSaid.has(kind));
    const error = own.findLast(({ level }) => level === "error" || level === "critical");
    if (error !== undefined) return { said: error.message, hint: hintOf(error, all) };
    if (performance.now() - since > lateMs) {
      const last = own.at(-1);
      return last === undefined
        ? { said: undefined, hint: undefined }
        : { said: lastLines(own), hint: hintOf(last, all) };
    }
    await sleep(20);
  }
}

/** What is only worth knowing (a slow stream) is no cause of a failure. */
function hintOf({ requestId }: LogRecord, records: readonly LogRecord[]): string | undefined {
  const hints = records.filter(({ kind, level }) => kind === "hint" && level === "error");
  return hints.findLast((one) => one.requestId === requestId)?.message;
}

/** Of a program that only printed what was wrong and ended: its last words, and the platform's. */
function lastLines(records: readonly LogRecord[]): string {
  return records
    .slice(-20)
    .map(({ message }) => message)
    .join("\n");
}

const isSaid: ReadonlySet<LogRecord["kind"]> = new Set(["application", "error"]);

/**
 * Gives each record that is written from now on, until `signal` aborts.
 *
 * @param onBegun Called once no further record can be missed.
 * @throws Nothing on abort: following ends.
 */
export async function followLogs(
  stage: LiftedStage,
  onRecord: (record: LogRecord) => void,
  signal: AbortSignal,
  onBegun: () => void = () => undefined,
): Promise<void> {
  const folder = logFolder(stage);
  const names = new Set(functionsOf(stage).map((name) => `${name}.jsonl`));
  const tails = new Map<string, Tail>();
  for (const name of names) tails.set(name, await openTail(join(folder, name)));
  let turn = Promise.resolve();
  const watcher = watch(folder, (_event, name) => {
    const tail = tails.get(basename(String(name)));
    // One read after another, or two would read the same lines.
    if (tail !== undefined) turn = turn.then(() => readTail(tail, onRecord));
  });
  onBegun();
  await new Promise<void>((resolve) => {
    if (signal.aborted) resolve();
    signal.addEventListener("abort", () => resolve(), { once: true });
  });
  watcher.close();
  await turn;
}

interface Tail {
  readonly path: string;
  offset: number;
  rest: string;
}

async function openTail(path: string): Promise<Tail> {
  return { path, offset: await sizeOf(path), rest: "" };
}

async function readTail(tail: Tail, onRecord: (record: LogRecord) => void): Promise<void> {
  const size = await sizeOf(tail.path);
  // A smaller file is a new one: the old one was put aside.
  if (size < tail.offset) tail.offset = 0;
  if (size === tail.offset) return;
  const handle = await open(tail.path, "r");
  try {
    const buffer = Buffer.alloc(size - tail.offset);
    await handle.read(buffer, 0, buffer.length, tail.offset);
    tail.offset = size;
    const lines = (tail.rest + buffer.toString("utf8")).split("\n");
    tail.rest = lines.pop() ?? "";
    for (const record of lines.flatMap(parseRecord)) onRecord(record);
  } finally {
    await handle.close();
  }
}

async function readIfThere(path: string): Promise<string> {
  return readFile(path, "utf8").catch((error: unknown) => {
    if (hasCode(error, "ENOENT")) return "";
    throw error;
  });
}

/** A line that was cut off by a crash is no record. */
function parseRecord(line: string): readonly LogRecord[] {
  if (line === "") return [];
  try {
    return [JSON.parse(line) as LogRecord];
  } catch {
    return [];
  }
}
