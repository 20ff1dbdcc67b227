import type { Bucket } from "./buckets.ts";
import { inParallel } from "./in-parallel.ts";
import { toBytes, type ByteString } from "./key-path.ts";
import type { KeyRecord } from "./record.ts";
import { readRecordAt } from "./records.ts";
import type { Store } from "./store.ts";
import { pastPrefix, walkKeys, type FoundKey, type Position } from "./walk.ts";

/** What a listing shows: a key, or what several have in common up to a delimiter. */
export type ListedEntry =
  | { readonly kind: "key"; readonly bytes: ByteString; readonly record: KeyRecord }
  | { readonly kind: "prefix"; readonly bytes: ByteString };

export interface Listing {
  readonly prefix: string;
  /** "" for none. */
  readonly delimiter: string;
  /** Where to begin. */
  readonly from: ByteString;
  /** Whether a key counts, for instance because its current version is no delete marker. */
  readonly isListed: (record: KeyRecord) => boolean;
  /** How many entries will be wanted at most: records are read ahead by as much. */
  readonly wanted: number;
}

interface Candidate extends FoundKey {
  readonly kind: ListedEntry["kind"];
  readonly path: string;
}

const readsAtOnce = 32;

/** Lists a bucket in S3's order. Reads the folders on the way to `from`, and no more records than entries are wanted. */
export async function* listKeys(store: Store, bucket: Bucket, listing: Listing): AsyncGenerator<ListedEntry> {
  const position: Position = { from: listing.from };
  const keys = walkKeys(store, bucket.layout, listing.prefix, position);
  const delimiter = toBytes(listing.delimiter);
  const skipped = toBytes(listing.prefix).length;
  for (;;) {
    const candidates: Candidate[] = [];
    while (candidates.length < listing.wanted) {
      const next = await keys.next();
      if (next.done === true) break;
      const { bytes, path } = next.value;
      const end = delimiter === "" ? -1 : bytes.indexOf(delimiter, skipped);
      if (end === -1) {
        candidates.push({ kind: "key", bytes, path });
        continue;
      }
      const common = bytes.slice(0, end + delimiter.length);
      candidates.push({ kind: "prefix", bytes: common, path });
      position.from = pastPrefix(common);
    }
    if (candidates.length === 0) return;
    for (const entry of await inParallel(readsAtOnce, candidates, (one) =>
      readEntry(store, bucket, listing, one),
    ))
      if (entry !== undefined) yield entry;
  }
}

async function readEntry(
  store: Store,
  bucket: Bucket,
  { isListed }: Listing,
  { kind, bytes, path }: Candidate,
): Promise<ListedEntry | undefined> {
  const record = await readRecordAt(path);
  const counts = record !== undefined && isListed(record);
  if (kind === "key") return counts ? { kind, bytes, record } : undefined;
  return counts || (await hasListed(store, bucket, bytes, isListed)) ? { kind, bytes } : undefined;
}

/** Whether any key under a common prefix counts: the first one may have been deleted, with its versions kept. */
async function hasListed(
  store: Store,
  bucket: Bucket,
  prefix: ByteString,
  isListed: Listing["isListed"],
): Promise<boolean> {
  const text = Buffer.from(prefix, "latin1").toString("utf8");
  for await (const { path } of walkKeys(store, bucket.layout, text, { from: "" })) {
    const record = await readRecordAt(path);
    if (record !== undefined && isListed(record)) return true;
  }
  return false;
}
