import { compareCode } from "../bundle/compare-bundles.ts";

/** Paths that differ between two folders of code: written, made or gone; sorted. Null where one of them is not known. */
export async function changedFiles(before: string, after: string): Promise<readonly string[] | null> {
  const changes = await compareCode(before, after);
  return changes && [...changes.added, ...changes.removed, ...changes.changed].toSorted();
}
