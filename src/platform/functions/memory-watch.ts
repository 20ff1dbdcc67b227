import { readProcesses, type ProcessEntry } from "./process-table.ts";

/** A sandbox whose memory is looked at while it works. */
export interface Watched {
  /** `processes` is the machine's process table when it is time to look for new children, otherwise undefined. */
  readonly checkMemory: (processes: readonly ProcessEntry[] | undefined) => Promise<void>;
}

const intervalMs = 250;
/** Children are looked for in every eighth round: reading the whole table costs more than reading a few sizes. */
const roundsPerTable = 8;

/**
 * Looks at the memory of working sandboxes four times a second. With none at work there is no timer: a frozen sandbox
 * cannot grow. The timer is left to lapse after the last one, since setting and clearing it for each short request
 * would cost more than one round that finds nobody.
 */
export class MemoryWatch {
  readonly #working = new Set<Watched>();
  #isScheduled = false;
  #round = 0;

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
    if (this.#working.size > 0) {
      const processes = this.#round % roundsPerTable === 0 ? await readProcesses() : undefined;
      this.#round += 1;
      await Promise.all([...this.#working].map((sandbox) => sandbox.checkMemory(processes)));
    }
    this.#isScheduled = false;
    if (this.#working.size > 0) this.#schedule();
  }
}
