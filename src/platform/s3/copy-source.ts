import { checkReadConditions } from "./conditions.ts";
import { S3Error, notImplemented } from "./errors.ts";
import type { Context } from "./operation.ts";
import { decode } from "./request.ts";
import { readBucket, type Bucket } from "./store/buckets.ts";
import { openObject, type OpenObject } from "./store/open-object.ts";
import { chooseVersion } from "./versions-of-request.ts";

/** An object that is copied from. Must be closed. */
export interface CopySource extends OpenObject {
  readonly bucket: Bucket;
  /** The version that was named; undefined when the current one is meant. */
  readonly versionId: string | undefined;
}

/**
 * Opens what `x-amz-copy-source` names, if the caller may read it and its conditions hold.
 *
 * @throws {S3Error} `InvalidArgument`, `AccessDenied`, `NoSuchBucket`, `NoSuchKey`, `NoSuchVersion`, `PreconditionFailed`,
 * `InvalidRequest` for a delete marker.
 */
export async function openCopySource({ store, request, may }: Context): Promise<CopySource> {
  const { bucketName, key, versionId } = parseCopySource(request.headers.get("x-amz-copy-source") ?? "");
  if (!may(versionId === undefined ? "s3:GetObject" : "s3:GetObjectVersion", bucketName))
    throw new S3Error("AccessDenied");
  const bucket = await readBucket(store, bucketName);
  const opened = await openObject(store, bucket, key, (record) => {
    const named = record?.versions.find((one) => one.versionId === versionId);
    if (named?.content === null)
      throw new S3Error("InvalidRequest", {
        message: "The source of a copy request may not specifically refer to a delete marker by version id.",
      });
    return chooseVersion(record, key, versionId);
  });
  try {
    checkReadConditions(request.headers, opened.object, "x-amz-copy-source-");
  } catch (error) {
    await opened.close();
    throw error;
  }
  return { ...opened, bucket, versionId };
}

function parseCopySource(header: string): {
  readonly bucketName: string;
  readonly key: string;
  readonly versionId: string | undefined;
} {
  if (header.startsWith("arn:")) throw notImplemented("An access point as the source of a copy");
  const [, path = "", versionId] = /^\/?(.*?)(?:\?versionId=(.*))?$/s.exec(header) ?? [];
  const source = decode(path);
  const slash = source.indexOf("/");
  if (slash < 1 || slash === source.length - 1)
    throw new S3Error("InvalidArgument", {
      message: "Copy Source must mention the source bucket and key: sourcebucket/sourcekey",
      details: { ArgumentName: "x-amz-copy-source", ArgumentValue: header },
    });
  return {
    bucketName: source.slice(0, slash),
    key: source.slice(slash + 1),
    versionId: versionId === undefined ? undefined : decode(versionId),
  };
}
