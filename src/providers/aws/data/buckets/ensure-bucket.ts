import { setTimeout } from "node:timers/promises";
import {
  CreateBucketCommand,
  DeleteBucketCorsCommand,
  PutBucketCorsCommand,
  PutBucketEncryptionCommand,
  PutBucketLifecycleConfigurationCommand,
  PutBucketOwnershipControlsCommand,
  PutBucketPolicyCommand,
  PutPublicAccessBlockCommand,
  S3Client,
  type BucketLocationConstraint,
} from "@aws-sdk/client-s3";
import { OperationError, UserError } from "../../../../errors.ts";
import type { Aws } from "../../aws.ts";
import { tagNames, type StageNames, type TagPair } from "../../names.ts";
import { isAwsError } from "../aws-error.ts";
import { isOfStage, tagValue } from "../ownership.ts";
import { partitionOf } from "../partition.ts";
import { sendOptions, type WorkOptions } from "../work.ts";
import { renderSettings, type BucketSettings, type RenderedSettings } from "./bucket-settings.ts";
import { readBucketTags, withTags, writeBucketTags } from "./bucket-tags.ts";

/** A bucket that is to be there. */
export interface BucketRequest extends BucketSettings {
  readonly name: string;
  /** `stageTags` of the stage that it belongs to. */
  readonly tags: readonly TagPair[];
}

export interface EnsureBucketOptions extends WorkOptions {
  /** Told before each wait for a name that AWS has not freed yet. */
  readonly onWait?: (() => void) | undefined;
  /** Seconds between two tries of such a name. Default: 10. */
  readonly pauseSeconds?: number | undefined;
}

/** What `ensureBucket` did. */
export interface EnsuredBucket {
  readonly isNew: boolean;
  /** False when everything was as it should be, which one call finds out. */
  readonly isChanged: boolean;
}

/** A tag with the digest of what the bucket was set to; the last thing that is written. */
const settingsTag = "monolift:settings";

/** A name that was deleted is usually free within minutes; AWS promises no time. */
const longestWaitSeconds = 600;

/**
 * Makes a bucket, or makes it what it should be: private, encrypted, over TLS alone, without access lists, and rid of uploads
 * that were never finished. Nothing in it is touched. After an interruption the same call does what is left.
 *
 * @throws {UserError} `BUCKET_TAKEN` when another account has the name, `BUCKET_OF_ANOTHER_STAGE`.
 * @throws {OperationError} `BUCKET_NAME_BUSY` when a bucket of the name was deleted shortly before.
 * @see https://docs.aws.amazon.com/AmazonS3/latest/API/API_CreateBucket.html
 */
export async function ensureBucket(
  aws: Aws,
  request: BucketRequest,
  options: EnsureBucketOptions = {},
): Promise<EnsuredBucket> {
  const { name } = request;
  const rendered = renderSettings(name, partitionOf(aws), request);
  const there = await readTags(aws, name, options);
  if (there !== undefined) refuseForeign(name, there, request.tags);
  if (tagValue(there ?? [], settingsTag) === rendered.digest) return { isNew: false, isChanged: false };
  if (there === undefined) await create(aws, name, options);
  const own = withTags(there ?? [], request.tags);
  // At once, so that a bucket that is not finished is found by whoever looks for what is left.
  if (there === undefined || own.length > there.length) await writeBucketTags(aws, name, own, options);
  await applySettings(aws, name, rendered, options);
  await writeBucketTags(aws, name, withTags(own, [{ Key: settingsTag, Value: rendered.digest }]), options);
  return { isNew: there === undefined, isChanged: true };
}

/**
 * Whether a stage's bucket is there.
 *
 * @throws {UserError} `BUCKET_OF_ANOTHER_STAGE`, `BUCKET_TAKEN`
 */
export async function hasBucket(
  aws: Aws,
  { name, tags }: Pick<BucketRequest, "name" | "tags">,
  options: WorkOptions = {},
): Promise<boolean> {
  const there = await readTags(aws, name, options);
  if (there !== undefined) refuseForeign(name, there, tags);
  return there !== undefined;
}

/** Tags of the bucket; undefined where there is none, and an error where it is another account's. */
async function readTags(
  aws: Aws,
  name: string,
  options: WorkOptions,
): Promise<readonly TagPair[] | undefined> {
  try {
    return await readBucketTags(aws, name, options);
  } catch (error) {
    if (isAwsError(error, "AccessDenied")) await refuseTaken(aws, name, options);
    throw error;
  }
}

