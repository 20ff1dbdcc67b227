import { cp, readdir, rename } from "node:fs/promises";
import { join } from "node:path";
import { hasCode } from "../../system/files.ts";

/** Moves what is in a folder into another one; folders that both have are merged (namespace packages). */
export async function mergeInto(from: string, to: string): Promise<void> {
  for (const entry of await readdir(from, { withFileTypes: true })) {
    const source = join(from, entry.name);
    const target = join(to, entry.name);
    try {
      await rename(source, target);
    } catch (error) {
      if (!hasCode(error, "ENOTEMPTY", "EEXIST", "EXDEV")) throw error;
      if (hasCode(error, "EXDEV")) await cp(source, target, { recursive: true });
      else await mergeInto(source, target);
    }
  }
}
