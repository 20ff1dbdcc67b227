import { createHash } from "node:crypto";
import { link, mkdir, open, rename, rm } from "node:fs/promises";
import { dirname } from "node:path";
import { hasCode } from "../../../system/files.ts";
import type { ChecksumAlgorithm } from "../checksums/algorithms.ts";
import { dataPath, type BucketLayout } from "./layout.ts";
import type { DataPiece } from "./record.ts";
import { randomName, temporaryPath, type Store } from "./store.ts";

/** Data that lies complete in the temporary folder. */
export interface WrittenData {
  readonly path: string;
  readonly sizeBytes: number;
  /** MD5 in hexadecimal. */
  readonly md5: string;
  /** Base64, by algorithm. */
  readonly checksums: ReadonlyMap<ChecksumAlgorithm, string>;
}

/**
 * Writes a stream to a temporary file, onto the disk, and hashes it on the way. Nothing is left when the stream fails.
 * Memory: one piece of the stream at a time.
 */
export async function writeData(
  store: Store,
  chunks: AsyncIterable<Buffer>,
  algorithms: readonly ChecksumAlgorithm[],
): Promise<WrittenData> {
  const path = temporaryPath(store);
  const md5 = createHash("md5");
  const states = await Promise.all(
    [...new Set(algorithms)].map(
      async (algorithm) => [algorithm, await store.checksums.start(algorithm)] as const,
    ),
  );
  let sizeBytes = 0;
  const handle = await open(path, "wx", 0o600);
  try {
    for await (const chunk of chunks) {
      md5.update(chunk);
      for (const [, state] of states) state.update(chunk);
      sizeBytes += chunk.length;
      await handle.writeFile(chunk);
      store.buffers.passed(chunk.length);
    }
    await handle.sync();
  } catch (error) {
    await rm(path, { force: true });
    throw error;
  } finally {
    await handle.close();
  }
  const checksums = new Map(
    states.map(([algorithm, state]) => [algorithm, state.digest().toString("base64")]),
  );
  return { path, sizeBytes, md5: md5.digest("hex"), checksums };
}

/** Moves written data to where a record may name it. */
export async function placeData(bucket: BucketLayout, written: WrittenData): Promise<DataPiece> {
  const name = randomName();
  await intoData(bucket, name, (path) => rename(written.path, path));
  return { name, sizeBytes: written.sizeBytes };
}

/** Removes written data that was not placed. */
export function discardData(written: WrittenData): Promise<void> {
  return rm(written.path, { force: true });
}

/** Gives data a second name, in the same or another bucket, without copying a byte. */
export async function linkData(
  source: BucketLayout,
  piece: DataPiece,
  target: BucketLayout,
): Promise<DataPiece> {
  const name = randomName();
  await intoData(target, name, (path) => link(dataPath(source, piece.name), path));
  return { name, sizeBytes: piece.sizeBytes };
}

async function intoData(
  bucket: BucketLayout,
  name: string,
  move: (path: string) => Promise<void>,
): Promise<void> {
  const path = dataPath(bucket, name);
  try {
    await move(path);
  } catch (error) {
    if (!hasCode(error, "ENOENT")) throw error;
    // Not `recursive`: the data folder of a bucket that was deleted meanwhile must not come back.
    await mkdir(dirname(path)).catch((found: unknown) => {
      if (!hasCode(found, "EEXIST")) throw found;
    });
    await move(path);
  }
}
