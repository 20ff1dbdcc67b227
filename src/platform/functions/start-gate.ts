/**
 * Lets only so many sandboxes start at once. On Lambda every new sandbox brings its own processor; here they share
 * this machine's, and ten applications importing themselves at the same time would all run into the init limit.
 */
export class StartGate {
  #free: number;
  readonly #queue: (() => boolean)[] = [];

  /** `places` is how many may start at one time. */
  constructor(places: number) {
    this.#free = places;
  }

  /** Calls `start` when there is a place: at once or later. It answers false when it is no longer wanted. */
  enter(start: () => boolean): void {
    this.#queue.push(start);
    this.#admit();
  }

  /** A start that was admitted has ended, one way or the other. */
  leave(): void {
    this.#free += 1;
    this.#admit();
  }

  #admit(): void {
    while (this.#free > 0) {
      const start = this.#queue.shift();
      if (start === undefined) return;
      this.#free -= 1;
      if (!start()) this.#free += 1;
    }
  }
}
