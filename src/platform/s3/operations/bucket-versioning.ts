import { readDocument } from "../body.ts";
import { S3Error, notImplemented } from "../errors.ts";
import { xmlReply, type Context, type Reply } from "../operation.ts";
import { changeBucket, readBucket } from "../store/buckets.ts";
import { parseXmlBody, renderXml, textOf } from "../xml.ts";

/** @see https://docs.aws.amazon.com/AmazonS3/latest/API/API_GetBucketVersioning.html */
export async function getBucketVersioning({ store, bucketName }: Context): Promise<Reply> {
  const { versioning } = (await readBucket(store, bucketName)).settings;
  return xmlReply(
    renderXml("VersioningConfiguration", { Status: versioning === "Off" ? undefined : versioning }),
  );
}

/** @see https://docs.aws.amazon.com/AmazonS3/latest/API/API_PutBucketVersioning.html */
export async function putBucketVersioning({ store, request, payload, bucketName }: Context): Promise<Reply> {
  const { bytes } = await readDocument(request, payload);
  const configuration = parseXmlBody(bytes, "VersioningConfiguration");
  if (textOf(configuration, "MfaDelete") === "Enabled") throw notImplemented("MFA delete");
  const status = textOf(configuration, "Status");
  if (status !== "Enabled" && status !== "Suspended") throw new S3Error("MalformedXML");
  await changeBucket(store, bucketName, { versioning: status });
  return { status: 200 };
}
