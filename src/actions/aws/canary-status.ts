import { findCanary, lookAtCanary } from "../../providers/aws/canary/find-canary.ts";
import type { AwsStage } from "../../providers/aws/stage.ts";
import type { CanaryResult } from "../move-results.ts";
import { canaryResult } from "../moves.ts";

/** The canary of a stage as reports show it; null where there is none. */
export async function canaryOnAws(stage: AwsStage): Promise<CanaryResult | null> {
  const found = await findCanary(stage);
  return found === undefined ? null : canaryResult(await lookAtCanary(stage, found));
}
