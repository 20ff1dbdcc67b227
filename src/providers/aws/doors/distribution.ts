import { setTimeout as sleep } from "node:timers/promises";
import {
  CloudFrontClient,
  DeleteDistributionCommand,
  GetDistributionCommand,
  ListTagsForResourceCommand,
  NoSuchDistribution,
  paginateListDistributions,
  UpdateDistributionCommand,
  type Distribution,
} from "@aws-sdk/client-cloudfront";
import { UserError } from "../../../errors.ts";
import type { Aws } from "../aws.ts";
import { tagNames, type StageNames } from "../names.ts";
import type { Pace } from "./certificate.ts";

/** CloudFront tells every place in the world; that takes three to five minutes, at times fifteen. */
const usualPace: Pace = { everyMs: 15_000, atMostMs: 1_800_000 };

/**
 * Refuses a domain that another distribution of this account answers to: no two may have the same.
 *
 * @throws {UserError} `DOMAIN_ON_OTHER_DISTRIBUTION`.
 */
export async function refuseTakenAlias(aws: Aws, names: StageNames, domain: string): Promise<void> {
  const cloudfront = aws.client(CloudFrontClient);
  for await (const page of paginateListDistributions({ client: cloudfront }, {}))
    for (const { Id = "", ARN, Aliases, Comment = "" } of page.DistributionList?.Items ?? []) {
      if (Aliases?.Items?.includes(domain) !== true) continue;
      const { Tags } = await cloudfront.send(new ListTagsForResourceCommand({ Resource: ARN }));
      const valueOf = (key: string) => Tags?.Items?.find((tag) => tag.Key === key)?.Value;
      const isOurs = valueOf(tagNames.project) === names.project && valueOf(tagNames.stage) === names.stage;
      if (!isOurs)
        throw new UserError("DOMAIN_ON_OTHER_DISTRIBUTION", { domain, distribution: Id, comment: Comment });
    }
}

/**
 * Switches a distribution off and deletes it, for one that its stack has left behind; CloudFormation does the same by itself.
 * It is over after some minutes, and can be repeated.
 *
 * @param options.onWait Told once, before the wait of minutes.
 * @returns False when the time is over and it is not switched off everywhere yet.
 */
export async function removeDistribution(
  aws: Aws,
  id: string,
  options: { readonly onWait?: () => void; readonly pace?: Pace } = {},
): Promise<boolean> {
  const cloudfront = aws.client(CloudFrontClient);
  const { everyMs, atMostMs } = options.pace ?? usualPace;
  const giveUpAt = Date.now() + atMostMs;
  const first = await read(cloudfront, id);
  if (first === undefined) return true;
  const config = first.distribution.DistributionConfig;
  if (config?.Enabled === true) {
    const off = { Id: id, IfMatch: first.etag, DistributionConfig: { ...config, Enabled: false } };
    await cloudfront.send(new UpdateDistributionCommand(off));
    options.onWait?.();
  }
  for (;;) {
    const now = await read(cloudfront, id);
    if (now === undefined) return true;
    if (now.distribution.Status === "Deployed") {
      await cloudfront.send(new DeleteDistributionCommand({ Id: id, IfMatch: now.etag }));
      return true;
    }
    if (Date.now() >= giveUpAt) return false;
    await sleep(everyMs);
  }
}

async function read(
  cloudfront: CloudFrontClient,
  id: string,
): Promise<{ readonly distribution: Distribution; readonly etag: string | undefined } | undefined> {
  try {
    const { Distribution: distribution, ETag: etag } = await cloudfront.send(
      new GetDistributionCommand({ Id: id }),
    );
    return distribution === undefined ? undefined : { distribution, etag };
  } catch (error) {
    if (error instanceof NoSuchDistribution) return undefined;
    throw error;
  }
}
