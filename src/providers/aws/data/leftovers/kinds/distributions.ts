import {
  CloudFrontClient,
  ListDistributionsCommand,
  ListTagsForResourceCommand,
  type DistributionSummary,
} from "@aws-sdk/client-cloudfront";
import { bucketName, type TagPair } from "../../../names.ts";
import { asTagPairs, isOfStage } from "../../ownership.ts";
import { sendOptions } from "../../work.ts";
import { certain, globalRegion, type LeftoverKind, type Search } from "../leftover.ts";

const distributionType = { type: "AWS::CloudFront::Distribution", usdPerMonth: 0 } as const;

export const distributionKind: LeftoverKind = {
  ...distributionType,
  nameOf: (service, resource) =>
    service === "cloudfront" ? /^distribution\/(.+)$/.exec(resource)?.[1] : undefined,
  findByName: async (search) => {
    const { aws, names } = search;
    const origins = (["files", "media"] as const).map((what) => `${bucketName(names, what, aws)}.s3.`);
    const leadsToBucket = ({ Origins }: DistributionSummary): boolean =>
      (Origins?.Items ?? []).some(({ DomainName = "" }) => origins.some((one) => DomainName.startsWith(one)));
    const alike = (await listDistributions(search)).filter(leadsToBucket);
    const found = await Promise.all(
      alike.map(async (one) => ({ one, tags: await readDistributionTags(search, one) })),
    );
    return found
      .filter(({ tags }) => isOfStage(tags, names))
      .map(({ one: { Id = "", ARN } }) =>
        certain(distributionType, { name: Id, region: globalRegion, arn: ARN ?? null }),
      );
  },
  isThere: async (search, name) => (await listDistributions(search)).some(({ Id }) => Id === name),
};

async function listDistributions({ aws, options }: Search): Promise<readonly DistributionSummary[]> {
  const found: DistributionSummary[] = [];
  let marker: string | undefined;
  do {
    const command: ListDistributionsCommand = new ListDistributionsCommand(
      marker === undefined ? {} : { Marker: marker },
    );
    const { DistributionList } = await aws
      .client(CloudFrontClient, { region: globalRegion })
      .send(command, sendOptions(options));
    found.push(...(DistributionList?.Items ?? []));
    marker = DistributionList?.IsTruncated === true ? DistributionList.NextMarker : undefined;
  } while (marker !== undefined);
  return found;
}

async function readDistributionTags(
  { aws, options }: Search,
  { ARN }: DistributionSummary,
): Promise<readonly TagPair[]> {
  const command = new ListTagsForResourceCommand({ Resource: ARN });
  const { Tags } = await aws
    .client(CloudFrontClient, { region: globalRegion })
    .send(command, sendOptions(options));
  return asTagPairs(Tags?.Items);
}
