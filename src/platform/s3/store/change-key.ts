import { readBucket, type Bucket } from "./buckets.ts";
import { dataPath } from "./layout.ts";
import type { KeyRecord } from "./record.ts";
import { readRecord, removeRecord, writeRecord } from "./records.ts";
import type { Store } from "./store.ts";

/** What a change comes to: the new record (undefined removes it) and what the caller wants to know. */
export interface KeyChange<Result> {
  readonly record: KeyRecord | undefined;
  readonly result: Result;
}

/**
 * Changes what is known of a key, after all earlier changes of it. Data that no version names any more is removed.
 *
 * @param decide Judges the present state, for instance against `If-Match`, and says the new one; what it throws leaves all
 * as it is. The same record as before changes nothing. The bucket stays there, as it is given, until the change is done.
 * @throws {S3Error} `NoSuchBucket`.
 */
export function changeKey<Result>(
  store: Store,
  bucketName: string,
  key: string,
  decide: (record: KeyRecord | undefined, bucket: Bucket) => KeyChange<Result> | Promise<KeyChange<Result>>,
): Promise<Result> {
  return store.gate.share(bucketName, () =>
    store.queue.run(`key ${bucketName} ${key}`, async () => {
      const bucket = await readBucket(store, bucketName);
      const before = await readRecord(bucket.layout, key);
      const { record, result } = await decide(before, bucket);
      if (record === before) return result;
      if (record === undefined) await removeRecord(store, bucket.layout, key);
      else await writeRecord(store, bucket.layout, record);
      const kept = new Set(dataNamesOf(record));
      const dropped = dataNamesOf(before).filter((name) => !kept.has(name));
      await store.data.remove(dropped.map((name) => dataPath(bucket.layout, name)));
      return result;
    }),
  );
}

/** Names of all data files of a record. */
export function dataNamesOf(record: KeyRecord | undefined): readonly string[] {
  return (record?.versions ?? []).flatMap(({ content }) => content?.pieces.map(({ name }) => name) ?? []);
}
