import { S3Error } from "./errors.ts";
import { asObject, type KeyRecord, type ObjectVersion, type StoredObject } from "./store/record.ts";
import { nullVersion, type Versioning } from "./store/versions.ts";

/**
 * The object that a request names.
 *
 * @param versionId Undefined for the current one.
 * @throws {S3Error} `NoSuchKey`, `NoSuchVersion`, `MethodNotAllowed` when a delete marker is named.
 */
export function chooseVersion(
  record: KeyRecord | undefined,
  key: string,
  versionId: string | undefined,
): StoredObject {
  if (versionId === undefined) {
    const current = record?.versions[0];
    const object = asObject(key, current);
    if (object !== undefined) return object;
    throw new S3Error("NoSuchKey", {
      details: { Key: key },
      headers: current === undefined ? {} : markerHeaders(current),
    });
  }
  const version = record?.versions.find((one) => one.versionId === versionId);
  const object = asObject(key, version);
  if (object !== undefined) return object;
  if (version === undefined) {
    checkVersionId(versionId);
    throw new S3Error("NoSuchVersion", { details: { Key: key, VersionId: versionId } });
  }
  throw new S3Error("MethodNotAllowed", {
    details: { Method: "GET", ResourceType: "DeleteMarker" },
    headers: {
      ...markerHeaders(version),
      allow: "DELETE",
      "last-modified": new Date(version.lastModified).toUTCString(),
    },
  });
}

/** @throws {S3Error} `InvalidArgument` for an id that no version can have. */
export function checkVersionId(versionId: string): void {
  if (versionId === nullVersion || /^[\w-]{32}$/.test(versionId)) return;
  throw new S3Error("InvalidArgument", {
    message: "Invalid version id specified",
    details: { ArgumentName: "versionId", ArgumentValue: versionId },
  });
}

/** `x-amz-version-id`, in buckets that ever had versioning. */
export function versionHeader(versioning: Versioning, versionId: string): Record<string, string> {
  return versioning === "Off" ? {} : { "x-amz-version-id": versionId };
}

function markerHeaders({ versionId }: ObjectVersion): Record<string, string> {
  return { "x-amz-delete-marker": "true", "x-amz-version-id": versionId };
}
