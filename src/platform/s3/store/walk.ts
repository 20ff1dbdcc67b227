import { join } from "node:path";
import type { BucketLayout } from "./layout.ts";
import { toBytes, type ByteString, type TreeEntry } from "./key-path.ts";
import type { Store } from "./store.ts";

/** Where a walk goes on. May be moved forward, never back, between two keys. */
export interface Position {
  /** Keys before this are left out. */
  from: ByteString;
}

/** A key that has a record. */
export interface FoundKey {
  readonly bytes: ByteString;
  /** Path of its record. */
  readonly path: string;
}

/**
 * Walks a bucket's keys in S3's order. Only the folders on the way to `position.from` and after it are read.
 *
 * @param prefix Only keys that begin with this.
 */
export function walkKeys(
  store: Pick<Store, "names">,
  bucket: BucketLayout,
  prefix: string,
  position: Position,
): AsyncGenerator<FoundKey> {
  return walkFolder({ store, prefix: toBytes(prefix), position }, bucket.keys, "");
}

/** Just after every key that begins with `prefix`: no byte of UTF-8 is 0xff. */
export function pastPrefix(prefix: ByteString): ByteString {
  return `${prefix}\u00ff`;
}

/** Just after `key`. */
export function pastKey(key: ByteString): ByteString {
  return `${key}\u0000`;
}

interface Walk {
  readonly store: Pick<Store, "names">;
  readonly prefix: ByteString;
  readonly position: Position;
}

async function* walkFolder(walk: Walk, folder: string, before: ByteString): AsyncGenerator<FoundKey> {
  const entries = await walk.store.names.read(folder);
  const { prefix, position } = walk;
  for (let index = firstOf(entries, walk, before); index < entries.length; index += 1) {
    const entry = entries[index];
    if (entry === undefined) return;
    const bytes = before + entry.bytes;
    if (bytes > pastPrefix(prefix)) return;
    if (entry.kind === "record") {
      if (bytes >= position.from && bytes.startsWith(prefix)) yield { bytes, path: join(folder, entry.name) };
    } else if (pastPrefix(bytes) > position.from && (bytes.startsWith(prefix) || prefix.startsWith(bytes))) {
      yield* walkFolder(walk, join(folder, entry.name), bytes);
    }
  }
}

/** The first entry that the walk may be interested in, by halving: a folder may have very many. */
function firstOf(entries: readonly TreeEntry[], { prefix, position }: Walk, before: ByteString): number {
  const start = position.from > prefix ? position.from : prefix;
  let [low, high] = [0, entries.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    const entry = entries[middle];
    if (entry !== undefined && endOf(entry, before) <= start) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** Just after all keys of an entry. */
function endOf(entry: TreeEntry, before: ByteString): ByteString {
  const bytes = before + entry.bytes;
  return entry.kind === "record" ? pastKey(bytes) : pastPrefix(bytes);
}
