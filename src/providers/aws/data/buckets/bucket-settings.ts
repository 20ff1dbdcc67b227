import type { CORSRule, LifecycleRule } from "@aws-sdk/client-s3";
import { hashText } from "../../../../system/files.ts";

/** What is decided of a bucket. */
export interface BucketSettings {
  /** Pages of these origins may read from it and send to it; each with its scheme, without a path. None by default. */
  readonly cors?: { readonly origins: readonly string[] } | undefined;
  /** A distribution of CloudFront that may read from it, and what; nobody by default. */
  readonly publicReadFrom?: PublicReadFrom | undefined;
  /** Objects below `prefix` that are removed after so many days. */
  readonly expire?: readonly { readonly prefix: string; readonly days: number }[] | undefined;
}

/** A distribution that may read objects, whoever asks it for them. */
export interface PublicReadFrom {
  readonly distributionArn: string;
  /** Patterns of keys: `static/*`. */
  readonly keys: readonly string[];
  /** Patterns of keys that it may not read although they are among those: `.monolift/*`. */
  readonly except?: readonly string[] | undefined;
}

/** The settings as S3 takes them. */
export interface RenderedSettings {
  /** JSON. */
  readonly policy: string;
  readonly lifecycle: readonly LifecycleRule[];
  /** Empty where no page of another origin needs the bucket. */
  readonly cors: readonly CORSRule[];
  /** The same for the same settings: kept as a tag, it says that all of them were set. */
  readonly digest: string;
}

/** Past this an upload in parts is given up; who sends straight to a bucket has a day. */
const unfinishedDays = 2;

/** Goes up when what is set for every bucket changes, so that buckets made before get it too. */
const generation = 1;

/**
 * Says what a bucket is set to. Pure.
 *
 * @param partition `aws`; another one in China and in AWS's own clouds for governments.
 */
export function renderSettings(
  bucket: string,
  partition: string,
  settings: BucketSettings,
): RenderedSettings {
  const policy = JSON.stringify(policyOf(`arn:${partition}:s3:::${bucket}`, settings.publicReadFrom));
  const lifecycle = lifecycleOf(settings);
  const cors = corsOf(settings);
  const digest = hashText(JSON.stringify([generation, policy, lifecycle, cors])).slice(0, 16);
  return { policy, lifecycle, cors, digest };
}

/** @see https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/private-content-restricting-access-to-s3.html */
function policyOf(arn: string, readers: PublicReadFrom | undefined): object {
  const onlyTls = {
    Sid: "OnlyTls",
    Effect: "Deny",
    Principal: "*",
    Action: "s3:*",
    Resource: [arn, `${arn}/*`],
    Condition: { Bool: { "aws:SecureTransport": "false" } },
  };
  const read = readers === undefined ? [] : readStatements(arn, readers);
  return { Version: "2012-10-17", Statement: [onlyTls, ...read] };
}

function readStatements(
  arn: string,
  { distributionArn, keys, except = [] }: PublicReadFrom,
): readonly object[] {
  const statement = (sid: string, effect: "Allow" | "Deny", patterns: readonly string[]): object => ({
    Sid: sid,
    Effect: effect,
    Principal: { Service: "cloudfront.amazonaws.com" },
    Action: "s3:GetObject",
    Resource: patterns.map((pattern) => `${arn}/${pattern}`),
    Condition: { StringEquals: { "aws:SourceArn": distributionArn } },
  });
  const denied = except.length === 0 ? [] : [statement("NotForCloudFront", "Deny", except)];
  return [statement("ForCloudFront", "Allow", keys), ...denied];
}

function lifecycleOf({ expire = [] }: BucketSettings): readonly LifecycleRule[] {
  const unfinished: LifecycleRule = {
    ID: "unfinished-uploads",
    Status: "Enabled",
    Filter: { Prefix: "" },
    AbortIncompleteMultipartUpload: { DaysAfterInitiation: unfinishedDays },
  };
  const expired = expire.map(({ prefix, days }): LifecycleRule => ({
    ID: `expire ${prefix}`,
    Status: "Enabled",
    Filter: { Prefix: prefix },
    Expiration: { Days: days },
  }));
  return [unfinished, ...expired];
}

/**
 * A form is sent by POST and a part of a large file by PUT, both with a script that shows how far it is; a script that fetches
 * a large file is led to the bucket.
 */
function corsOf({ cors }: BucketSettings): readonly CORSRule[] {
  if (cors === undefined || cors.origins.length === 0) return [];
  const rule: CORSRule = {
    AllowedOrigins: [...cors.origins].toSorted(),
    AllowedMethods: ["GET", "HEAD", "POST", "PUT"],
    AllowedHeaders: ["*"],
    ExposeHeaders: ["ETag"],
    MaxAgeSeconds: 3600,
  };
  return [rule];
}
