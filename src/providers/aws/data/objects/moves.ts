import { moveSchema, type Move } from "../../../../platform/daemon/moves.ts";
import type { Aws } from "../../aws.ts";
import { isAwsError } from "../aws-error.ts";
import { listByKey } from "../buckets/list-objects.ts";
import { removeObjects } from "../buckets/remove-objects.ts";
import { inParallel } from "../in-parallel.ts";
import type { WorkOptions } from "../work.ts";
import { createJson, readJson } from "./json-objects.ts";

export type { Move };

/** Below it lies one object for each time that `live` has moved, named by that time. */
export const movesFolder = "moves/";

/** How many are kept. */
const remembered = 100;
const together = 8;

/** Notes that `live` has moved. The same move may be noted again. */
export async function noteMove(
  aws: Aws,
  bucket: string,
  move: Move,
  options: WorkOptions = {},
): Promise<void> {
  await createJson(aws, bucket, keyOf(move), move, options);
  const keys = await listKeys(aws, bucket, options);
  const old = keys.slice(remembered).map((Key) => ({ Key }));
  if (old.length > 0) await removeObjects(aws, bucket, old, options);
}

/**
 * What a stage remembers of its releases, newest first; what is damaged is left out.
 *
 * @param most How many are read. Default: all.
 */
export async function readMoves(
  aws: Aws,
  bucket: string,
  options: WorkOptions & { readonly most?: number } = {},
): Promise<readonly Move[]> {
  const found = new Map<string, Move>();
  const keys = (await listKeys(aws, bucket, options)).slice(0, options.most);
  await inParallel(keys, together, async (key) => {
    const move = await readJson(aws, bucket, key, moveSchema, options);
    if (move !== undefined) found.set(key, move);
  });
  return keys.flatMap((key) => found.get(key) ?? []);
}

/** Newest first; none where there is no bucket. The order of their bytes is that of time. */
async function listKeys(aws: Aws, bucket: string, options: WorkOptions): Promise<readonly string[]> {
  try {
    return [...(await listByKey(aws, bucket, movesFolder, options)).keys()].toSorted().toReversed();
  } catch (error) {
    if (isAwsError(error, "NoSuchBucket")) return [];
    throw error;
  }
}

/** Without the colons of ISO 8601, which URLs would have to quote. */
function keyOf({ at }: Move): string {
  return `${movesFolder}${at.replaceAll(":", "-")}.json`;
}
