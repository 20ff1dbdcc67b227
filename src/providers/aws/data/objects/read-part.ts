import type { FileHandle } from "node:fs/promises";

/** Reads up to `length` bytes of a file from `start`; fewer only where the file ends. */
export async function readPart(handle: FileHandle, start: number, length: number): Promise<Buffer> {
  const buffer = Buffer.allocUnsafe(length);
  let size = 0;
  while (size < length) {
    const { bytesRead } = await handle.read(buffer, size, length - size, start + size);
    if (bytesRead === 0) break;
    size += bytesRead;
  }
  return buffer.subarray(0, size);
}
