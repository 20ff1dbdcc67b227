import { owner } from "../attributes.ts";
import { xmlReply, type Context, type Reply } from "../operation.ts";
import { readBucket } from "../store/buckets.ts";
import { readRecord } from "../store/records.ts";
import { chooseVersion } from "../versions-of-request.ts";
import { renderXml } from "../xml.ts";

/**
 * The owner has full control, nobody else any: ACLs are switched off, as in every new bucket on AWS.
 *
 * @see https://docs.aws.amazon.com/AmazonS3/latest/API/API_GetObjectAcl.html
 * @see https://docs.aws.amazon.com/AmazonS3/latest/API/API_GetBucketAcl.html
 */
export async function getAcl({ store, request, bucketName, key }: Context): Promise<Reply> {
  const { layout } = await readBucket(store, bucketName);
  if (key !== "") chooseVersion(await readRecord(layout, key), key, request.query.get("versionId"));
  const grantee = {
    "@xmlns:xsi": "http://www.w3.org/2001/XMLSchema-instance",
    "@xsi:type": "CanonicalUser",
    ...owner,
  };
  return xmlReply(
    renderXml("AccessControlPolicy", {
      Owner: owner,
      AccessControlList: { Grant: { Grantee: grantee, Permission: "FULL_CONTROL" } },
    }),
  );
}
