import { notice } from "../../words/words.ts";
import { stackName } from "../../providers/aws/names.ts";
import { readInventory, type InventoryEntry } from "../../providers/aws/inventory/stage-inventory.ts";
import { doorOutputs } from "../../providers/aws/resources/door.ts";
import type { MailIdentity } from "../../providers/aws/mail/identity.ts";
import { readStack, type StackState } from "../../providers/aws/stack/stack.ts";
import type { AwsStage } from "../../providers/aws/stage.ts";
import type { ActionContext } from "../context.ts";
import { noticeSchema, type StatusResult } from "../results.ts";
import { canaryOnAws } from "./canary-status.ts";
import { addressOf } from "./address.ts";
import type { StageOnAws } from "./find-stage.ts";
import { withStage } from "./lifted-stage.ts";
import { movesOnAws } from "./moves.ts";
import { followSender } from "./sender.ts";

/** Says how a stage on AWS is: address, release, functions, domain, and everything that it has there. */
export function statusOnAws(context: ActionContext, onAws: StageOnAws): Promise<StatusResult> {
  return withStage(context, onAws, async (found) => {
    const { aws, live, names } = found;
    const [stack, [lastMove], canary] = await Promise.all([
      readStack(aws, stackName(names)),
      movesOnAws(found, { most: 1 }),
      canaryOnAws(found),
    ]);
    const url = addressOf(stack?.outputs);
    const wanted = onAws.stage.domain;
    const [domain, sender, resources] = await Promise.all([
      wanted === null ? null : followStageDomain(found, wanted, stack),
      followSender(found, onAws.stage),
      readInventory(aws, { names, stack, live, domain: wanted }),
    ]);
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
      canary,
      lastMove: lastMove ?? null,
      functions: functionsOf(found),
      endpoints: { postgres: null, media: null, mail: null, logs: null },
      process: null,
      domain,
      resources: [...resources],
      usdPerMonthIdle: sumOf(resources),
      isolation: null,
      notices: [...noticesOf(found), ...(await mailNoticesOf(sender, aws.region))],
    };
  });
}

/** Loaded when there is a domain: most stages have none, and its clients are of no use to them. */
async function followStageDomain(
  { aws, names, live }: AwsStage,
  wanted: string,
  stack: StackState | undefined,
): Promise<StatusResult["domain"]> {
  const { followDomain } = await import("../../providers/aws/doors/follow-domain.ts");
  const { target: name, targetZone: zone, domain: served } = doorOutputs;
  const { [name]: target, [zone]: targetZone, [served]: domain } = stack?.outputs ?? {};
  const door = live?.stack.door?.choice.kind ?? "cloudfront";
  const { state, records, reason } = await followDomain(
    aws,
    { names, domain: wanted, door },
    {
      target: target === undefined || targetZone === undefined ? null : { name: target, zone: targetZone },
      isServed: domain === wanted,
    },
  );
  return { name: wanted, state, records: [...records], reason };
}

function sumOf(resources: readonly InventoryEntry[]): number | null {
  return resources.reduce<number | null>(
    (sum, { why, usdPerMonthIdle: price }) =>
      // What is not Monolift's is not in its sum.
      why === null ? sum : sum === null || price === null ? null : sum + price,
    0,
  );
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

/** What keeps mail from being sent; the same as `up` says. */
async function mailNoticesOf(sender: MailIdentity | null, region: string): Promise<StatusResult["notices"]> {
  // Before the first `up` there is nothing to wait for.
  if (sender?.isThere !== true) return [];
  const { mailNotices } = await import("../../providers/aws/mail/mail-notices.ts");
  return mailNotices(sender, region).map((said) => noticeSchema.parse(said));
}

/** Somebody has moved `live` by hand, or the bucket with the records is gone. */
function noticesOf({ alias, live, names }: AwsStage): StatusResult["notices"] {
  if (alias === undefined || live !== undefined) return [];
  const facts = { stage: names.stage, version: alias.version };
  return [noticeSchema.parse(notice("AWS_LIVE_UNKNOWN", facts))];
}
