import { readAttributes } from "../attributes.ts";
import { readAlgorithm, readChecksumType } from "../checksums/expected.ts";
import type { ChecksumAlgorithm, ChecksumType } from "../checksums/algorithms.ts";
import { S3Error } from "../errors.ts";
import { encryptionHeader } from "../object-headers.ts";
import { xmlReply, type Context, type Reply } from "../operation.ts";
import { defaultAlgorithm } from "../receive-data.ts";
import { readBucket } from "../store/buckets.ts";
import { createUpload } from "../store/uploads.ts";
import { renderXml } from "../xml.ts";

/** @see https://docs.aws.amazon.com/AmazonS3/latest/API/API_CreateMultipartUpload.html */
export async function createMultipartUpload({ store, request, bucketName, key }: Context): Promise<Reply> {
  const bucket = await readBucket(store, bucketName);
  const wished = readAlgorithm(request.headers.get("x-amz-checksum-algorithm"));
  const algorithm = wished ?? defaultAlgorithm;
  const type = chooseType(algorithm, wished, readChecksumType(request.headers.get("x-amz-checksum-type")));
  const uploadId = await createUpload(store, bucket, {
    key,
    attributes: readAttributes(request.headers),
    checksumAlgorithm: algorithm,
    checksumType: type,
    isChecksumWished: wished !== undefined,
  });
  const told =
    wished === undefined ? {} : { "x-amz-checksum-algorithm": algorithm, "x-amz-checksum-type": type };
  return xmlReply(
    renderXml("InitiateMultipartUploadResult", { Bucket: bucketName, Key: key, UploadId: uploadId }),
    { ...encryptionHeader, ...told },
  );
}

/** Which types an algorithm has. SHA can't be combined over parts, and CRC64NVME is only offered for whole objects. */
function chooseType(
  algorithm: ChecksumAlgorithm,
  wished: ChecksumAlgorithm | undefined,
  type: ChecksumType | undefined,
): ChecksumType {
  if (type !== undefined && wished === undefined)
    throw new S3Error("InvalidRequest", {
      message: "The x-amz-checksum-type header can only be used with the x-amz-checksum-algorithm header.",
    });
  const chosen = type ?? (algorithm === "CRC64NVME" ? "FULL_OBJECT" : "COMPOSITE");
  const isOffered =
    chosen === "COMPOSITE" ? algorithm !== "CRC64NVME" : algorithm !== "SHA1" && algorithm !== "SHA256";
  if (!isOffered)
    throw new S3Error("InvalidRequest", {
      message: `The ${chosen} checksum type cannot be used with the ${algorithm.toLowerCase()} checksum algorithm.`,
    });
  return chosen;
}
