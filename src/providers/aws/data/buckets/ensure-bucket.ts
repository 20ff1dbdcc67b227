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
import { persist } from "./persist.ts";

/** A bucket that is to be there. */
export interface BucketRequest extends BucketSettings {
  readonly name: string;
  /** `stageTags` of the stage that it belongs to. */
  readonly tags: readonly TagPair[];
}

export interface EnsureBucketOptions extends WorkOptions {
  /** Told before each wait for a name that AWS has not freed yet. */
  readonly onWait?: (() => void) | undefined;
  /** Seconds between two tries. Default: 10 for such a name, 2 for what S3 does not take at this moment. */
  readonly pauseSeconds?: number | undefined;
  /** Seconds after which such a name is given up. Default: 600. */
  readonly longestWaitSeconds?: number | undefined;
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
const nameSeconds = 600;
/** A bucket that was just made is known everywhere within seconds. */
const settlingSeconds = 60;

const noPublicAccess = {
  PublicAccessBlockConfiguration: {
    BlockPublicAcls: true,
    IgnorePublicAcls: true,
    BlockPublicPolicy: true,
    RestrictPublicBuckets: true,
  },
} as const;
const noAccessLists = {
  OwnershipControls: { Rules: [{ ObjectOwnership: "BucketOwnerEnforced" as const }] },
};
/** S3's own, with keys that cost nothing. */
const encryption = {
  ServerSideEncryptionConfiguration: {
    Rules: [{ ApplyServerSideEncryptionByDefault: { SSEAlgorithm: "AES256" as const } }],
  },
};

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
  if (there === undefined || own.length > there.length) await tag(own);
  await applySettings(aws, name, rendered, options);
  await tag(withTags(own, [{ Key: settingsTag, Value: rendered.digest }]));
  return { isNew: there === undefined, isChanged: true };

  function tag(tags: readonly TagPair[]): Promise<void> {
    return settle(() => writeBucketTags(aws, name, tags, options), options);
  }
}

/**
 * Whether a stage's bucket is there.
 *
 * @throws {UserError} `BUCKET_OF_ANOTHER_STAGE`
 */
export async function hasBucket(
  aws: Aws,
  { name, tags }: Pick<BucketRequest, "name" | "tags">,
  options: WorkOptions = {},
): Promise<boolean> {
  const there = await readBucketTags(aws, name, options);
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
  const { pauseSeconds = 10, longestWaitSeconds: longestSeconds = nameSeconds } = options;
  const call = () => aws.client(S3Client).send(createCommand(aws, name), sendOptions(options));
  try {
    await persist(call, ["OperationAborted"], { ...options, pauseSeconds, longestSeconds });
  } catch (error) {
    // Made by a call whose answer was lost, or by somebody else who lifts the same stage at this moment.
    if (isAwsError(error, "BucketAlreadyOwnedByYou")) return;
    if (isAwsError(error, "BucketAlreadyExists"))
      throw new UserError("BUCKET_TAKEN", { bucket: name }, { cause: error });
    if (isAwsError(error, "OperationAborted"))
      throw new OperationError("BUCKET_NAME_BUSY", { bucket: name }, { cause: error });
    throw error;
  }
}

/**
 * One after the other: S3 answers `OperationAborted` to two changes of one bucket at a time, and for a moment may not know a
 * bucket that was just made.
 */
async function applySettings(
  aws: Aws,
  name: string,
  { policy, lifecycle, cors }: RenderedSettings,
  options: EnsureBucketOptions,
): Promise<void> {
  const s3 = aws.client(S3Client);
  const bucket = { Bucket: name, ExpectedBucketOwner: aws.account };
  const send = sendOptions(options);
  const settings: readonly (() => Promise<unknown>)[] = [
    () => s3.send(new PutPublicAccessBlockCommand({ ...bucket, ...noPublicAccess }), send),
    () => s3.send(new PutBucketOwnershipControlsCommand({ ...bucket, ...noAccessLists }), send),
    () => s3.send(new PutBucketEncryptionCommand({ ...bucket, ...encryption }), send),
    () => s3.send(new PutBucketPolicyCommand({ ...bucket, Policy: policy }), send),
    () =>
      s3.send(
        new PutBucketLifecycleConfigurationCommand({
          ...bucket,
          LifecycleConfiguration: { Rules: [...lifecycle] },
        }),
        send,
      ),
    () =>
      cors.length === 0
        ? s3.send(new DeleteBucketCorsCommand(bucket), send)
        : s3.send(new PutBucketCorsCommand({ ...bucket, CORSConfiguration: { CORSRules: [...cors] } }), send),
  ];
  for (const setting of settings) await settle(setting, options);
}

function settle<T>(
  call: () => Promise<T>,
  { pauseSeconds = 2, ...options }: EnsureBucketOptions,
): Promise<T> {
  const longest = { pauseSeconds, longestSeconds: settlingSeconds };
  return persist(call, ["OperationAborted", "NoSuchBucket"], { signal: options.signal, ...longest });
}
