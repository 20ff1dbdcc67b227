import { noCounts, type CanaryRules } from "../../../platform/daemon/canary.ts";
import { removeObjects } from "../data/buckets/remove-objects.ts";
import { putJson } from "../data/objects/json-objects.ts";
import { noteMove, type Move } from "../data/objects/moves.ts";
import { publishStatic } from "../data/objects/static-files.ts";
import { moveAlias, readAlias } from "../functions/aliases.ts";
import type { RecordPlace } from "../releases.ts";
import { moveAliases } from "../switch.ts";
import { canaryBucket, canaryKey, webOf, type AwsCanary, type FoundCanary } from "./find-canary.ts";

export { judgeCanary } from "../../../platform/daemon/canary.ts";

/**
 * Gives a new release a share of the requests. Commands go on with the release before until it has passed.
 *
 * @param newer Its record is written.
 */
export async function beginCanary(
  place: RecordPlace,
  {
    newer,
    older,
    rules,
    by,
  }: Pick<FoundCanary, "newer" | "older"> & {
    readonly rules: CanaryRules;
    readonly by: string | null;
  },
): Promise<FoundCanary> {
  const counts = { watchedMs: 0, newer: noCounts, older: noCounts };
  const startedAt = new Date().toISOString();
  const canary: AwsCanary = { from: older.release, to: newer.release, by, startedAt, rules, ...counts };
  await publishStatic(place.aws, canaryBucket(place), newer.release, { onlyNew: true });
  await putJson(place.aws, canaryBucket(place), canaryKey, canary);
  const { functionName, version } = webOf(older);
  const additional = { version: webOf(newer).version, weight: rules.weight };
  await moveAlias(place.aws, functionName, { version, release: older.release }, additional);
  return { canary, newer, older };
}

/** Where a canary stands that somebody else may have ended: `under-way`, or what became of its release. */
export async function followCanary(
  { aws }: Pick<RecordPlace, "aws">,
  { newer, older }: Pick<FoundCanary, "newer" | "older">,
): Promise<"under-way" | "passed" | "ended"> {
  const tried = webOf(newer).version;
  const alias = await readAlias(aws, webOf(newer).functionName);
  if (alias?.version === tried) return "passed";
  const isTried = alias?.version === webOf(older).version && alias.additional?.version === tried;
  return isTried ? "under-way" : "ended";
}

/**
 * Ends a canary: every request goes to the new release, or to the one before again. Idempotent.
 *
 * @param ended.outcome `cut-short`: somebody has other plans, and sees to the alias.
 */
export async function endCanary(
  place: RecordPlace,
  { newer, older }: Pick<FoundCanary, "newer" | "older">,
  ended: {
    readonly canary: AwsCanary;
    readonly outcome: "passed" | "went-back" | "cut-short";
    readonly by: string | null;
  },
): Promise<void> {
  const { canary, outcome, by } = ended;
  if (outcome === "passed") {
    await publishStatic(place.aws, canaryBucket(place), newer.release);
    await moveAliases(place.aws, newer);
  }
  if (outcome === "went-back") await moveAliases(place.aws, older);
  const { from, to } = canary;
  const at = new Date().toISOString();
  const move: Move = { at, by, kind: "canary", from, to, canary: { ...canary, outcome } };
  await noteMove(place.aws, canaryBucket(place), move);
  await removeObjects(place.aws, canaryBucket(place), [{ Key: canaryKey }]);
}
