import { readBucket } from "../store/buckets.ts";
import { listKeys } from "../store/list-keys.ts";
import type { Store } from "../store/store.ts";

/** What a bucket holds. Versions that are not current count in bytes, since they take room, but not as objects. */
export interface Usage {
  readonly objects: number;
  readonly bytes: number;
  /** When it was last written to; undefined when it is empty. */
  readonly lastModified: Date | undefined;
}

const readAhead = 1000;

export async function measureUsage(store: Store, bucketName: string): Promise<Usage> {
  const bucket = await readBucket(store, bucketName);
  const everything = { prefix: "", delimiter: "", from: "", isListed: () => true, wanted: readAhead };
  let [objects, bytes, last] = [0, 0, ""];
  for await (const entry of listKeys(store, bucket, everything)) {
    if (entry.kind === "prefix") continue;
    const { versions } = entry.record;
    if (versions[0]?.content != null) objects += 1;
    for (const { content, lastModified } of versions) {
      bytes += content?.sizeBytes ?? 0;
      if (lastModified > last) last = lastModified;
    }
  }
  return { objects, bytes, lastModified: last === "" ? undefined : new Date(last) };
}
