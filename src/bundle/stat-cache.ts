import type { Stats } from "node:fs";
import { readJsonIfThere, writeAtomically } from "../system/files.ts";

/** What reading a file's content told. */
interface KnownContent {
  readonly kind: "code" | "database" | "key";
  readonly sha256: string;
}

/** Remembers what is in files that have not changed since they were read. */
export interface StatCache {
  find(path: string, stats: Stats): KnownContent | undefined;
  put(path: string, stats: Stats, known: KnownContent): void;
  /** Writes down what was found and put; what nobody asked for is forgotten. */
  save(): Promise<void>;
}

// Size, time of change of content and of the file's record, inode, kind, hash: an array, since there are thousands.
type Entry = readonly [
  size: number,
  mtimeMs: number,
  ctimeMs: number,
  inode: number,
  kind: KnownContent["kind"],
  sha256: string,
];

const version = 1;

/**
 * A file that changed this shortly before it was remembered may change again within one tick of the file system's
 * clock, unseen: it is read once more. (As git does with its index; FAT and HFS+ have the coarsest clocks.)
 */
const racyMs = 2_000;

/** Opens the cache in `file`; a missing, foreign or damaged file is an empty cache. Null: nothing is remembered. */
export async function openStatCache(file: string | null): Promise<StatCache> {
  const loaded = file === null ? { writtenMs: 0, entries: {} } : await load(file);
  const kept: Record<string, Entry> = {};
  let isChanged = false;
  return {
    find(path, stats) {
      const entry = Object.hasOwn(loaded.entries, path) ? loaded.entries[path] : undefined;
      if (entry === undefined || !isSame(entry, stats) || loaded.writtenMs - stats.mtimeMs < racyMs)
        return undefined;
      kept[path] = entry;
      return { kind: entry[4], sha256: entry[5] };
    },
    put(path, stats, known) {
      kept[path] = [stats.size, stats.mtimeMs, stats.ctimeMs, stats.ino, known.kind, known.sha256];
      isChanged = true;
    },
    async save() {
      const hasForgotten = Object.keys(kept).length !== Object.keys(loaded.entries).length;
      if (file === null || (!isChanged && !hasForgotten)) return;
      await writeAtomically(file, JSON.stringify({ version, writtenMs: Date.now(), entries: kept }));
    },
  };
}

function isSame([size, mtimeMs, ctimeMs, inode]: Entry, stats: Stats): boolean {
  return size === stats.size && mtimeMs === stats.mtimeMs && ctimeMs === stats.ctimeMs && inode === stats.ino;
}

interface Loaded {
  readonly writtenMs: number;
  readonly entries: Readonly<Record<string, Entry>>;
}

// Checked by hand: a schema over thousands of entries would cost more than the file system does.
async function load(file: string): Promise<Loaded> {
  const empty: Loaded = { writtenMs: 0, entries: {} };
  const content = await readJsonIfThere(file);
  if (
    typeof content !== "object" ||
    content === null ||
    !("version" in content) ||
    content.version !== version
  ) {
    return empty;
  }
  const loaded = content as Partial<Loaded>;
  const isWhole = typeof loaded.writtenMs === "number" && typeof loaded.entries === "object";
  return isWhole ? { writtenMs: loaded.writtenMs ?? 0, entries: onlyEntries(loaded.entries ?? {}) } : empty;
}

function onlyEntries(entries: Readonly<Record<string, unknown>>): Loaded["entries"] {
  const isWhole = Object.values(entries).every((entry) => Array.isArray(entry) && entry.length === 6);
  return isWhole ? (entries as Loaded["entries"]) : {};
}
