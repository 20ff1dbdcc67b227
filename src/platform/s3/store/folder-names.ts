import { readdir } from "node:fs/promises";
import { hasCode } from "../../../system/files.ts";
import { readEntry, type TreeEntry } from "./key-path.ts";

/** Folders smaller than this are read again each time: that is quick, and most folders are small. */
const worthKeeping = 1000;
const keptFolders = 8;

/**
 * Sorted entries of folders of the tree. Those of a few big folders are kept until something in them changes, so that
 * paging through a big folder does not read and sort it for every page.
 */
export class FolderNames {
  readonly #kept = new Map<string, readonly TreeEntry[]>();
  #changes = 0;

  /** What is in the folder, in S3's order; nothing when it is not there. */
  async read(folder: string): Promise<readonly TreeEntry[]> {
    const kept = this.#kept.get(folder);
    if (kept !== undefined) return kept;
    const changesBefore = this.#changes;
    const entries = await readSorted(folder);
    if (entries.length >= worthKeeping && changesBefore === this.#changes) this.#keep(folder, entries);
    return entries;
  }

  /** Must be called after a name in the folder came or went. */
  forget(folder: string): void {
    this.#changes += 1;
    this.#kept.delete(folder);
  }

  /** As `forget`, for all. */
  forgetAll(): void {
    this.#changes += 1;
    this.#kept.clear();
  }

  #keep(folder: string, entries: readonly TreeEntry[]): void {
    const [oldest] = this.#kept.keys();
    if (this.#kept.size >= keptFolders && oldest !== undefined) this.#kept.delete(oldest);
    this.#kept.set(folder, entries);
  }
}

async function readSorted(folder: string): Promise<readonly TreeEntry[]> {
  try {
    const names = await readdir(folder);
    return names
      .flatMap((name) => readEntry(name) ?? [])
      .toSorted((one, other) => (one.bytes < other.bytes ? -1 : 1));
  } catch (error) {
    if (hasCode(error, "ENOENT", "ENOTDIR")) return [];
    throw error;
  }
}
