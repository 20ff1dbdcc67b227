/**
 * The time limit of a sandbox: of its start, then of one request after the other.
 *
 * One timer serves many requests: it is left running when a request ends, and when it goes off it looks at how long the
 * present one has had. To set and clear one each time would be a part of every request's cost.
 */
export class TimeLimit {
  readonly #onPassed: () => void;
  #timer: NodeJS.Timeout | undefined;
  #limitMs = 0;
  #beganAt = 0;
  #isRunning = false;

  /** `onPassed` is called when a limit passes before its `end`. */
  constructor(onPassed: () => void) {
    this.#onPassed = onPassed;
  }

  /** Milliseconds since `begin`. */
  get elapsedMs(): number {
    return performance.now() - this.#beganAt;
  }

  /** Begins to count. A limit other than the one before needs a `clear` in between. */
  begin(limitMs: number): void {
    this.#limitMs = limitMs;
    this.#beganAt = performance.now();
    this.#isRunning = true;
    this.#timer ??= setTimeout(() => this.#check(), limitMs);
  }

  end(): void {
    this.#isRunning = false;
  }

  /** Ends, and lets the timer go. */
  clear(): void {
    this.#isRunning = false;
    clearTimeout(this.#timer);
    this.#timer = undefined;
  }

  #check(): void {
    this.#timer = undefined;
    if (!this.#isRunning) return;
    const left = this.#limitMs - this.elapsedMs;
    if (left > 0) {
      this.#timer = setTimeout(() => this.#check(), left);
      return;
    }
    this.#isRunning = false;
    this.#onPassed();
  }
}
