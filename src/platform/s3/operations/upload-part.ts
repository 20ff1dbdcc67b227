import { openBody } from "../body.ts";
import { checksumElement, checksumHeader } from "../checksums/algorithms.ts";
import { readExpectedChecksums } from "../checksums/expected.ts";
import { openCopySource } from "../copy-source.ts";
import { S3Error } from "../errors.ts";
import { limits } from "../limits.ts";
import { encryptionHeader } from "../object-headers.ts";
import { xmlReply, type Context, type Reply } from "../operation.ts";
import { readCopyRange } from "../range.ts";
import { receiveData } from "../receive-data.ts";
import { readBucket } from "../store/buckets.ts";
import { addPart, readUpload, type Upload } from "../store/uploads.ts";
import { writeData } from "../store/write-data.ts";
import { renderXml } from "../xml.ts";

/** @see https://docs.aws.amazon.com/AmazonS3/latest/API/API_UploadPart.html */
export async function uploadPart(context: Context): Promise<Reply> {
  const { store, request, payload, bucketName, key } = context;
  const { upload, number } = await readTarget(context);
  const expected = readExpectedChecksums(request);
  const algorithm = upload.checksumAlgorithm;
  if (upload.isChecksumWished && expected.algorithm !== undefined && expected.algorithm !== algorithm)
    throw new S3Error("InvalidRequest", {
      message: `Checksum Type mismatch occurred, expected checksum Type: ${algorithm.toLowerCase()}, actual checksum Type: ${expected.algorithm.toLowerCase()}`,
    });
  const { written, checksum } = await receiveData(store, openBody(request, payload), expected, algorithm);
  const told = expected.algorithm ?? algorithm;
  const part = await addPart(
    store,
    bucketName,
    { uploadId: upload.uploadId, key, number, checksum },
    written,
  );
  return {
    status: 200,
    headers: {
      etag: `"${part.etag}"`,
      [checksumHeader(told)]: written.checksums.get(told),
      ...encryptionHeader,
    },
  };
}

/** @see https://docs.aws.amazon.com/AmazonS3/latest/API/API_UploadPartCopy.html */
export async function uploadPartCopy(context: Context): Promise<Reply> {
  const { store, request, bucketName, key } = context;
  const { upload, number } = await readTarget(context);
  const algorithm = upload.checksumAlgorithm;
  const source = await openCopySource(context);
  try {
    const { sizeBytes } = source.object.content;
    const range = readCopyRange(request.headers.get("x-amz-copy-source-range"), sizeBytes);
    const copied = range === undefined ? sizeBytes : range.last - range.first + 1;
    if (copied > limits.putBytes)
      throw new S3Error("InvalidRequest", {
        message: `The specified copy source is larger than the maximum allowable size for a copy source: ${limits.putBytes}`,
      });
    const written = await writeData(store, source.read(range), [algorithm]);
    const checksum = written.checksums.get(algorithm) ?? "";
    const part = await addPart(
      store,
      bucketName,
      { uploadId: upload.uploadId, key, number, checksum },
      written,
    );
    return xmlReply(
      renderXml("CopyPartResult", {
        LastModified: part.lastModified,
        ETag: `"${part.etag}"`,
        [checksumElement(algorithm)]: checksum,
      }),
      {
        ...encryptionHeader,
        ...(source.bucket.settings.versioning === "Off"
          ? {}
          : { "x-amz-copy-source-version-id": source.object.versionId }),
      },
    );
  } finally {
    await source.close();
  }
}

async function readTarget({
  store,
  request,
  bucketName,
  key,
}: Context): Promise<{ readonly upload: Upload; readonly number: number }> {
  const text = request.query.get("partNumber") ?? "";
  const number = Number(text);
  if (!/^\d{1,5}$/.test(text) || number < 1 || number > limits.partNumber)
    throw new S3Error("InvalidArgument", {
      message: `Part number must be an integer between 1 and ${limits.partNumber}, inclusive`,
      details: { ArgumentName: "partNumber", ArgumentValue: text },
    });
  const bucket = await readBucket(store, bucketName);
  return { upload: await readUpload(bucket, request.query.get("uploadId") ?? "", key), number };
}
