import type { ChecksumAlgorithm } from "../checksums/algorithms.ts";
import type { Bucket } from "./buckets.ts";
import { changeKey } from "./change-key.ts";
import { dataPath } from "./layout.ts";
import { asObject, type Attributes, type ObjectContent, type StoredObject } from "./record.ts";
import type { Store } from "./store.ts";
import { addVersion, type Versioning } from "./versions.ts";
import { discardData, placeData, type WrittenData } from "./write-data.ts";

/** What became of data that was stored. */
export interface Stored {
  readonly content: ObjectContent;
  readonly versionId: string;
  readonly lastModified: Date;
  readonly versioning: Versioning;
}

/**
 * Puts a version on top of a key.
 *
 * @param object `check` may throw to refuse what is there now; then `make` is not called. What it makes is visible from
 * the moment this resolves, and stays.
 */
export function storeContent(
  store: Store,
  bucketName: string,
  key: string,
  object: {
    readonly check: (current: StoredObject | undefined) => void;
    readonly make: (bucket: Bucket) => Promise<ObjectContent>;
  },
): Promise<Stored> {
  return changeKey(store, bucketName, key, async (record, bucket) => {
    object.check(asObject(key, record?.versions[0]));
    const content = await object.make(bucket);
    const { versioning } = bucket.settings;
    const now = store.now();
    const added = addVersion(record, { key, content, versioning, now });
    return {
      record: added.record,
      result: { content, versionId: added.version.versionId, lastModified: now, versioning },
    };
  });
}

/**
 * Makes written data the current version of a key. Takes the data over, also when it throws.
 *
 * @param object `checksum` is base64 of the whole data; `check` as in `storeContent`.
 */
export async function storeObject(
  store: Store,
  bucketName: string,
  key: string,
  object: {
    readonly written: WrittenData;
    readonly algorithm: ChecksumAlgorithm;
    readonly checksum: string;
    readonly attributes: Attributes;
    readonly check: (current: StoredObject | undefined) => void;
  },
): Promise<Stored> {
  const { written, algorithm, checksum, attributes, check } = object;
  let discard = (): Promise<void> => discardData(written);
  const make = async ({ layout }: Bucket): Promise<ObjectContent> => {
    const pieces = written.sizeBytes === 0 ? [] : [await placeData(layout, written)];
    discard = () => store.data.remove(pieces.map(({ name }) => dataPath(layout, name)));
    return {
      sizeBytes: written.sizeBytes,
      etag: written.md5,
      checksum: { algorithm, type: "FULL_OBJECT", value: checksum },
      pieces,
      parts: null,
      uploadId: null,
      attributes,
    };
  };
  try {
    const stored = await storeContent(store, bucketName, key, { check, make });
    if (written.sizeBytes === 0) await discardData(written);
    return stored;
  } catch (error) {
    await discard();
    throw error;
  }
}
