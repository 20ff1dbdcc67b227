import { S3Error } from "../errors.ts";
import { isSameText } from "./version-4.ts";

/** A key of somebody who calls the API, as the house knows it. */
export interface AccessKey {
  readonly secretAccessKey: string;
  /** Of temporary credentials: must come with every request then. */
  readonly sessionToken?: string;
  /**
   * Whether the key may do something, as an IAM policy would say.
   *
   * @param action IAM's name, for instance `s3:GetObject`.
   * @param bucket The bucket; "" for actions on the service (`s3:ListAllMyBuckets`).
   * @see https://docs.aws.amazon.com/AmazonS3/latest/userguide/using-with-s3-policy-actions.html
   */
  readonly may: (action: string, bucket: string) => boolean;
}

/** Finds a key by its id; undefined when there is none. */
export type FindAccessKey = (accessKeyId: string) => AccessKey | undefined;

/** The key of a request. @throws {S3Error} `InvalidAccessKeyId`, `InvalidToken`. */
export function findKey(
  accessKeyId: string,
  sessionToken: string | undefined,
  findAccessKey: FindAccessKey,
): AccessKey {
  const key = findAccessKey(accessKeyId);
  if (key === undefined)
    throw new S3Error("InvalidAccessKeyId", { details: { AWSAccessKeyId: accessKeyId } });
  if (!isSameText(key.sessionToken ?? "", sessionToken ?? "")) throw new S3Error("InvalidToken");
  return key;
}
