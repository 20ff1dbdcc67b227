import { behindMs } from "./last-request.ts";
import type { Expiry } from "./expiry.ts";

/**
 * The longest that is waited at once, in milliseconds: a timer stands still while the machine is suspended, the clock on
 * the wall does not. So an end is at most this late after a wake-up that nobody notices otherwise.
 */
const longestMs = 3_600_000;

/** When what is over could not be ended, since something works on it, is looked at again. */
const againMs = 60_000;

/** Ends stages when their time is over. */
export interface ExpiryWatch {
  /** Looks at what is written, ends what is over, and sets the timer to the next end. */
  readonly look: () => Promise<void>;
  /**
   * Notes a request at the clock on the wall.
   *
   * @returns False when the stage's time is over: the request gives it no new life.
   */
  readonly isAlive: (stage: string) => boolean;
  readonly close: () => void;
}

/**
 * Makes a watch that waits for nothing before its first look.
 *
 * @param options.read What is written of the stages that end by themselves.
 * @param options.end Ends what is over; is not called otherwise. What it throws is told.
 */
export function createExpiryWatch(options: {
  readonly read: () => Promise<ReadonlyMap<string, Pick<Expiry, "expiresAt" | "ttlSeconds">>>;
  readonly end: () => Promise<unknown>;
  readonly onError: (error: unknown) => void;
}): ExpiryWatch {
  const ends = new Map<string, { readonly ttlMs: number; endsMs: number }>();
  let timer: NodeJS.Timeout | undefined;
  let lookedMs = 0;
  let isClosed = false;
  let turn = Promise.resolve();

  const isAnyOver = (): boolean => [...ends.values()].some(({ endsMs }) => endsMs <= Date.now());
  const read = async (): Promise<void> => {
    const written = await options.read();
    ends.clear();
    for (const [stage, { ttlSeconds, expiresAt }] of written)
      ends.set(stage, { ttlMs: ttlSeconds * 1000, endsMs: Date.parse(expiresAt) });
  };
  const wait = (): void => {
    clearTimeout(timer);
    if (isClosed || ends.size === 0) return;
    const next = Math.min(...[...ends.values()].map(({ endsMs }) => endsMs)) - Date.now();
    timer = setTimeout(() => void look(), Math.min(longestMs, next > 0 ? next : againMs)).unref();
  };
  const lookOnce = async (): Promise<void> => {
    lookedMs = Date.now();
    try {
      await read();
      if (isAnyOver()) {
        await options.end();
        await read();
      }
    } catch (error) {
      options.onError(error);
    }
    wait();
  };
  // One after the other: whoever has changed what is written wants it read after that.
  const look = (): Promise<void> => (turn = turn.then(() => (isClosed ? undefined : lookOnce())));

  return {
    look,
    isAlive: (stage) => {
      const own = ends.get(stage);
      if (own === undefined) return true;
      const now = Date.now();
      if (own.endsMs <= now) {
        // The machine may just have woken up, with the timer far behind.
        if (now - lookedMs > againMs) void look();
        return false;
      }
      own.endsMs = Math.max(own.endsMs, now + behindMs + own.ttlMs);
      return true;
    },
    close: () => {
      isClosed = true;
      clearTimeout(timer);
    },
  };
}
