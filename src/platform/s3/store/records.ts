import { mkdir, rename, rmdir, unlink } from "node:fs/promises";
import { dirname, join } from "node:path";
import { hasCode, readTextIfThere } from "../../../system/files.ts";
import { keyPath } from "./key-path.ts";
import type { BucketLayout } from "./layout.ts";
import { recordSchema, type KeyRecord } from "./record.ts";
import { replaceFile } from "./replace-file.ts";
import type { Store } from "./store.ts";

/** What is known of a key; undefined when nothing is. */
export function readRecord(bucket: BucketLayout, key: string): Promise<KeyRecord | undefined> {
  return readRecordAt(recordPath(bucket, key));
}

/** As `readRecord`, of the record at a path that a walk found. */
export async function readRecordAt(path: string): Promise<KeyRecord | undefined> {
  const text = await readTextIfThere(path);
  if (text === undefined) return undefined;
  try {
    return recordSchema.parse(JSON.parse(text));
  } catch (cause) {
    throw new Error(`the record of an object is damaged: ${path}`, { cause });
  }
}

/** Replaces a key's record: the rename is the moment from which the new state holds, also after a `kill -9`. */
export function writeRecord(store: Store, bucket: BucketLayout, record: KeyRecord): Promise<void> {
  const path = recordPath(bucket, record.key);
  const folder = dirname(path);
  return replaceFile(store, path, JSON.stringify(record), async (temporary) => {
    // Most often the folder is there. Whoever deletes the last key in it may take it away in between.
    while (!(await hasMoved(temporary, path))) {
      const created = await mkdir(folder, { recursive: true });
      if (created !== undefined) store.names.forget(dirname(created));
    }
    store.names.forget(folder);
  });
}

async function hasMoved(from: string, to: string): Promise<boolean> {
  try {
    await rename(from, to);
    return true;
  } catch (error) {
    if (hasCode(error, "ENOENT")) return false;
    throw error;
  }
}

/** Removes a key's record, and the folders that nothing else needs. */
export async function removeRecord(store: Store, bucket: BucketLayout, key: string): Promise<void> {
  const path = recordPath(bucket, key);
  await unlink(path);
  store.names.forget(dirname(path));
  for (let folder = dirname(path); folder !== bucket.keys; folder = dirname(folder)) {
    try {
      await rmdir(folder);
    } catch (error) {
      if (hasCode(error, "ENOTEMPTY", "EEXIST", "ENOENT")) return;
      throw error;
    }
    store.names.forget(dirname(folder));
  }
}

function recordPath(bucket: BucketLayout, key: string): string {
  return join(bucket.keys, ...keyPath(key));
}
