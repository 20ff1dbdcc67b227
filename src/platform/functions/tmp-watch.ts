import { opendir, stat } from "node:fs/promises";
import { join } from "node:path";

/** How long after one look the next may be: a folder of ten thousand files takes some 50 ms of a thread. */
const restMs = 1000;

/** Looks at how much a folder holds that cannot be given a size, so that at least it can be said. */
export class TmpWatch {
  readonly #folder: string;
  readonly #limitBytes: number;
  #nextLookAt = 0;
  #wasOver = false;

  constructor(folder: string, megabytes: number) {
    this.#folder = folder;
    this.#limitBytes = megabytes * 1024 * 1024;
  }

  /** True when it has come to hold more than it may since it was last asked. */
  async hasOverflown(): Promise<boolean> {
    if (performance.now() < this.#nextLookAt) return false;
    this.#nextLookAt = Infinity;
    const isOver = (await sizeOf(this.#folder)) > this.#limitBytes;
    const isNew = isOver && !this.#wasOver;
    this.#wasOver = isOver;
    this.#nextLookAt = performance.now() + restMs;
    return isNew;
  }
}

/** Bytes that the files below a folder take on the disk. */
async function sizeOf(folder: string): Promise<number> {
  let bytes = 0;
  try {
    for await (const entry of await opendir(folder)) {
      const path = join(folder, entry.name);
      if (entry.isDirectory()) bytes += await sizeOf(path);
      else if (entry.isFile()) bytes += (await stat(path)).blocks * 512;
    }
  } catch {
    // The program removes its files while they are counted.
  }
  return bytes;
}
