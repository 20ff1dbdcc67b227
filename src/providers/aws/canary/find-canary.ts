import { z } from "zod";
import { canaryShape } from "../../../platform/daemon/canary.ts";
import { readJson } from "../data/objects/json-objects.ts";
import { bucketName } from "../names.ts";
import { readRelease, type AwsRelease, type RecordPlace } from "../releases.ts";
import type { AwsStage } from "../stage.ts";

/** What is kept of a canary under way, beside the weights of `live`, which are what decides. */
const keptSchema = z.object(canaryShape);
export type AwsCanary = Readonly<z.infer<typeof keptSchema>>;

/** A canary under way, with both of its releases. */
export interface FoundCanary {
  readonly canary: AwsCanary;
  readonly newer: AwsRelease;
  readonly older: AwsRelease;
}

/** Where it is kept, in the bucket of the stage's files. */
export const canaryKey = "canary.json";
export const canaryBucket = ({ aws, names }: RecordPlace): string => bucketName(names, "files", aws);

/** The function that requests come to. */
export function webOf({ functions }: Pick<AwsRelease, "functions">): AwsRelease["functions"][number] {
  const found = functions.find(({ name }) => name === "web");
  if (found === undefined) throw new TypeError("a release has a function web");
  return found;
}

/**
 * The canary of a stage; undefined where `live` leads to one version only, or to a second one that is nobody's. Nothing is
 * asked while `live` leads to one version.
 */
export async function findCanary(stage: AwsStage): Promise<FoundCanary | undefined> {
  const { alias, live, aws } = stage;
  if (alias?.additional == null || live === undefined) return undefined;
  const canary = await readJson(aws, canaryBucket(stage), canaryKey, keptSchema);
  if (canary?.from !== live.release) return undefined;
  const newer = await readRelease(stage, canary.to);
  const isMeant = newer !== undefined && webOf(newer).version === alias.additional.version;
  return isMeant ? { canary, newer, older: live } : undefined;
}

/** The canary with what was seen of it until now. */
export async function lookAtCanary(
  { aws }: Pick<RecordPlace, "aws">,
  { canary, newer, older }: FoundCanary,
): Promise<AwsCanary> {
  // Loaded when there is one: its client is of no use to most stages.
  const { countRequests } = await import("./count-requests.ts");
  const startedAt = Date.parse(canary.startedAt);
  const { functionName, version } = webOf(newer);
  const versions = { functionName, newer: version, older: webOf(older).version };
  const counted = await countRequests(aws, versions, startedAt);
  return { ...canary, ...counted, watchedMs: Date.now() - startedAt };
}
