import type { Stats } from "node:fs";
import { watch } from "chokidar";
import { UserError } from "../errors.ts";
import { hasCode } from "./files.ts";

export interface WatchOptions {
  /** Says of a file or folder, by its absolute path, that neither it nor what is below it is looked at. */
  readonly isIgnored: (path: string, isFolder: boolean) => boolean;
  /** Called with the absolute path of each file that was written, made or removed. */
  readonly onChange: (path: string) => void;
}

/** A folder that is watched. */
export interface Watch {
  /** Rejects when the watching fails; otherwise stays pending. */
  readonly failed: Promise<never>;
  readonly close: () => Promise<void>;
}

/**
 * Watches every file below a folder; resolves once it does, so that no later change is missed. Links are not followed.
 *
 * @throws {UserError} `TOO_MANY_WATCHES`: the system's limit is reached.
 * @see https://man7.org/linux/man-pages/man7/inotify.7.html
 */
export async function watchFolder(folder: string, { isIgnored, onChange }: WatchOptions): Promise<Watch> {
  const watcher = watch(folder, {
    ignoreInitial: true,
    followSymlinks: false,
    // What is read afterwards decides whether anything has changed, so nothing is gained by waiting here.
    atomic: false,
    ignored: (path: string, stats?: Stats) => stats !== undefined && isIgnored(path, stats.isDirectory()),
  });
  watcher.on("add", onChange).on("change", onChange).on("unlink", onChange);
  const failed = new Promise<never>((_resolve, reject) => {
    watcher.on("error", (error) => reject(explain(error, folder)));
  });
  const close = (): Promise<void> => watcher.close();
  try {
    await Promise.race([new Promise<void>((resolve) => watcher.once("ready", resolve)), failed]);
  } catch (error) {
    await close();
    throw error;
  }
  // Whoever waits for it gets the error; until then it must not count as unhandled.
  failed.catch(() => undefined);
  return { failed, close };
}

function explain(error: unknown, folder: string): unknown {
  return hasCode(error, "ENOSPC", "EMFILE") ? new UserError("TOO_MANY_WATCHES", { folder }) : error;
}
