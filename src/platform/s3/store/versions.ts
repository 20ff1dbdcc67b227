import { randomBytes } from "node:crypto";
import type { KeyRecord, ObjectContent, ObjectVersion } from "./record.ts";

/** A bucket's versioning: never switched on, on, or off again (what was kept stays). */
export const versioningStates = ["Off", "Enabled", "Suspended"] as const;
export type Versioning = (typeof versioningStates)[number];

/** Id of versions made without versioning. */
export const nullVersion = "null";

/** A key's record after a change, and the version that the change was about. */
export interface VersionChange {
  /** Undefined when no version is left. */
  readonly record: KeyRecord | undefined;
  readonly version: ObjectVersion | undefined;
}

/**
 * Puts a version on top, or a delete marker when `content` is null. Without versioning, or with it suspended, it takes the
 * place of the `null` version.
 *
 * @see https://docs.aws.amazon.com/AmazonS3/latest/userguide/versioning-workflows.html
 */
export function addVersion(
  record: KeyRecord | undefined,
  added: {
    readonly key: string;
    readonly content: ObjectContent | null;
    readonly versioning: Versioning;
    readonly now: Date;
  },
): VersionChange & { readonly record: KeyRecord; readonly version: ObjectVersion } {
  const versionId = added.versioning === "Enabled" ? newVersionId() : nullVersion;
  const version = { versionId, lastModified: added.now.toISOString(), content: added.content };
  const kept = (record?.versions ?? []).filter((one) => one.versionId !== versionId);
  return { record: { format: 1, key: added.key, versions: [version, ...kept] }, version };
}

/** Deletes one version for good; a delete marker, too. The newest that is left becomes the current one. */
export function removeVersion(record: KeyRecord | undefined, versionId: string): VersionChange {
  if (record === undefined) return { record: undefined, version: undefined };
  const version = record.versions.find((one) => one.versionId === versionId);
  const versions = record.versions.filter((one) => one !== version);
  return { record: versions.length === 0 ? undefined : { ...record, versions }, version };
}

/** 32 characters, as AWS's have. */
function newVersionId(): string {
  return randomBytes(24).toString("base64url");
}
