import { randomUUID } from "node:crypto";
import {
  CreateSecretCommand,
  DeleteSecretCommand,
  GetSecretValueCommand,
  ListSecretVersionIdsCommand,
  PutSecretValueCommand,
  RestoreSecretCommand,
  SecretsManagerClient,
  UpdateSecretVersionStageCommand,
  type SecretVersionsListEntry,
} from "@aws-sdk/client-secrets-manager";
import type { Aws } from "../../aws.ts";
import type { TagPair } from "../../names.ts";
import { isAwsError, unlessAwsError } from "../aws-error.ts";
import { sendOptions, type WorkOptions } from "../work.ts";

/** A version of a record with its text. */
export interface RecordVersion {
  readonly id: string;
  readonly arn: string;
  readonly text: string;
}

/** `deleted`: marked for deletion; it can be restored for a while. */
export type FoundRecord =
  | { readonly state: "there"; readonly version: RecordVersion }
  | { readonly state: "absent" | "deleted" };

/** Label of a version that is about to become the current one. */
const nextLabel = "monolift-next";
const currentLabel = "AWSCURRENT";

/** Reads a record, as it is or at a version. */
export async function readRecord(
  aws: Aws,
  record: string,
  { version, ...options }: WorkOptions & { readonly version?: string | undefined },
): Promise<FoundRecord> {
  const command = new GetSecretValueCommand({
    SecretId: record,
    ...(version === undefined ? { VersionStage: currentLabel } : { VersionId: version }),
  });
  try {
    const {
      VersionId = "",
      ARN = "",
      SecretString = "",
    } = await aws.client(SecretsManagerClient).send(command, sendOptions(options));
    return { state: "there", version: { id: VersionId, arn: ARN, text: SecretString } };
  } catch (error) {
    if (isAwsError(error, "ResourceNotFoundException")) return { state: "absent" };
    if (isAwsError(error, "InvalidRequestException")) return { state: "deleted" };
    throw error;
  }
}

/**
 * Makes a record.
 *
 * @returns Undefined when there is one; `being-deleted` while AWS has not let go of the name.
 */
export async function createRecord(
  aws: Aws,
  request: { readonly record: string; readonly text: string; readonly tags: readonly TagPair[] },
  options: WorkOptions,
): Promise<RecordVersion | "being-deleted" | undefined> {
  const { record, text, tags } = request;
  const command = new CreateSecretCommand({
    Name: record,
    SecretString: text,
    // The same call made twice makes one record.
    ClientRequestToken: randomUUID(),
    Tags: [...tags],
  });
  try {
    const { ARN = "", VersionId = "" } = await aws
      .client(SecretsManagerClient)
      .send(command, sendOptions(options));
    return { id: VersionId, arn: ARN, text };
  } catch (error) {
    if (isAwsError(error, "ResourceExistsException")) return undefined;
    if (isAwsError(error, "InvalidRequestException")) return "being-deleted";
    throw error;
  }
}

/**
 * Gives a record another text, if it still has the one that the caller has read: the version is made first, under a label of its
 * own, and then `AWSCURRENT` is moved to it from the version that was read, which AWS refuses when it is no longer there.
 *
 * @returns Undefined when somebody else has written meanwhile; then nothing has changed.
 * @see https://docs.aws.amazon.com/secretsmanager/latest/apireference/API_UpdateSecretVersionStage.html
 */
export async function replaceRecord(
  aws: Aws,
  record: string,
  { before, text }: { readonly before: RecordVersion; readonly text: string },
  options: WorkOptions,
): Promise<RecordVersion | undefined> {
  const client = aws.client(SecretsManagerClient);
  const id = randomUUID();
  const make = new PutSecretValueCommand({
    SecretId: record,
    SecretString: text,
    ClientRequestToken: id,
    VersionStages: [nextLabel],
  });
  const move = new UpdateSecretVersionStageCommand({
    SecretId: record,
    VersionStage: currentLabel,
    MoveToVersionId: id,
    RemoveFromVersionId: before.id,
  });
  try {
    await client.send(make, sendOptions(options));
    await client.send(move, sendOptions(options));
  } catch (error) {
    const lost = ["InvalidParameterException", "InvalidRequestException", "ResourceNotFoundException"];
    if (!isAwsError(error, ...lost)) throw error;
    // Moved by a call whose answer was lost and that was made again, or by somebody else.
    const now = await readRecord(aws, record, options);
    if (now.state !== "there" || now.version.id !== id) return undefined;
  }
  return { id, arn: before.arn, text };
}

/** Takes the mark of deletion from a record; false when it is gone for good. */
export async function restoreRecord(aws: Aws, record: string, options: WorkOptions): Promise<boolean> {
  const restored = await unlessAwsError(
    aws
      .client(SecretsManagerClient)
      .send(new RestoreSecretCommand({ SecretId: record }), sendOptions(options)),
    "ResourceNotFoundException",
    "InvalidRequestException",
  );
  return restored !== undefined;
}

/**
 * Deletes a record.
 *
 * @param when `within-a-week`: it can be restored until then, and costs nothing.
 * @returns False when there was none.
 */
export async function deleteRecord(
  aws: Aws,
  record: string,
  when: "at-once" | "within-a-week",
  options: WorkOptions,
): Promise<boolean> {
  const { state } = await readRecord(aws, record, options);
  if (state === "absent") return false;
  if (state === "deleted" && when === "within-a-week") return true;
  const how = when === "at-once" ? { ForceDeleteWithoutRecovery: true } : { RecoveryWindowInDays: 7 };
  const deleted = await unlessAwsError(
    aws
      .client(SecretsManagerClient)
      .send(new DeleteSecretCommand({ SecretId: record, ...how }), sendOptions(options)),
    "ResourceNotFoundException",
  );
  return deleted !== undefined;
}

/** Every version that AWS keeps, oldest first; also those that lost to another one. */
export async function listRecordVersions(
  aws: Aws,
  record: string,
  options: WorkOptions,
): Promise<readonly { readonly version: string; readonly at: string }[]> {
  const found: SecretVersionsListEntry[] = [];
  let token: string | undefined;
  do {
    const command: ListSecretVersionIdsCommand = new ListSecretVersionIdsCommand({
      SecretId: record,
      IncludeDeprecated: true,
      ...(token === undefined ? {} : { NextToken: token }),
    });
    const page = await unlessAwsError(
      aws.client(SecretsManagerClient).send(command, sendOptions(options)),
      "ResourceNotFoundException",
      "InvalidRequestException",
    );
    found.push(...(page?.Versions ?? []));
    token = page?.NextToken;
  } while ((token ?? "") !== "");
  return found
    .map(({ VersionId = "", CreatedDate }) => ({ version: VersionId, at: CreatedDate?.toISOString() ?? "" }))
    .toSorted((one, other) => (one.at < other.at ? -1 : 1));
}
