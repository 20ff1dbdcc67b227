import { existsSync, lstatSync, readdirSync } from "node:fs";
import { mkdir, rename, rm, utimes, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { z } from "zod";
import { hasCode, readJsonIfThere } from "../system/files.ts";
import type { ContentFolder } from "./bundle.ts";
import { explainingFullDisk, sweepTemporary, temporaryName } from "./temporary.ts";

const recordSchema = z.object({ digest: z.string(), files: z.number(), sizeBytes: z.number() });

/** Beside the record of what is for another machine, whose releases nobody on this one knows of. */
export const elsewhereMark = "for-another-machine";

/** What is made: `PARENT/NAME/INNER`, beside a record that is only there when everything is. */
export interface FolderRequest {
  /** `CACHE/layers`, `CACHE/code`, `CACHE/runtime` */
  readonly parent: string;
  /** Follows from the inputs: the same name means the same content. */
  readonly name: string;
  readonly digest: string;
  /** Name of the folder with the content, as it shows in tracebacks. */
  readonly inner: string;
  /** Fills the folder, which is there and empty; `beside` takes what does not belong to the content. */
  readonly fill: (folder: string, beside: string) => Promise<void>;
  /** Whether releases need it that are not on this machine: then it stays for days after it was last asked for. */
  readonly isForElsewhere?: boolean;
  readonly signal?: AbortSignal | undefined;
}

/**
 * Makes a folder once. It is filled under another name and renamed when it is whole, so that nobody ever sees half of
 * it, whatever ends this process; of two processes that make the same one, the first to finish wins and both use that.
 *
 * @throws {OperationError} `BUNDLE_DISK_FULL`; what was begun is removed.
 */
export async function ensureFolder(request: FolderRequest): Promise<ContentFolder> {
  const final = join(request.parent, request.name);
  const there = await readRecord(final, request.inner);
  if (there !== undefined) return there;
  request.signal?.throwIfAborted();
  await sweepTemporary(request.parent);
  const making = temporaryName(final);
  try {
    await explainingFullDisk(request.parent, () => make(request, making));
    request.signal?.throwIfAborted();
    await moveIntoPlace(making, final, request.inner);
  } finally {
    await rm(making, { recursive: true, force: true });
  }
  const made = await readRecord(final, request.inner);
  if (made === undefined) throw new Error(`${final} is gone right after it was made`);
  return made;
}

async function make(request: FolderRequest, making: string): Promise<void> {
  const folder = join(making, request.inner);
  await mkdir(folder, { recursive: true });
  await request.fill(folder, making);
  const size = measureFolder(folder);
  if (request.isForElsewhere === true) await writeFile(join(making, elsewhereMark), "");
  await writeFile(join(making, "record.json"), JSON.stringify({ digest: request.digest, ...size }));
}

/** A folder without a readable record was damaged from outside: it makes way. */
async function moveIntoPlace(making: string, final: string, inner: string): Promise<void> {
  for (;;) {
    try {
      await rename(making, final);
      return;
    } catch (error) {
      if (!hasCode(error, "ENOTEMPTY", "EEXIST", "ENOTDIR")) throw error;
    }
    if ((await readRecord(final, inner)) !== undefined) return;
    await rm(final, { recursive: true, force: true });
  }
}

async function readRecord(final: string, inner: string): Promise<ContentFolder | undefined> {
  const path = join(final, inner);
  const file = join(final, "record.json");
  const record = recordSchema.safeParse(await readJsonIfThere(file));
  if (!record.success || !existsSync(path)) return undefined;
  const now = new Date();
  // Collecting garbage goes by when a folder was last asked for.
  await utimes(file, now, now);
  return { ...record.data, path };
}

/** Number and bytes of the regular files below a folder; links are not followed. */
function measureFolder(folder: string): Pick<ContentFolder, "files" | "sizeBytes"> {
  let files = 0;
  let sizeBytes = 0;
  // Synchronous: thousands of small calls are several times slower through the thread pool.
  for (const entry of readdirSync(folder, { withFileTypes: true, recursive: true })) {
    if (!entry.isFile()) continue;
    files += 1;
    sizeBytes += lstatSync(join(entry.parentPath, entry.name)).size;
  }
  return { files, sizeBytes };
}
