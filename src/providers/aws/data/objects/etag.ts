import { createHash } from "node:crypto";
import { open } from "node:fs/promises";
import { readPart } from "./read-part.ts";

/** Files up to this size are sent by one call, larger ones in parts of it. */
export const partBytes = 8 * 1024 ** 2;

/**
 * The tag that S3 gives an object of these bytes, sent by `putFile` to a bucket with S3's own encryption: their MD5, or that of
 * the MD5s of the parts with the number of parts. It tells what is there already without a byte being fetched.
 *
 * @see https://docs.aws.amazon.com/AmazonS3/latest/userguide/checking-object-integrity.html
 */
export async function etagOfFile(path: string): Promise<string> {
  const parts: Buffer[] = [];
  const handle = await open(path);
  try {
    const { size } = await handle.stat();
    for (let start = 0; start === 0 || start < size; start += partBytes) {
      parts.push(md5(await readPart(handle, start, Math.min(partBytes, size - start))));
    }
  } finally {
    await handle.close();
  }
  const [only] = parts;
  return parts.length === 1 && only !== undefined
    ? only.toString("hex")
    : `${md5(Buffer.concat(parts)).toString("hex")}-${parts.length}`;
}

function md5(data: Buffer): Buffer {
  return createHash("md5").update(data).digest();
}
