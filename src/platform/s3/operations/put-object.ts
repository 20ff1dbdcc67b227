import { readAttributes } from "../attributes.ts";
import { openBody } from "../body.ts";
import { readExpectedChecksums } from "../checksums/expected.ts";
import { checkWriteConditions } from "../conditions.ts";
import { storedHeaders } from "../object-headers.ts";
import type { Context, Reply } from "../operation.ts";
import { defaultAlgorithm, receiveData } from "../receive-data.ts";
import { readBucket } from "../store/buckets.ts";
import { storeObject } from "../store/store-object.ts";

/** @see https://docs.aws.amazon.com/AmazonS3/latest/API/API_PutObject.html */
export async function putObject({ store, request, payload, bucketName, key }: Context): Promise<Reply> {
  await readBucket(store, bucketName);
  const attributes = readAttributes(request.headers);
  const expected = readExpectedChecksums(request);
  const algorithm = expected.algorithm ?? defaultAlgorithm;
  const received = await receiveData(store, openBody(request, payload), expected, algorithm);
  const { content, versionId, versioning } = await storeObject(store, bucketName, key, {
    ...received,
    algorithm,
    attributes,
    check: (current) => checkWriteConditions(request.headers, key, current),
  });
  return {
    status: 200,
    headers: { ...storedHeaders(content, versionId, versioning) },
  };
}
