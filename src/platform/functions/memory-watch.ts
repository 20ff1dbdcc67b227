import { readProcesses, type ProcessEntry } from "./process-table.ts";

/** The machine's processes, read when the first one asks. */
export type ProcessTable = () => Promise<readonly ProcessEntry[]>;

/** A sandbox whose memory is looked at while it works. */
export interface Watched {
  /** All sandboxes of a round share one table. */
  readonly checkMemory: (table: ProcessTable) => Promise<void>;
}

const intervalMs = 250;

/**
 * Looks at the memory of working sandboxes four times a second. With none at work there is no timer: a frozen sandbox
 * cannot grow. The timer is left to lapse after the last one, since setting and clearing it for each short request
 * would cost more than one round that finds nobody.
 */
export class MemoryWatch {
  readonly #working = new Set<Watched>();
  #isScheduled = false;

  add(sandbox: Watched): void {
    this.#working.add(sandbox);
    if (!this.#isScheduled) this.#schedule();
  }

  remove(sandbox: Watched): void {
    this.#working.delete(sandbox);
  }

  #schedule(): void {
    this.#isScheduled = true;
    setTimeout(() => void this.#look(), intervalMs).unref();
  }

  async #look(): Promise<void> {
    let processes: Promise<readonly ProcessEntry[]> | undefined;
    const table = (): Promise<readonly ProcessEntry[]> => (processes ??= readProcesses());
    await Promise.all([...this.#working].map((sandbox) => sandbox.checkMemory(table)));
    this.#isScheduled = false;
    if (this.#working.size > 0) this.#schedule();
  }
}
