import { setTimeout as sleep } from "node:timers/promises";

/** Waits so many milliseconds; throws the signal's reason as soon as it is aborted. */
export type Pause = (ms: number, signal: AbortSignal) => Promise<void>;

export async function pauseForReal(ms: number, signal: AbortSignal): Promise<void> {
  await sleep(ms, undefined, { signal }).catch(() => undefined);
  signal.throwIfAborted();
}

/** How long to wait between one look and the next. */
export interface Pauses {
  /** The next one, in milliseconds. */
  readonly next: () => number;
  /** Begins with short ones again: something has happened. */
  readonly restart: () => void;
  /** Whether so much time has gone by since then that nothing more is to be expected. */
  readonly areEnough: () => boolean;
}

/**
 * Pauses that grow: an operation that takes seconds is noticed soon, and one that takes minutes is not asked for a hundred
 * times, since all stacks of an account share one allowance of calls. From 1 to 5 seconds on AWS, and enough after an hour:
 * a network interface of a function alone may take 40 minutes to go. An emulator answers in no time.
 */
export function growingPauses(isElsewhere: boolean): Pauses {
  const [firstMs, longestMs, enoughMs] = isElsewhere ? [20, 200, 30_000] : [1_000, 5_000, 3_600_000];
  let pauseMs = firstMs;
  let pausedMs = 0;
  return {
    next: () => {
      const now = pauseMs;
      pausedMs += now;
      pauseMs = Math.min(longestMs, Math.ceil(pauseMs * 1.4));
      return now;
    },
    restart: () => {
      pauseMs = firstMs;
      pausedMs = 0;
    },
    areEnough: () => pausedMs >= enoughMs,
  };
}
