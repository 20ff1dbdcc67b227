import { setTimeout } from "node:timers/promises";
import { isAwsError } from "../aws-error.ts";
import type { WorkOptions } from "../work.ts";

/** How long a call is made again. */
export interface Persistence extends WorkOptions {
  readonly pauseSeconds: number;
  readonly longestSeconds: number;
  /** Told before each wait. */
  readonly onWait?: (() => void) | undefined;
}

/** Makes a call again while it fails with one of these errors, which the SDK takes for final; at last it fails with that. */
export async function persist<T>(
  call: () => Promise<T>,
  passing: readonly string[],
  { pauseSeconds, longestSeconds, signal, onWait }: Persistence,
): Promise<T> {
  for (let waited = 0; ; waited += pauseSeconds) {
    try {
      return await call();
    } catch (error) {
      if (!isAwsError(error, ...passing) || waited >= longestSeconds) throw error;
    }
    onWait?.();
    await setTimeout(pauseSeconds * 1000, undefined, signal === undefined ? {} : { signal });
  }
}
