import { spawn, type ChildProcess } from "node:child_process";
import { constants } from "node:os";
import type { Readable } from "node:stream";
import { signalGroup } from "../../system/processes.ts";
import type { Isolation, SandboxView } from "./isolation.ts";
import type { Leash } from "./leash.ts";
import { readFrames, splitLines, type OutputLine } from "./output.ts";
import type { ProcessTable } from "./memory-watch.ts";
import { sandboxCommand } from "./sandbox-command.ts";
import {
  countNamespaceProcesses,
  descendants,
  namespaceResidentBytes,
  readProcesses,
  type ProcessEntry,
} from "./process-table.ts";

/** What a sandbox's process needs to start, and whom it tells. */
export interface ProcessOptions {
  readonly isolation: Isolation;
  readonly view: SandboxView;
  readonly environment: Readonly<Record<string, string>>;
  readonly leash: Leash;
  readonly onLine: (line: OutputLine) => void;
  /** Called once, when the process is gone and its last lines are read; `exit` in Lambda's wording. */
  readonly onExit: (exit: string) => void;
}

/** How long the output of a process that has ended is waited for, when something else still holds the pipe open. */
const drainMs = 200;

/** The processes of one sandbox: the program, what it starts, and the keeper of its namespaces. */
export class SandboxProcess {
  readonly #options: ProcessOptions;
  readonly #child: ChildProcess;
  /** Groups to stop and continue; empty until `survey` has found them. */
  #groups: readonly number[] = [];
  /** Processes that the last survey found. */
  #known: ReadonlySet<number> = new Set();
  /** As many as the namespace had then. */
  #count = 0;
  #isStopped = false;
  #maxResidentBytes = 0;
  #ended = false;

  constructor(options: ProcessOptions) {
    this.#options = options;
    const [program = "", ...parameters] = sandboxCommand(options.isolation, options.view);
    this.#child = spawn(program, parameters, {
      cwd: options.isolation.kind === "namespace" ? "/" : options.view.taskRoot,
      env: options.environment,
      detached: true,
      stdio: ["ignore", "pipe", "pipe", "pipe"],
    });
    const { pid } = this.#child;
    if (pid !== undefined) options.leash.hold(pid);
    this.#read(this.#child.stdio[1], splitLines(options.onLine));
    this.#read(this.#child.stdio[2], splitLines(options.onLine));
    this.#read(this.#child.stdio[3], readFrames(options.onLine));
    this.#child.once("error", (error) => this.#end(error.message));
    this.#child.once("exit", (code, signal) => this.#end(this.#describe(code, signal)));
  }

  /** Finds out which groups the program is, below the keeper: without this nothing can be stopped. */
  async survey(): Promise<void> {
    await this.#look();
  }

  /** Whether processes have come or gone since the last survey; only known where there are namespaces. */
  get hasChanged(): boolean {
    const { pid } = this.#child;
    if (pid === undefined || this.#options.isolation.kind !== "namespace") return false;
    return countNamespaceProcesses(pid) !== this.#count;
  }

  /** Surveys again, stops what has come since the last time if the rest is stopped, and names it. */
  async surveyNewcomers(): Promise<readonly string[]> {
    const [known, groups] = [this.#known, this.#groups];
    const found = await this.#look();
    const newcomers = this.#groups.filter((group) => !groups.includes(group));
    if (this.#isStopped) for (const group of newcomers) this.#signal(group, "SIGSTOP");
    return found.filter(({ pid }) => !known.has(pid)).map(({ name }) => name);
  }

  /** Stops the program until `thaw`; false while it is not known what to stop. */
  freeze(): boolean {
    for (const group of this.#groups) this.#signal(group, "SIGSTOP");
    this.#isStopped = this.#groups.length > 0;
    return this.#isStopped;
  }

  thaw(): void {
    this.#isStopped = false;
    for (const group of this.#groups) this.#signal(group, "SIGCONT");
  }

  /** Asks the program to end; it has to be thawed for that. */
  terminate(): void {
    for (const group of this.#groups) this.#signal(group, "SIGTERM");
  }

  /** Ends the program and everything that it started. */
  kill(): void {
    const { pid } = this.#child;
    if (pid === undefined || this.#ended) return;
    if (this.#options.isolation.kind === "none") void this.#killStrays(pid);
    else this.#signal(pid, "SIGKILL");
  }

  /** The most that `residentBytes` has ever found. */
  get maxResidentBytes(): number {
    return this.#maxResidentBytes;
  }

  /** Resident memory of the program and all that it started, in bytes. */
  async residentBytes(table: ProcessTable = readProcesses): Promise<number> {
    const { pid } = this.#child;
    if (pid === undefined) return 0;
    const resident =
      this.#options.isolation.kind === "namespace"
        ? namespaceResidentBytes(pid)
        : descendants(await table(), pid).reduce((sum, entry) => sum + entry.residentBytes, 0);
    this.#maxResidentBytes = Math.max(this.#maxResidentBytes, resident);
    return resident;
  }

  async #look(): Promise<readonly ProcessEntry[]> {
    const { pid } = this.#child;
    if (pid === undefined) return [];
    const isKept = this.#options.isolation.kind === "namespace";
    if (isKept) this.#count = countNamespaceProcesses(pid);
    const found = descendants(await readProcesses(), pid);
    this.#known = new Set(found.map((entry) => entry.pid));
    this.#groups = [...new Set(found.map(({ group }) => group))].filter((group) => !isKept || group !== pid);
    return found;
  }

  /** Without namespaces a child that made itself a group of its own has to be looked for, before its parent is gone. */
  async #killStrays(pid: number): Promise<void> {
    const strays = descendants(await readProcesses(), pid).map((entry) => entry.group);
    for (const group of new Set([pid, ...strays])) this.#signal(group, "SIGKILL");
  }

  #signal(group: number, signal: NodeJS.Signals): void {
    if (!this.#ended) signalGroup(group, signal);
  }

  #read(stream: unknown, take: (chunk: Buffer | undefined) => void): void {
    const readable = stream as Readable;
    readable.on("data", take);
    readable.once("end", () => take(undefined));
    // A pipe that breaks with its process tells nothing that the exit does not.
    readable.on("error", () => undefined);
  }

  #end(exit: string): void {
    if (this.#ended) return;
    this.#ended = true;
    if (this.#child.pid !== undefined) this.#options.leash.release(this.#child.pid);
    const finish = (): void => {
      clearTimeout(timer);
      this.#child.removeListener("close", finish);
      this.#options.onExit(exit);
    };
    const timer = setTimeout(finish, this.#child.pid === undefined ? 0 : drainMs);
    this.#child.once("close", finish);
  }

  /** The keeper of a namespace answers like a shell: 128 and the number of the signal that ended the program. */
  #describe(code: number | null, signal: NodeJS.Signals | null): string {
    if (signal !== null) return `signal: ${signalWord(signal)}`;
    if (code !== null && code > 128 && this.#options.isolation.kind === "namespace") {
      const found = Object.entries(constants.signals).find(([, number]) => number === code - 128);
      if (found !== undefined) return `signal: ${signalWord(found[0])}`;
    }
    return `exit status ${code ?? 0}`;
  }
}

function signalWord(signal: string): string {
  return words[signal] ?? signal;
}

const words: Readonly<Record<string, string>> = {
  SIGKILL: "killed",
  SIGTERM: "terminated",
  SIGSEGV: "segmentation fault",
  SIGABRT: "aborted",
  SIGBUS: "bus error",
};
