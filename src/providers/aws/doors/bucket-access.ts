import {
  DeleteBucketPolicyCommand,
  GetBucketPolicyCommand,
  PutBucketPolicyCommand,
  S3Client,
  S3ServiceException,
} from "@aws-sdk/client-s3";
import type { Aws } from "../aws.ts";

/** Who may do what with a bucket. */
export interface BucketPolicy {
  readonly Version: "2012-10-17";
  readonly Statement: readonly {
    readonly Sid: string;
    readonly Effect: "Allow" | "Deny";
    readonly Principal: { readonly Service: "cloudfront.amazonaws.com" };
    readonly Action: string;
    readonly Resource: string;
    readonly Condition: { readonly StringEquals: { readonly "AWS:SourceArn": string } };
  }[];
}

/** A bucket, and the distribution that is to read from it. */
export interface Reading {
  readonly bucket: string;
  readonly account: string;
  readonly distributionId: string;
}

/**
 * Lets a distribution read the static files of a stage, and nothing else of the bucket that they share with code and records.
 *
 * @see https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/private-content-restricting-access-to-s3.html
 */
export function filesBucketPolicy(reading: Reading): BucketPolicy {
  return policyOf([
    statement(reading, "StaticFiles", "Allow", "s3:GetObject", "/static/*"),
    statement(reading, "MissingFiles", "Allow", "s3:ListBucket", ""),
  ]);
}

/** Lets a distribution read what was uploaded, but nothing that the runtime keeps beside it. */
export function mediaBucketPolicy(reading: Reading): BucketPolicy {
  return policyOf([
    statement(reading, "UploadedFiles", "Allow", "s3:GetObject", "/*"),
    statement(reading, "House", "Deny", "s3:GetObject", "/.monolift/*"),
    statement(reading, "MissingFiles", "Allow", "s3:ListBucket", ""),
  ]);
}

/**
 * Has a bucket follow a policy; null takes away whatever it had. A bucket that follows it already is left alone.
 *
 * @returns Whether something was changed.
 */
export async function ensureBucketPolicy(
  aws: Aws,
  bucket: string,
  policy: BucketPolicy | null,
): Promise<boolean> {
  const s3 = aws.client(S3Client);
  const current = await readPolicy(s3, bucket);
  if (policy === null) {
    if (current !== null) await s3.send(new DeleteBucketPolicyCommand({ Bucket: bucket }));
    return current !== null;
  }
  if (current !== null && isSame(current, policy)) return false;
  await s3.send(new PutBucketPolicyCommand({ Bucket: bucket, Policy: JSON.stringify(policy) }));
  return true;
}

async function readPolicy(s3: S3Client, bucket: string): Promise<string | null> {
  try {
    return (await s3.send(new GetBucketPolicyCommand({ Bucket: bucket }))).Policy ?? null;
  } catch (error) {
    if (error instanceof S3ServiceException && error.name === "NoSuchBucketPolicy") return null;
    throw error;
  }
}

/** S3 gives a policy back with its own spaces, but with the order of what it was given. */
function isSame(current: string, policy: BucketPolicy): boolean {
  return JSON.stringify(JSON.parse(current)) === JSON.stringify(policy);
}

function policyOf(Statement: BucketPolicy["Statement"]): BucketPolicy {
  return { Version: "2012-10-17", Statement };
}

/**
 * The right to list is what makes S3 answer 404 for a file that is not there, in place of 403. Nobody gets the list: it is what
 * S3 has at `/`, and no request reaches that, neither below `/static/` nor past the function at the edge.
 */
function statement(
  { bucket, account, distributionId }: Reading,
  Sid: string,
  Effect: "Allow" | "Deny",
  Action: string,
  path: string,
): BucketPolicy["Statement"][number] {
  const source = `arn:aws:cloudfront::${account}:distribution/${distributionId}`;
  return {
    Sid,
    Effect,
    Principal: { Service: "cloudfront.amazonaws.com" },
    Action,
    Resource: `arn:aws:s3:::${bucket}${path}`,
    Condition: { StringEquals: { "AWS:SourceArn": source } },
  };
}
