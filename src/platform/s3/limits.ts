const kib = 1024;
const mib = 1024 * kib;

/**
 * S3's own limits.
 *
 * @see https://docs.aws.amazon.com/AmazonS3/latest/userguide/qfacts.html
 * @see https://docs.aws.amazon.com/AmazonS3/latest/userguide/UsingMetadata.html
 */
export const limits = {
  keyBytes: 1024,
  /** Of one PutObject, one part, one copied part, and one CopyObject. */
  putBytes: 5 * 1024 * mib,
  objectBytes: 50 * 1024 * 1024 * mib,
  /** Of every part but the last. */
  partBytes: 5 * mib,
  partNumber: 10_000,
  /** Names without `x-amz-meta-`, plus values. */
  metadataBytes: 2 * kib,
  listPage: 1000,
  deleteBatch: 1000,
  objectTags: 10,
  tagKeyLength: 128,
  tagValueLength: 256,
  corsRules: 100,
  presignedSeconds: 7 * 24 * 60 * 60,
  clockSkewMs: 15 * 60_000,
  /** Of a request that is XML: a thousand keys of a kilobyte, escaped, and room. */
  xmlBytes: 8 * mib,
  /** Of the fields before the file in a POST. */
  formFieldBytes: 20 * kib,
} as const;
