import { notice } from "../../words/words.ts";
import { stackName } from "../../providers/aws/names.ts";
import { readStack } from "../../providers/aws/stack/stack.ts";
import type { AwsStage } from "../../providers/aws/stage.ts";
import type { ActionContext } from "../context.ts";
import { noticeSchema, type StatusResult } from "../results.ts";
import { addressOf } from "./address.ts";
import type { StageOnAws } from "./find-stage.ts";
import { withStage } from "./lifted-stage.ts";
import { movesOnAws } from "./moves.ts";

/** Says how a stage on AWS is: address, release, functions. */
export function statusOnAws(context: ActionContext, stage: StageOnAws): Promise<StatusResult> {
  return withStage(context, stage, async (found) => {
    const { live, names } = found;
    const [stack, [lastMove]] = await Promise.all([
      readStack(found.aws, stackName(names)),
      movesOnAws(found, { most: 1 }),
    ]);
    const url = addressOf(stack?.outputs);
    return {
      name: names.project,
      stage: names.stage,
      provider: "aws",
      state: live === undefined ? "never-lifted" : "serving",
      url,
      browserUrl: url,
      release: live?.release ?? null,
      releasedAt: live?.createdAt ?? null,
      expiresAt: null,
      failedRelease: null,
      bundle: live?.bundle ?? null,
      canary: null,
      lastMove: lastMove ?? null,
      functions: functionsOf(found),
      endpoints: { postgres: null, media: null, mail: null, logs: null },
      process: null,
      isolation: null,
      notices: noticesOf(found),
    };
  });
}

function functionsOf({ live }: AwsStage): StatusResult["functions"] {
  return (live?.functions ?? []).map(({ name, version, memoryMb, timeoutSeconds, concurrency }) => ({
    name,
    version: Number(version),
    memoryMb,
    timeoutSeconds,
    concurrency,
    sandboxes: null,
  }));
}

/** Somebody has moved `live` by hand, or the bucket with the records is gone. */
function noticesOf({ alias, live, names }: AwsStage): StatusResult["notices"] {
  if (alias === undefined || live !== undefined) return [];
  const facts = { stage: names.stage, version: alias.version };
  return [noticeSchema.parse(notice("AWS_LIVE_UNKNOWN", facts))];
}
