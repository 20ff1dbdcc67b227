import { checkWriteConditions } from "../conditions.ts";
import type { Context, Reply } from "../operation.ts";
import { changeKey } from "../store/change-key.ts";
import { asObject, type ObjectVersion, type StoredObject } from "../store/record.ts";
import type { Store } from "../store/store.ts";
import { addVersion, nullVersion, removeVersion, type Versioning } from "../store/versions.ts";
import { checkVersionId, versionHeader } from "../versions-of-request.ts";

/** What a deletion did. */
export interface Deletion {
  readonly versioning: Versioning;
  /** The marker that was made, or the version that was removed; undefined when there was nothing. */
  readonly version: ObjectVersion | undefined;
  /** A delete marker was made or removed. */
  readonly isMarker: boolean;
}

/** @see https://docs.aws.amazon.com/AmazonS3/latest/API/API_DeleteObject.html */
export async function deleteObject({ store, request, bucketName, key }: Context): Promise<Reply> {
  const versionId = request.query.get("versionId");
  const { versioning, version, isMarker } = await deleteKey(store, bucketName, key, versionId, (current) =>
    checkWriteConditions(request.headers, key, current),
  );
  return {
    status: 204,
    headers: {
      ...(version === undefined ? {} : versionHeader(versioning, version.versionId)),
      ...(isMarker ? { "x-amz-delete-marker": "true" } : {}),
    },
  };
}

/**
 * Deletes a version for good, or the key: with versioning that makes a delete marker. Deleting what is not there is no
 * error.
 *
 * @throws {S3Error} `NoSuchBucket`, `InvalidArgument` for an id that can't be one, and what `check` throws.
 */
export async function deleteKey(
  store: Store,
  bucketName: string,
  key: string,
  versionId: string | undefined,
  check: (current: StoredObject | undefined) => void,
): Promise<Deletion> {
  if (versionId !== undefined) checkVersionId(versionId);
  return changeKey(store, bucketName, key, (record, { settings: { versioning } }) => {
    const judged =
      versionId === undefined
        ? record?.versions[0]
        : record?.versions.find((one) => one.versionId === versionId);
    check(asObject(key, judged));
    if (versionId !== undefined || versioning === "Off") {
      const removed = removeVersion(record, versionId ?? nullVersion);
      const isMarker = removed.version?.content === null;
      const after = removed.version === undefined ? record : removed.record;
      return { record: after, result: { versioning, version: removed.version, isMarker } };
    }
    const added = addVersion(record, { key, content: null, versioning, now: store.now() });
    return { record: added.record, result: { versioning, version: added.version, isMarker: true } };
  });
}
