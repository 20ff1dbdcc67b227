import { S3Error } from "./errors.ts";
import { limits } from "./limits.ts";

/** Tags of an object, by key. */
export type Tags = Readonly<Record<string, string>>;

/**
 * Reads tags written as the query of a URL.
 *
 * @throws {S3Error} `InvalidArgument`, `InvalidTag`, `BadRequest`.
 */
export function parseTagQuery(text: string): Tags {
  if (text === "") return {};
  return readTags([...new URLSearchParams(text)]);
}

/**
 * Checks tags.
 *
 * @throws {S3Error} `BadRequest` past ten; `InvalidTag` for a key that comes twice, is too long, or has other characters
 * than S3 allows.
 * @see https://docs.aws.amazon.com/AmazonS3/latest/userguide/object-tagging.html
 */
export function readTags(pairs: readonly (readonly [key: string, value: string])[]): Tags {
  if (pairs.length > limits.objectTags)
    throw new S3Error("BadRequest", { message: "Object tags cannot be greater than 10" });
  const tags: Record<string, string> = {};
  for (const [key, value] of pairs) {
    if (key === "" || key.length > limits.tagKeyLength || !isAllowed(key) || key.startsWith("aws:"))
      throw new S3Error("InvalidTag", { details: { TagKey: key } });
    if (value.length > limits.tagValueLength || !isAllowed(value))
      throw new S3Error("InvalidTag", {
        message: "The TagValue you have provided is invalid",
        details: { TagKey: key, TagValue: value },
      });
    if (Object.hasOwn(tags, key))
      throw new S3Error("InvalidTag", {
        message: "Cannot provide multiple Tags with the same key",
        details: { TagKey: key },
      });
    tags[key] = value;
  }
  return tags;
}

function isAllowed(text: string): boolean {
  return /^[\p{L}\p{Z}\p{N}_.:/=+\-@]*$/u.test(text);
}
