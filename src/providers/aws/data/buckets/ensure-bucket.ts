import { setTimeout } from "node:timers/promises";
import {
  CreateBucketCommand,
  DeleteBucketCorsCommand,
  GetBucketTaggingCommand,
  PutBucketCorsCommand,
  PutBucketEncryptionCommand,
  PutBucketLifecycleConfigurationCommand,
  PutBucketOwnershipControlsCommand,
  PutBucketPolicyCommand,
  PutBucketTaggingCommand,
  PutPublicAccessBlockCommand,
  S3Client,
  type BucketLocationConstraint,
} from "@aws-sdk/client-s3";
import { OperationError, UserError } from "../../../../errors.ts";
import type { Aws } from "../../aws.ts";
import { tagNames, type TagPair } from "../../names.ts";
import { isAwsError } from "../aws-error.ts";
import { sendOptions, type WorkOptions } from "../work.ts";
import { renderSettings, type BucketSettings, type RenderedSettings } from "./bucket-settings.ts";

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
  if (valueOf(there ?? [], settingsTag) === rendered.digest) return { isNew: false, isChanged: false };
  if (there === undefined) await create(aws, name, options);
  const own = withTags(there ?? [], request.tags);
  // At once, so that a bucket that is not finished is found by whoever looks for what is left.
  if (there === undefined || own.length > there.length) await writeTags(aws, name, own, options);
  await applySettings(aws, name, rendered, options);
  await writeTags(aws, name, withTags(own, [{ Key: settingsTag, Value: rendered.digest }]), options);
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

/** Tags of a bucket, none for one that was never finished; undefined where there is no bucket. */
async function readTags(
  aws: Aws,
  name: string,
  options: WorkOptions,
): Promise<readonly TagPair[] | undefined> {
  const command = new GetBucketTaggingCommand({ Bucket: name, ExpectedBucketOwner: aws.account });
  try {
    const { TagSet = [] } = await aws.client(S3Client).send(command, sendOptions(options));
    return TagSet.map(({ Key = "", Value = "" }) => ({ Key, Value }));
  } catch (error) {
    if (isAwsError(error, "NoSuchTagSet")) return [];
    if (isAwsError(error, "NoSuchBucket")) return undefined;
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
  const [project, stage] = [tagNames.project, tagNames.stage].map((key) => valueOf(there, key));
  const isOurs = [tagNames.project, tagNames.stage].every((key) => {
    const found = valueOf(there, key);
    return found === undefined || found === valueOf(wanted, key);
  });
  if (!isOurs)
    throw new UserError("BUCKET_OF_ANOTHER_STAGE", {
      bucket: name,
      owner: `${project ?? ""}/${stage ?? ""}`,
      stage: `${valueOf(wanted, tagNames.project) ?? ""}/${valueOf(wanted, tagNames.stage) ?? ""}`,
    });
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

async function writeTags(
  aws: Aws,
  name: string,
  tags: readonly TagPair[],
  options: WorkOptions,
): Promise<void> {
  const command = new PutBucketTaggingCommand({
    Bucket: name,
    ExpectedBucketOwner: aws.account,
    Tagging: { TagSet: [...tags] },
  });
  await aws.client(S3Client).send(command, sendOptions(options));
}

/** S3 replaces all tags at once: those that somebody else has set, for bills for instance, stay. */
function withTags(there: readonly TagPair[], more: readonly TagPair[]): readonly TagPair[] {
  return [...there.filter(({ Key }) => valueOf(more, Key) === undefined), ...more];
}

function valueOf(tags: readonly TagPair[], key: string): string | undefined {
  return tags.find(({ Key }) => Key === key)?.Value;
}

function partitionOf({ caller }: Aws): string {
  return caller.split(":")[1] ?? "aws";
}
