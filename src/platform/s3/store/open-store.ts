import { mkdir, rm, writeFile } from "node:fs/promises";
import { isFile } from "../../../system/files.ts";
import { takeLock } from "../../../system/lock.ts";
import { createStore, type Store } from "./store.ts";
import { sweep, type SweepOutcome } from "./sweep.ts";

/** A store that this process alone has open. */
export interface OpenStore {
  readonly store: Store;
  /** Resolves when what a killed process had left is gone. */
  readonly swept: Promise<void>;
  /** Lets the folder go. Nothing may use the store any more. */
  readonly close: () => Promise<void>;
}

/**
 * Opens a folder of buckets, and begins to clear up if the process that had it open before was killed.
 *
 * @param onError Told when clearing up fails; it is tried again at the next start.
 * @throws When another process has it open.
 */
export async function openStore(
  folder: string,
  now: () => Date,
  onError: (error: unknown) => void,
): Promise<OpenStore> {
  const store = createStore(folder, now);
  const { layout } = store;
  const busy = new AbortController();
  const lock = await takeLock(layout.lock, {
    signal: busy.signal,
    onWait: ({ pid }) => busy.abort(new Error(`another process (${pid}) has it open: ${folder}`)),
  });
  await rm(layout.temporary, { recursive: true, force: true });
  await mkdir(layout.temporary, { recursive: true });
  await mkdir(layout.buckets, { recursive: true });
  const ending = new AbortController();
  const sweepRest = (await isFile(layout.openMark)) ? await sweep(store) : undefined;
  await writeFile(layout.openMark, "");
  const outcome = (sweepRest?.(ending.signal) ?? Promise.resolve<SweepOutcome>("done")).catch(
    (error: unknown): SweepOutcome => {
      onError(error);
      return "aborted";
    },
  );
  return {
    store,
    swept: outcome.then(() => undefined),
    close: async () => {
      ending.abort();
      const isClean = (await outcome) === "done" && !store.data.leftBehind;
      if (isClean) await rm(layout.openMark, { force: true });
      await lock.release();
    },
  };
}
