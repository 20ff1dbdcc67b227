import { S3Error, notImplemented } from "./errors.ts";
import type { Operation } from "./operation.ts";
import { getAcl } from "./operations/acl.ts";
import { deleteBucketCors, getBucketCors, putBucketCors } from "./operations/bucket-cors.ts";
import { getBucketVersioning, putBucketVersioning } from "./operations/bucket-versioning.ts";
import {
  getBucketLocation,
  headBucket,
  listAllBuckets,
  makeBucket,
  removeBucket,
} from "./operations/buckets.ts";
import { completeMultipartUpload } from "./operations/complete-multipart-upload.ts";
import { copyObject } from "./operations/copy-object.ts";
import { createMultipartUpload } from "./operations/create-multipart-upload.ts";
import { deleteObject } from "./operations/delete-object.ts";
import { deleteObjects } from "./operations/delete-objects.ts";
import { getObjectAttributes } from "./operations/get-object-attributes.ts";
import { getObject } from "./operations/get-object.ts";
import { listObjectVersions } from "./operations/list-object-versions.ts";
import { listObjects, listObjectsV2 } from "./operations/list-objects.ts";
import {
  abortMultipartUpload,
  listMultipartUploads,
  listUploadedParts,
} from "./operations/multipart-uploads.ts";
import { deleteObjectTagging, getObjectTagging, putObjectTagging } from "./operations/object-tagging.ts";
import { putObject } from "./operations/put-object.ts";
import { uploadPart, uploadPartCopy } from "./operations/upload-part.ts";
import type { S3Request } from "./request.ts";
import { subresources, unofferedOperation } from "./unoffered.ts";

/** One operation of the API: which request it is, what the caller must be allowed, and what does it. */
export interface Route {
  /** AWS's name. */
  readonly name: string;
  readonly method: string;
  readonly on: "service" | "bucket" | "object";
  /** The query parameter that tells it from others. */
  readonly parameter?: string;
  /** The header that tells it from others. */
  readonly header?: string;
  /** IAM's name of what it does; by default `s3:` and the operation's name. */
  readonly action?: string;
  /** IAM's name when a version is named. */
  readonly versionAction?: string;
  readonly run: Operation;
}

