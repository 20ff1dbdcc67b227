import { unlink } from "node:fs/promises";
import { hasCode } from "../../../system/files.ts";

/**
 * Keeps data files as long as somebody reads them. An object may be overwritten or deleted while it is being downloaded:
 * the download ends with what it began with.
 */
export class DataFiles {
  readonly #readers = new Map<string, number>();
  readonly #doomed = new Set<string>();
  #leftBehind = false;

  /** True when something could not be removed. */
  get leftBehind(): boolean {
    return this.#leftBehind;
  }

  /**
   * Keeps files until the returned function is called; undefined when one of them is being removed.
   *
   * @param paths All data files of one object.
   */
  hold(paths: readonly string[]): (() => Promise<void>) | undefined {
    if (paths.some((path) => this.#doomed.has(path))) return undefined;
    for (const path of paths) this.#readers.set(path, (this.#readers.get(path) ?? 0) + 1);
    return () => this.#release(paths);
  }

  /** Removes files that no record names any more, now or when the last reader is done. Never rejects. */
  async remove(paths: readonly string[]): Promise<void> {
    for (const path of paths) this.#doomed.add(path);
    await Promise.all(paths.filter((path) => !this.#readers.has(path)).map((path) => this.#unlink(path)));
  }

  async #release(paths: readonly string[]): Promise<void> {
    const free = paths.filter((path) => {
      const readers = (this.#readers.get(path) ?? 1) - 1;
      if (readers > 0) this.#readers.set(path, readers);
      else this.#readers.delete(path);
      return readers === 0 && this.#doomed.has(path);
    });
    await Promise.all(free.map((path) => this.#unlink(path)));
  }

  /** What can't be removed stays until the next sweep: the change that made it superfluous has happened all the same. */
  async #unlink(path: string): Promise<void> {
    try {
      await unlink(path);
    } catch (error) {
      if (!hasCode(error, "ENOENT")) this.#leftBehind = true;
    }
    this.#doomed.delete(path);
  }
}
