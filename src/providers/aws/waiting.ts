import type { Notice } from "../../words/words.ts";
import { pauseForReal, type Pause } from "./stack/pauses.ts";

/** Who looks on while something takes minutes that is no stack. */
export interface WaitWatcher {
  /** Told of what is worth a line that stays. */
  readonly onNotice: (said: Notice) => void;
  /** Told of what is waited for, at each look; the newest takes the place of the one before. */
  readonly onWaiting: (said: Notice) => void;
  /** Ends the waiting, not what AWS is doing. */
  readonly signal: AbortSignal;
  /** Default: time as it passes. */
  readonly pause?: Pause | undefined;
}

export interface WaitOptions {
  /** Between one look and the next. */
  readonly everyMs: number;
  readonly mostMs: number;
  readonly watcher: Pick<WaitWatcher, "signal" | "pause">;
}

/**
 * Looks until there is something to see.
 *
 * @param look Given how long was waited until now, in milliseconds.
 * @returns What `look` gives that is not `undefined`; `undefined` where that has not happened in time.
 */
export async function waitFor<T>(
  look: (waitedMs: number) => Promise<T | undefined>,
  { everyMs, mostMs, watcher }: WaitOptions,
): Promise<T | undefined> {
  for (let waitedMs = 0; ; waitedMs += everyMs) {
    watcher.signal.throwIfAborted();
    const seen = await look(waitedMs);
    if (seen !== undefined || waitedMs >= mostMs) return seen;
    await (watcher.pause ?? pauseForReal)(everyMs, watcher.signal);
  }
}

/** Whole minutes. */
export function minutesOf(ms: number): number {
  return Math.floor(ms / 60_000);
}
