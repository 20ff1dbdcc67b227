import { spawn, type ChildProcess } from "node:child_process";
import { readFileSync } from "node:fs";
import { platform } from "node:os";
import { Readable, type Writable } from "node:stream";

/** How a program ended, with what it wrote. */
export interface Finished {
  /** Exit code, or null when a signal ended it. */
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
  readonly stdout: string;
  readonly stderr: string;
  /** What it wrote to descriptor 3; empty without `resultPipe`. */
  readonly result: string;
}

export interface RunOptions {
  readonly cwd?: string;
  /** The whole environment of the child; nothing is inherited. */
  readonly env: Readonly<Record<string, string | undefined>>;
  /** Milliseconds until SIGKILL goes to its process group; none by default. */
  readonly timeoutMs?: number;
  readonly signal?: AbortSignal;
  readonly input?: string;
  /** User and group to run as; only root may change them. */
  readonly uid?: number;
  readonly gid?: number;
  /** Opens descriptor 3 of the program for an answer of its own, apart from what it prints. */
  readonly resultPipe?: boolean;
  /** Ends what the program started and left running, as soon as it has ended itself. */
  readonly endGroupOnExit?: boolean;
  /** Called with each piece of stderr as it comes. */
  readonly onStderr?: (text: string) => void;
}

/**
 * Runs a program to its end. Arguments go to it as they are: there is no shell.
 * It gets a process group of its own, so that a time limit or an abort ends its children too.
 *
 * @throws The error of `spawn` when the program cannot be started (`ENOENT`, `EACCES`).
 */
export function runProgram(command: readonly string[], options: RunOptions): Promise<Finished> {
  const [program, ...parameters] = command;
  if (program === undefined) throw new TypeError("runProgram needs a program");
  return new Promise((resolve, reject) => {
    const child = spawn(program, parameters, {
      cwd: options.cwd,
      env: options.env,
      detached: true,
      ...(options.uid === undefined ? {} : { uid: options.uid }),
      ...(options.gid === undefined ? {} : { gid: options.gid }),
      stdio: [
        options.input === undefined ? "ignore" : "pipe",
        "pipe",
        "pipe",
        ...(options.resultPipe ? ["pipe" as const] : []),
      ],
    });
    const out = collect(child.stdout);
    const err = collect(child.stderr);
    const result = collect(child.stdio[3]);
    child.stderr?.on("data", (chunk: Buffer) => options.onStderr?.(chunk.toString("utf8")));
    const end = (): void => killGroup(child);
    const timer = options.timeoutMs === undefined ? undefined : setTimeout(end, options.timeoutMs);
    options.signal?.addEventListener("abort", end, { once: true });
    const tidy = (): void => {
      clearTimeout(timer);
      options.signal?.removeEventListener("abort", end);
    };
    child.once("error", (error) => {
      tidy();
      reject(error);
    });
    if (options.endGroupOnExit) child.once("exit", end);
    child.once("close", (code, signal) => {
      tidy();
      resolve({
        code,
        signal,
        stdout: Buffer.concat(out).toString("utf8"),
        stderr: Buffer.concat(err).toString("utf8"),
        result: Buffer.concat(result).toString("utf8"),
      });
    });
    if (options.input !== undefined) child.stdin?.end(options.input);
  });
}

/** Gathers what comes through a pipe; nothing where there is no pipe. */
function collect(pipe: Readable | Writable | null | undefined): readonly Buffer[] {
  const chunks: Buffer[] = [];
  if (pipe instanceof Readable) pipe.on("data", (chunk: Buffer) => chunks.push(chunk));
  return chunks;
}

/** Ends a detached child and what it started, at once. A group that is already gone is no error. */
export function killGroup(child: Pick<ChildProcess, "pid">, signal: NodeJS.Signals = "SIGKILL"): void {
  if (child.pid !== undefined) signalGroup(child.pid, signal);
}

/** Sends a signal to a process group; says whether there was one. */
export function signalGroup(pid: number, signal: NodeJS.Signals): boolean {
  try {
    process.kill(-pid, signal);
    return true;
  } catch (error) {
    if (error instanceof Error && "code" in error && error.code === "ESRCH") return false;
    throw error;
  }
}

/**
 * True while a process of this id runs, also one of somebody else. One that has ended and whose parent has not asked
 * about it yet (a zombie) runs no more; only Linux tells them apart.
 */
export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
  } catch (error) {
    if (error instanceof Error && "code" in error && error.code === "EPERM") return true;
    return false;
  }
  return platform() !== "linux" || !/^[ZX]/u.test(statOf(pid));
}

/** `/proc/PID/stat` from its third field on; empty when there is no such process. */
function statOf(pid: number): string {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, "utf8");
    // The command in field 2 may hold spaces and brackets: the fields go on after the last one.
    return stat.slice(stat.lastIndexOf(")") + 2);
  } catch {
    return "X";
  }
}

/**
 * When a process was started, as a text that only serves to be compared; null when there is no such process
 * or the system does not tell. On Linux the start time in clock ticks since boot (`/proc/PID/stat`, field 22).
 */
export async function startTimeOf(pid: number): Promise<string | null> {
  if (platform() === "linux") return statOf(pid).split(" ")[19] ?? null;
  const finished = await runProgram(["ps", "-o", "lstart=", "-p", String(pid)], {
    env: { PATH: process.env["PATH"], LC_ALL: "C" },
  });
  const text = finished.stdout.trim();
  return text === "" ? null : text;
}
