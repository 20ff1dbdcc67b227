import { limits } from "./limits.ts";

/** Less than this is not worth a timer: it is waited for together with what comes next. */
const shortestMs = 5;

/** The connection that a response comes in by. */
export interface Source {
  /** Stops reading: the program's writes then block. */
  readonly pause: () => void;
  readonly resume: () => void;
}

/**
 * Decides how fast a streamed response is taken from the program: as fast as the client takes it, and after the first
 * 6 MB no faster than Lambda passes it on. Time in which less came is not made up for.
 *
 * @see https://docs.aws.amazon.com/lambda/latest/dg/configuration-response-streaming.html#config-rs-bandwidth-cap
 */
export class StreamFlow {
  readonly #source: Source;
  readonly #bytesPerSecond: number;
  #clientIsBusy = false;
  #timer: NodeJS.Timeout | undefined;
  /** When what was passed on so far would be through at the capped speed. */
  #throughAt = 0;

  constructor(source: Source, bytesPerSecond: number) {
    this.#source = source;
    this.#bytesPerSecond = bytesPerSecond;
  }

  /**
   * A piece was passed on.
   *
   * @param passed Bytes of the response so far, this piece included.
   * @param clientWantsMore False holds the source back until `clientIsReady`.
   */
  pass(bytes: number, passed: number, clientWantsMore: boolean): void {
    if (!clientWantsMore) this.#clientIsBusy = true;
    if (passed > limits.uncappedStreamBytes) this.#slow(Math.min(bytes, passed - limits.uncappedStreamBytes));
    if (this.#isHeld()) this.#source.pause();
  }

  clientIsReady(): void {
    this.#clientIsBusy = false;
    this.#goOn();
  }

  /** All of the response has come. */
  end(): void {
    clearTimeout(this.#timer);
  }

  #slow(bytes: number): void {
    const now = performance.now();
    this.#throughAt = Math.max(now, this.#throughAt) + (bytes / this.#bytesPerSecond) * 1000;
    if (this.#throughAt - now < shortestMs) return;
    this.#timer ??= setTimeout(() => {
      this.#timer = undefined;
      this.#goOn();
    }, this.#throughAt - now).unref();
  }

  #goOn(): void {
    if (!this.#isHeld()) this.#source.resume();
  }

  #isHeld(): boolean {
    return this.#clientIsBusy || this.#timer !== undefined;
  }
}
