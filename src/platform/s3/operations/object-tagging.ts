import { readDocument } from "../body.ts";
import { xmlReply, type Context, type Reply } from "../operation.ts";
import { readBucket } from "../store/buckets.ts";
import { changeKey } from "../store/change-key.ts";
import type { ObjectVersion } from "../store/record.ts";
import { readRecord } from "../store/records.ts";
import { readTags, type Tags } from "../tags.ts";
import { chooseVersion, versionHeader } from "../versions-of-request.ts";
import { childrenOf, parseXmlBody, renderXml, requiredTextOf } from "../xml.ts";

/** @see https://docs.aws.amazon.com/AmazonS3/latest/API/API_GetObjectTagging.html */
export async function getObjectTagging({ store, request, bucketName, key }: Context): Promise<Reply> {
  const { layout, settings } = await readBucket(store, bucketName);
  const object = chooseVersion(await readRecord(layout, key), key, request.query.get("versionId"));
  const tags = Object.entries(object.content.attributes.tags).map(([Key, Value]) => ({ Key, Value }));
  return xmlReply(
    renderXml("Tagging", { TagSet: { Tag: tags } }),
    versionHeader(settings.versioning, object.versionId),
  );
}

/** @see https://docs.aws.amazon.com/AmazonS3/latest/API/API_PutObjectTagging.html */
export async function putObjectTagging(context: Context): Promise<Reply> {
  const { bytes } = await readDocument(context.request, context.payload);
  const sets = childrenOf(parseXmlBody(bytes, "Tagging"), "TagSet");
  const tags = sets.flatMap((set) => childrenOf(set, "Tag"));
  return changeTags(
    context,
    200,
    readTags(tags.map((tag) => [requiredTextOf(tag, "Key"), requiredTextOf(tag, "Value")])),
  );
}

/** @see https://docs.aws.amazon.com/AmazonS3/latest/API/API_DeleteObjectTagging.html */
export function deleteObjectTagging(context: Context): Promise<Reply> {
  return changeTags(context, 204, {});
}

function changeTags(
  { store, request, bucketName, key }: Context,
  status: number,
  tags: Tags,
): Promise<Reply> {
  const wanted = request.query.get("versionId");
  return changeKey(store, bucketName, key, (record, { settings }) => {
    const { versionId } = chooseVersion(record, key, wanted);
    const versions = (record?.versions ?? []).map((one) =>
      one.versionId === versionId ? withTags(one, tags) : one,
    );
    return {
      record: { format: 1, key, versions },
      result: { status, headers: versionHeader(settings.versioning, versionId) },
    };
  });
}

function withTags(version: ObjectVersion, tags: Tags): ObjectVersion {
  if (version.content === null) return version;
  const { content } = version;
  return { ...version, content: { ...content, attributes: { ...content.attributes, tags } } };
}
