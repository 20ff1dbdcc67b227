import { dirname, join } from "node:path";
import { z } from "zod";
import { readJsonIfThere } from "../system/files.ts";

const listSchema = z.object({
  /** Path to hash, size and time. */
  files: z.record(z.string(), z.tuple([z.string(), z.number(), z.number()])),
});

/**
 * SHA-256 of every file of a code folder, by path, as it was when the folder was made; undefined when its list is gone.
 *
 * @param folder A `ContentFolder.path` of the code.
 */
export async function readCodeFiles(folder: string): Promise<ReadonlyMap<string, string> | undefined> {
  const list = listSchema.safeParse(await readJsonIfThere(join(dirname(folder), "files.json")));
  if (!list.success) return undefined;
  return new Map(Object.entries(list.data.files).map(([path, [sha256]]) => [path, sha256]));
}