const routes: readonly Route[] = [
  { name: "ListBuckets", method: "GET", on: "service", action: "s3:ListAllMyBuckets", run: listAllBuckets },

  { name: "CreateBucket", method: "PUT", on: "bucket", run: makeBucket },
  { name: "HeadBucket", method: "HEAD", on: "bucket", action: "s3:ListBucket", run: headBucket },
  { name: "DeleteBucket", method: "DELETE", on: "bucket", run: removeBucket },
  { name: "GetBucketLocation", method: "GET", on: "bucket", parameter: "location", run: getBucketLocation },
  { name: "GetBucketAcl", method: "GET", on: "bucket", parameter: "acl", run: getAcl },
  {
    name: "GetBucketVersioning",
    method: "GET",
    on: "bucket",
    parameter: "versioning",
    run: getBucketVersioning,
  },
  {
    name: "PutBucketVersioning",
    method: "PUT",
    on: "bucket",
    parameter: "versioning",
    run: putBucketVersioning,
  },
  {
    name: "GetBucketCors",
    method: "GET",
    on: "bucket",
    parameter: "cors",
    action: "s3:GetBucketCORS",
    run: getBucketCors,
  },
  {
    name: "PutBucketCors",
    method: "PUT",
    on: "bucket",
    parameter: "cors",
    action: "s3:PutBucketCORS",
    run: putBucketCors,
  },
  {
    name: "DeleteBucketCors",
    method: "DELETE",
    on: "bucket",
    parameter: "cors",
    action: "s3:PutBucketCORS",
    run: deleteBucketCors,
  },
  { name: "ListObjects", method: "GET", on: "bucket", action: "s3:ListBucket", run: listObjects },
  {
    name: "ListObjectsV2",
    method: "GET",
    on: "bucket",
    parameter: "list-type",
    action: "s3:ListBucket",
    run: listObjectsV2,
  },
  {
    name: "ListObjectVersions",
    method: "GET",
    on: "bucket",
    parameter: "versions",
    action: "s3:ListBucketVersions",
    run: listObjectVersions,
  },
  {
    name: "ListMultipartUploads",
    method: "GET",
    on: "bucket",
    parameter: "uploads",
    action: "s3:ListBucketMultipartUploads",
    run: listMultipartUploads,
  },
  {
    name: "DeleteObjects",
    method: "POST",
    on: "bucket",
    parameter: "delete",
    action: "s3:DeleteObject",
    run: deleteObjects,
  },

  { name: "PutObject", method: "PUT", on: "object", run: putObject },
  {
    name: "CopyObject",
    method: "PUT",
    on: "object",
    header: "x-amz-copy-source",
    action: "s3:PutObject",
    run: copyObject,
  },
  { name: "GetObject", method: "GET", on: "object", versionAction: "s3:GetObjectVersion", run: getObject },
  {
    name: "HeadObject",
    method: "HEAD",
    on: "object",
    action: "s3:GetObject",
    versionAction: "s3:GetObjectVersion",
    run: getObject,
  },
  {
    name: "DeleteObject",
    method: "DELETE",
    on: "object",
    versionAction: "s3:DeleteObjectVersion",
    run: deleteObject,
  },
  {
    name: "GetObjectAttributes",
    method: "GET",
    on: "object",
    parameter: "attributes",
    action: "s3:GetObject",
    versionAction: "s3:GetObjectVersion",
    run: getObjectAttributes,
  },
  {
    name: "GetObjectAcl",
    method: "GET",
    on: "object",
    parameter: "acl",
    versionAction: "s3:GetObjectVersionAcl",
    run: getAcl,
  },
  {
    name: "GetObjectTagging",
    method: "GET",
    on: "object",
    parameter: "tagging",
    versionAction: "s3:GetObjectVersionTagging",
    run: getObjectTagging,
  },
  {
    name: "PutObjectTagging",
    method: "PUT",
    on: "object",
    parameter: "tagging",
    versionAction: "s3:PutObjectVersionTagging",
    run: putObjectTagging,
  },
  {
    name: "DeleteObjectTagging",
    method: "DELETE",
    on: "object",
    parameter: "tagging",
    versionAction: "s3:DeleteObjectVersionTagging",
    run: deleteObjectTagging,
  },
  {
    name: "CreateMultipartUpload",
    method: "POST",
    on: "object",
    parameter: "uploads",
    action: "s3:PutObject",
    run: createMultipartUpload,
  },
  {
    name: "UploadPart",
    method: "PUT",
    on: "object",
    parameter: "uploadId",
    action: "s3:PutObject",
    run: uploadPart,
  },
  {
    name: "UploadPartCopy",
    method: "PUT",
    on: "object",
    parameter: "uploadId",
    header: "x-amz-copy-source",
    action: "s3:PutObject",
    run: uploadPartCopy,
  },
  {
    name: "CompleteMultipartUpload",
    method: "POST",
    on: "object",
    parameter: "uploadId",
    action: "s3:PutObject",
    run: completeMultipartUpload,
  },
  {
    name: "AbortMultipartUpload",
    method: "DELETE",
    on: "object",
    parameter: "uploadId",
    run: abortMultipartUpload,
  },
  {
    name: "ListParts",
    method: "GET",
    on: "object",
    parameter: "uploadId",
    action: "s3:ListMultipartUploadParts",
    run: listUploadedParts,
  },
];

const distinguishing = new Set(routes.flatMap(({ parameter }) => parameter ?? []));

/**
 * Which operation a request is.
 *
 * @throws {S3Error} `NotImplemented`, naming the operation, for what S3 knows and this platform does not offer;
 * `MethodNotAllowed` for what S3 does not know either.
 */
export function findRoute(request: S3Request): Route {
  const on = request.bucket === undefined ? "service" : request.key === undefined ? "bucket" : "object";
  const parameter = [...request.query.keys()].find(
    (name) => distinguishing.has(name) || subresources.has(name),
  );
  const candidates = routes.filter(
    (route) => route.method === request.method && route.on === on && route.parameter === parameter,
  );
  const route =
    candidates.find(({ header }) => header !== undefined && request.headers.has(header)) ??
    candidates.find(({ header }) => header === undefined);
  if (route !== undefined) return route;
  const unoffered = unofferedOperation(request.method, on, parameter);
  if (unoffered !== undefined) throw notImplemented(`The operation ${unoffered}`);
  throw new S3Error("MethodNotAllowed", {
    details: { Method: request.method, ResourceType: on.toUpperCase() },
  });
}

/** What the caller of a route must be allowed to do. */
export function actionOf(route: Route, request: S3Request): string {
  const action = route.action ?? `s3:${route.name}`;
  if (!request.query.has("versionId")) return action;
  return route.versionAction ?? action;
}
