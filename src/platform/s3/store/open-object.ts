import { createReadStream } from "node:fs";
import { isFile } from "../../../system/files.ts";
import type { ByteRange } from "../../http/range.ts";
import type { Bucket } from "./buckets.ts";
import { dataPath } from "./layout.ts";
import type { KeyRecord, StoredObject } from "./record.ts";
import { readRecord } from "./records.ts";
import type { Store } from "./store.ts";

/** An object whose data stays until `close`, whatever happens to its key. */
export interface OpenObject {
  readonly object: StoredObject;
  /** Reads bytes as a stream; all of them when no range is given. */
  readonly read: (range?: ByteRange) => AsyncGenerator<Buffer>;
  readonly close: () => Promise<void>;
}

/**
 * Opens an object.
 *
 * @param choose Picks the version, or throws.
 */
export async function openObject(
  store: Store,
  bucket: Bucket,
  key: string,
  choose: (record: KeyRecord | undefined) => StoredObject,
): Promise<OpenObject> {
  for (;;) {
    const object = choose(await readRecord(bucket.layout, key));
    const paths = object.content.pieces.map(({ name }) => dataPath(bucket.layout, name));
    const close = store.data.hold(paths);
    // Overwritten between reading the record and holding its data: the record says something else by now.
    if (close === undefined) continue;
    const [first] = paths;
    if (first === undefined || (await isFile(first)))
      return { object, read: (range) => readPieces(store, bucket, object, range), close };
    await close();
    await requireChange(bucket, key, object);
  }
}

/** Data is missing only because the object was replaced meanwhile; otherwise somebody removed files from the folder. */
async function requireChange(bucket: Bucket, key: string, object: StoredObject): Promise<void> {
  const record = await readRecord(bucket.layout, key);
  const name = object.content.pieces[0]?.name;
  const isNamed = record?.versions.some(({ content }) => content?.pieces[0]?.name === name) === true;
  if (isNamed) throw new Error(`a data file is missing: ${dataPath(bucket.layout, name ?? "")}`);
}

async function* readPieces(
  { buffers }: Store,
  bucket: Bucket,
  { content }: StoredObject,
  range?: ByteRange,
): AsyncGenerator<Buffer> {
  const { first, last } = range ?? { first: 0, last: content.sizeBytes - 1 };
  let start = 0;
  for (const piece of content.pieces) {
    const from = Math.max(first - start, 0);
    const to = Math.min(last - start, piece.sizeBytes - 1);
    start += piece.sizeBytes;
    if (from > to) continue;
    for await (const chunk of createReadStream(dataPath(bucket.layout, piece.name), {
      start: from,
      end: to,
    })) {
      yield chunk as Buffer;
      buffers.passed((chunk as Buffer).length);
    }
  }
}
