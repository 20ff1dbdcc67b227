import { readdir, rm } from "node:fs/promises";
import { join } from "node:path";
import { hasCode } from "../../../system/files.ts";
import { findBucket, listBuckets, type Bucket } from "./buckets.ts";
import { dataNamesOf } from "./change-key.ts";
import { dataPath } from "./layout.ts";
import { readRecord, readRecordAt } from "./records.ts";
import type { Store } from "./store.ts";
import { listParts, listUploads, removeUpload } from "./uploads.ts";
import { walkKeys } from "./walk.ts";

/** An aborted sweep is done again at the next start. */
export type SweepOutcome = "done" | "aborted";

/**
 * Clears up after a process that was killed. Must have ended its first half (the promise) before requests are served;
 * the second half (the function that it gives) may run beside them.
 *
 * First: uploads whose object is there already are ended. A kill fell between the two.
 * Second: data files that neither a record nor a part names are removed. Only those that were there at the start are
 * looked at; what is written meanwhile has other names.
 */
export async function sweep(store: Store): Promise<(signal: AbortSignal) => Promise<SweepOutcome>> {
  const found: (readonly [Bucket, ReadonlySet<string>])[] = [];
  for (const name of await listBuckets(store)) {
    const bucket = await findBucket(store, name);
    if (bucket === undefined) continue;
    await endCompletedUploads(store, bucket);
    found.push([bucket, await listData(bucket)]);
  }
  return async (signal) => {
    for (const [bucket, names] of found) {
      if (signal.aborted) return "aborted";
      await removeUnnamed(store, bucket, names, signal);
    }
    return signal.aborted ? "aborted" : "done";
  };
}

async function endCompletedUploads(store: Store, bucket: Bucket): Promise<void> {
  for (const { key, uploadId } of await listUploads(bucket.layout)) {
    const record = await readRecord(bucket.layout, key);
    const isCompleted = record?.versions.some(({ content }) => content?.uploadId === uploadId) === true;
    if (isCompleted) await removeUpload(store, bucket.layout, uploadId, new Set(dataNamesOf(record)));
  }
}

async function listData({ layout }: Bucket): Promise<ReadonlySet<string>> {
  const folders = await readdir(layout.data);
  const names = await Promise.all(folders.map((folder) => readdir(join(layout.data, folder))));
  return new Set(names.flat());
}

async function removeUnnamed(
  store: Store,
  { layout }: Bucket,
  names: ReadonlySet<string>,
  signal: AbortSignal,
): Promise<void> {
  const unnamed = new Set(names);
  try {
    // Uploads first: data moves from an upload to a record, never back.
    for (const { uploadId } of await listUploads(layout))
      for (const { piece } of await listParts(layout, uploadId)) unnamed.delete(piece.name);
    for await (const { path } of walkKeys(store, layout, "", { from: "" })) {
      if (signal.aborted) return;
      for (const name of dataNamesOf(await readRecordAt(path))) unnamed.delete(name);
    }
  } catch (error) {
    // The bucket was deleted meanwhile, and all of it with it.
    if (hasCode(error, "ENOENT")) return;
    throw error;
  }
  for (const name of unnamed) await rm(dataPath(layout, name), { force: true });
}
