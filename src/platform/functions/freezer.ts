/** A sandbox that can be stopped between requests. */
export interface Freezable {
  /** When it began to wait for an event, on the clock of `performance.now`; undefined while it has one. */
  readonly readySince: number | undefined;
  /** False when that is not possible yet. */
  readonly freeze: () => boolean;
}

/**
 * How long a sandbox waits for the next event before it is stopped. Stopping and continuing costs some 50 µs of
 * processor time, which a client that asks again at once need not pay.
 */
const graceMs = 10;

/** Freezes sandboxes that have nothing to do: one timer for all, and none when all are frozen or at work. */
export class Freezer {
  readonly #waiting = new Set<Freezable>();
  #isScheduled = false;

  add(sandbox: Freezable): void {
    this.#waiting.add(sandbox);
    if (!this.#isScheduled) this.#schedule();
  }

  #schedule(): void {
    this.#isScheduled = true;
    setTimeout(() => this.#freeze(), graceMs).unref();
  }

  #freeze(): void {
    const before = performance.now() - graceMs;
    for (const sandbox of this.#waiting) {
      const since = sandbox.readySince;
      // One that has an event is added again when it is done.
      if (since === undefined || (since <= before && sandbox.freeze())) this.#waiting.delete(sandbox);
    }
    this.#isScheduled = false;
    if (this.#waiting.size > 0) this.#schedule();
  }
}
