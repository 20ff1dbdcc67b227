import { defaultAlgorithm } from "../receive-data.ts";
import { checkKey } from "../request.ts";
import { readBucket } from "../store/buckets.ts";
import { fromBytes } from "../store/key-path.ts";
import { openObject } from "../store/open-object.ts";
import type { Attributes } from "../store/record.ts";
import type { Store } from "../store/store.ts";
import { storeObject } from "../store/store-object.ts";
import { walkKeys } from "../store/walk.ts";
import { writeData } from "../store/write-data.ts";
import { S3Error } from "../errors.ts";
import { chooseVersion } from "../versions-of-request.ts";

/** An object as it leaves the storage. */
export interface ExportedObject extends Attributes {
  readonly key: string;
  readonly sizeBytes: number;
  /** Without quotes. */
  readonly etag: string;
  readonly lastModified: Date;
  /** Reads the bytes. Good until the next object is asked for. */
  readonly read: () => AsyncGenerator<Buffer>;
}

/** An object as it comes in; only key and data must be given. */
export interface ImportedObject extends Partial<Attributes> {
  readonly key: string;
  readonly data: AsyncIterable<Buffer>;
  /** How long the data are, where that is known. */
  readonly sizeBytes?: number;
}

/** Current objects, in S3's order. Objects that come or go meanwhile may be seen or not. */
export async function* exportObjects(store: Store, bucketName: string): AsyncGenerator<ExportedObject> {
  const bucket = await readBucket(store, bucketName);
  for await (const { bytes } of walkKeys(store, bucket.layout, "", { from: "" })) {
    const key = fromBytes(bytes);
    const opened = await openObject(store, bucket, key, (record) =>
      chooseVersion(record, key, undefined),
    ).catch((error: unknown) => {
      // Deleted since the folder was read, or a delete marker.
      if (error instanceof S3Error && error.code === "NoSuchKey") return undefined;
      throw error;
    });
    if (opened === undefined) continue;
    try {
      const { content, lastModified } = opened.object;
      const { sizeBytes, etag, attributes } = content;
      yield { key, sizeBytes, etag, lastModified, ...attributes, read: () => opened.read() };
    } finally {
      await opened.close();
    }
  }
}

/** @throws {S3Error} `NoSuchBucket`, `KeyTooLongError`. */
export async function importObject(store: Store, bucketName: string, object: ImportedObject): Promise<void> {
  checkKey(object.key);
  await readBucket(store, bucketName);
  const written = await writeData(store, object.data, [defaultAlgorithm]);
  await storeObject(store, bucketName, object.key, {
    written,
    algorithm: defaultAlgorithm,
    checksum: written.checksums.get(defaultAlgorithm) ?? "",
    attributes: {
      headers: { "content-type": "binary/octet-stream", ...object.headers },
      metadata: object.metadata ?? {},
      tags: object.tags ?? {},
      storageClass: object.storageClass ?? "STANDARD",
    },
    check: () => undefined,
  });
}
