import type { StackProgress, StackWatcher } from "../../src/providers/aws/stack/session.ts";
import type { Notice } from "../../src/words/words.ts";

/** A watcher that writes down what it is told, and for whom time does not pass. */
export interface Watching extends StackWatcher {
  readonly progress: readonly StackProgress[];
  readonly notices: readonly Notice[];
  /** What was waited in all, in milliseconds. */
  readonly waitedMs: () => number;
  readonly abort: (reason: Error) => void;
}

/** @param onPause Called at each pause, with what was waited until then. */
export function watching(onPause: (waitedMs: number) => Promise<void> | void = () => undefined): Watching {
  const progress: StackProgress[] = [];
  const notices: Notice[] = [];
  const controller = new AbortController();
  let waitedMs = 0;
  return {
    progress,
    notices,
    waitedMs: () => waitedMs,
    abort: (reason) => controller.abort(reason),
    onProgress: (one) => progress.push(one),
    onNotice: (one) => notices.push(one),
    signal: controller.signal,
    pause: async (ms, signal) => {
      waitedMs += ms;
      await onPause(waitedMs);
      signal.throwIfAborted();
    },
  };
}
