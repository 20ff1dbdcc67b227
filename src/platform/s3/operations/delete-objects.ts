import { createHash } from "node:crypto";
import { readDocument } from "../body.ts";
import { readExpectedChecksums } from "../checksums/expected.ts";
import { checkWriteConditions } from "../conditions.ts";
import { S3Error } from "../errors.ts";
import { limits } from "../limits.ts";
import { xmlReply, type Context, type Reply } from "../operation.ts";
import { checkDigests } from "../receive-data.ts";
import { checkKey } from "../request.ts";
import { readBucket } from "../store/buckets.ts";
import { inParallel } from "../store/in-parallel.ts";
import { childrenOf, parseXmlBody, renderXml, requiredTextOf, textOf, type XmlContent } from "../xml.ts";
import { deleteKey } from "./delete-object.ts";

interface Named {
  readonly key: string;
  readonly versionId: string | undefined;
  readonly etag: string | undefined;
}

const atOnce = 16;

/** @see https://docs.aws.amazon.com/AmazonS3/latest/API/API_DeleteObjects.html */
export async function deleteObjects(context: Context): Promise<Reply> {
  const { store, bucketName } = context;
  await readBucket(store, bucketName);
  const { names, isQuiet } = await readNames(context);
  const results = await inParallel(atOnce, names, (name) => deleteOne(context, name));
  return xmlReply(
    renderXml("DeleteResult", {
      Deleted: isQuiet ? [] : results.flatMap(({ deleted }) => deleted ?? []),
      Error: results.flatMap(({ error }) => error ?? []),
    }),
  );
}

async function readNames({
  store,
  request,
  payload,
}: Context): Promise<{ readonly names: readonly Named[]; readonly isQuiet: boolean }> {
  const expected = readExpectedChecksums(request);
  const body = await readDocument(request, payload);
  if (expected.md5 === undefined && expected.algorithm === undefined)
    throw new S3Error("InvalidRequest", {
      message: "Missing required header for this request: Content-MD5",
    });
  const checksum =
    expected.algorithm === undefined ? undefined : await store.checksums.start(expected.algorithm);
  checksum?.update(body.bytes);
  const checksums = new Map(
    expected.algorithm === undefined
      ? []
      : [[expected.algorithm, checksum?.digest().toString("base64") ?? ""]],
  );
  checkDigests({ md5: createHash("md5").update(body.bytes).digest("hex"), checksums }, body, expected);
  const root = parseXmlBody(body.bytes, "Delete");
  const names = childrenOf(root, "Object").map((object) => ({
    key: requiredTextOf(object, "Key"),
    versionId: textOf(object, "VersionId"),
    etag: textOf(object, "ETag"),
  }));
  if (names.length === 0 || names.length > limits.deleteBatch) throw new S3Error("MalformedXML");
  return { names, isQuiet: textOf(root, "Quiet") === "true" };
}

/** One key's failure is told in the answer, and stops no other. */
async function deleteOne(
  { store, bucketName, may }: Context,
  { key, versionId, etag }: Named,
): Promise<{ readonly deleted?: XmlContent; readonly error?: XmlContent }> {
  try {
    if (!may(versionId === undefined ? "s3:DeleteObject" : "s3:DeleteObjectVersion", bucketName))
      throw new S3Error("AccessDenied");
    checkKey(key);
    const conditions = new Map(etag === undefined ? [] : [["if-match", etag]]);
    const { version, isMarker, versioning } = await deleteKey(store, bucketName, key, versionId, (current) =>
      checkWriteConditions(conditions, key, current),
    );
    const marker = isMarker ? { DeleteMarker: true, DeleteMarkerVersionId: version?.versionId } : {};
    return { deleted: { Key: key, VersionId: versioning === "Off" ? undefined : versionId, ...marker } };
  } catch (error) {
    if (!(error instanceof S3Error)) throw error;
    return { error: { Key: key, VersionId: versionId, Code: error.code, Message: error.message } };
  }
}