/** Who may not read the tags either lacks a right or asks for a bucket of somebody else, who alone keeps the name from being made. */
async function refuseTaken(aws: Aws, name: string, options: WorkOptions): Promise<void> {
  try {
    await aws.client(S3Client).send(createCommand(aws, name), sendOptions(options));
  } catch (error) {
    if (isAwsError(error, "BucketAlreadyExists"))
      throw new UserError("BUCKET_TAKEN", { bucket: name }, { cause: error });
  }
}

function refuseForeign(name: string, there: readonly TagPair[], wanted: readonly TagPair[]): void {
  const own = ownerOf(wanted);
  if (isOfStage(there, own)) return;
  const other = ownerOf(there);
  throw new UserError("BUCKET_OF_ANOTHER_STAGE", {
    bucket: name,
    owner: `${other.project}/${other.stage}`,
    stage: `${own.project}/${own.stage}`,
  });
}

function ownerOf(tags: readonly TagPair[]): StageNames {
  return {
    project: tagValue(tags, tagNames.project) ?? "",
    stage: tagValue(tags, tagNames.stage) ?? "",
  };
}

function createCommand({ region }: Aws, name: string): CreateBucketCommand {
  return new CreateBucketCommand({
    Bucket: name,
    ObjectOwnership: "BucketOwnerEnforced",
    // The one Region that S3 does not take by its name.
    ...(region === "us-east-1"
      ? {}
      : { CreateBucketConfiguration: { LocationConstraint: region as BucketLocationConstraint } }),
  });
}

async function create(aws: Aws, name: string, options: EnsureBucketOptions): Promise<void> {
  const { pauseSeconds = 10, signal, onWait } = options;
  for (let waited = 0; ; waited += pauseSeconds) {
    try {
      await aws.client(S3Client).send(createCommand(aws, name), sendOptions(options));
      return;
    } catch (error) {
      // Made by a call whose answer was lost, or by somebody else who lifts the same stage at this moment.
      if (isAwsError(error, "BucketAlreadyOwnedByYou")) return;
      if (isAwsError(error, "BucketAlreadyExists"))
        throw new UserError("BUCKET_TAKEN", { bucket: name }, { cause: error });
      if (!isAwsError(error, "OperationAborted")) throw error;
      if (waited >= longestWaitSeconds)
        throw new OperationError("BUCKET_NAME_BUSY", { bucket: name }, { cause: error });
    }
    onWait?.();
    await setTimeout(pauseSeconds * 1000, undefined, signal === undefined ? {} : { signal });
  }
}

/** One after the other: S3 answers `OperationAborted` to two changes of one bucket at a time. */
async function applySettings(
  aws: Aws,
  name: string,
  { policy, lifecycle, cors }: RenderedSettings,
  options: WorkOptions,
): Promise<void> {
  const s3 = aws.client(S3Client);
  const bucket = { Bucket: name, ExpectedBucketOwner: aws.account };
  const send = sendOptions(options);
  const all = { BlockPublicAcls: true, IgnorePublicAcls: true, BlockPublicPolicy: true };
  await s3.send(
    new PutPublicAccessBlockCommand({
      ...bucket,
      PublicAccessBlockConfiguration: { ...all, RestrictPublicBuckets: true },
    }),
    send,
  );
  await s3.send(
    new PutBucketOwnershipControlsCommand({
      ...bucket,
      OwnershipControls: { Rules: [{ ObjectOwnership: "BucketOwnerEnforced" }] },
    }),
    send,
  );
  await s3.send(
    new PutBucketEncryptionCommand({
      ...bucket,
      ServerSideEncryptionConfiguration: {
        Rules: [{ ApplyServerSideEncryptionByDefault: { SSEAlgorithm: "AES256" } }],
      },
    }),
    send,
  );
  await s3.send(new PutBucketPolicyCommand({ ...bucket, Policy: policy }), send);
  await s3.send(
    new PutBucketLifecycleConfigurationCommand({
      ...bucket,
      LifecycleConfiguration: { Rules: [...lifecycle] },
    }),
    send,
  );
  const rules = { CORSConfiguration: { CORSRules: [...cors] } };
  await (cors.length === 0
    ? s3.send(new DeleteBucketCorsCommand(bucket), send)
    : s3.send(new PutBucketCorsCommand({ ...bucket, ...rules }), send));
}
