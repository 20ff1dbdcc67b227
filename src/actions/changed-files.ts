import { readCodeFiles } from "../bundle/code-files.ts";

/** Paths that differ between two folders of code: written, made or gone; sorted. Null where one of them is not known. */
export async function changedFiles(before: string, after: string): Promise<readonly string[] | null> {
  const [old, now] = await Promise.all([readCodeFiles(before), readCodeFiles(after)]);
  if (old === undefined || now === undefined) return null;
  const paths = new Set([...old.keys(), ...now.keys()]);
  return [...paths].filter((path) => old.get(path) !== now.get(path)).toSorted();
}
