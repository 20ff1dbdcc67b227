import { copyFileSync, linkSync, mkdirSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { hasCode } from "./files.ts";

/**
 * Takes a file over from another folder, without copying it: nobody may write to either. Synchronous, since thousands of
 * links are made several times faster so than through the thread pool.
 *
 * @returns False when it is not there, or when the file system has no such links.
 */
export function takeOverFile(from: string, to: string): boolean {
  try {
    linkSync(from, to);
    return true;
  } catch (error) {
    if (hasCode(error, "ENOENT", "EXDEV", "EMLINK", "EPERM", "ENOTSUP")) return false;
    throw error;
  }
}

/**
 * Takes all files of a folder over; what cannot be linked is copied.
 *
 * @param to Made with the folders above it.
 * @returns Number of files.
 * @throws The file system's error when `from` is not there.
 */
export function takeOverFolder(from: string, to: string): number {
  mkdirSync(to, { recursive: true });
  let files = 0;
  for (const entry of readdirSync(from, { withFileTypes: true })) {
    const [source, target] = [join(from, entry.name), join(to, entry.name)];
    if (entry.isDirectory()) files += takeOverFolder(source, target);
    else {
      if (!takeOverFile(source, target)) copyFileSync(source, target);
      files += 1;
    }
  }
  return files;
}
