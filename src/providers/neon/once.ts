import type { NeonClock } from "./client.ts";
import { mayHaveHappened } from "./failures.ts";

/** What is to be there, and how it comes about. */
interface Deed<T> {
  /** What is there; undefined while it is not. */
  readonly look: () => Promise<T | undefined>;
  /** Neon has no way to say that a request is a repetition, so this is done only where `look` has found nothing. */
  readonly act: () => Promise<unknown>;
}

const attempts = 3;
/** A request whose answer was lost may still be under way. */
const pauseMs = 3000;

/**
 * Has something happen once: where an answer is lost, or somebody else was quicker, it is looked at again before it is
 * tried again.
 *
 * @returns What was there, or is there now.
 */
export async function once<T>(clock: NeonClock, { look, act }: Deed<T>): Promise<T> {
  for (let attempt = 1; ; attempt++) {
    const found = await look();
    if (found !== undefined) return found;
    try {
      await act();
    } catch (error) {
      if (!mayHaveHappened(error) || attempt === attempts) throw error;
      await clock.sleep(pauseMs);
      continue;
    }
    const made = await look();
    if (made !== undefined) return made;
    if (attempt === attempts) throw new TypeError("Neon has done what was asked, and it cannot be found.");
    await clock.sleep(pauseMs);
  }
}
