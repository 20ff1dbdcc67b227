import {
  GetResourcesCommand,
  ResourceGroupsTaggingAPIClient,
  type TagFilter,
} from "@aws-sdk/client-resource-groups-tagging-api";
import type { Aws } from "../../aws.ts";
import type { TagPair } from "../../names.ts";
import { asTagPairs } from "../ownership.ts";
import { sendOptions, type WorkOptions } from "../work.ts";
import { globalRegion } from "./leftover.ts";

/** What has a tag. */
export interface Tagged {
  readonly arn: string;
  readonly tags: readonly TagPair[];
  /** The Region that was asked. */
  readonly region: string;
}

export interface TagSearchOptions extends WorkOptions {
  /** What one call gives, 1 to 100. Default: 100. */
  readonly perPage?: number | undefined;
}

/**
 * Finds what has certain tags, in the stage's Region and in that of CloudFront. The list may name what was deleted some minutes
 * ago, and lacks what AWS gives no tags to.
 *
 * @see https://docs.aws.amazon.com/resourcegroupstagging/latest/APIReference/API_GetResources.html
 */
export async function findByTags(
  aws: Aws,
  filters: readonly TagFilter[],
  options: TagSearchOptions = {},
): Promise<readonly Tagged[]> {
  const regions = [...new Set([aws.region, globalRegion])];
  const found = await Promise.all(regions.map((region) => findIn(aws, region, filters, options)));
  return [...new Map(found.flat().map((one) => [one.arn, one])).values()];
}

async function findIn(
  aws: Aws,
  region: string,
  filters: readonly TagFilter[],
  options: TagSearchOptions,
): Promise<readonly Tagged[]> {
  const found: Tagged[] = [];
  let token: string | undefined;
  do {
    const command: GetResourcesCommand = new GetResourcesCommand({
      TagFilters: [...filters],
      ResourcesPerPage: options.perPage ?? 100,
      ...(token === undefined ? {} : { PaginationToken: token }),
    });
    const page = await aws
      .client(ResourceGroupsTaggingAPIClient, { region })
      .send(command, sendOptions(options));
    for (const { ResourceARN = "", Tags } of page.ResourceTagMappingList ?? []) {
      found.push({ arn: ResourceARN, tags: asTagPairs(Tags), region });
    }
    token = page.PaginationToken;
  } while ((token ?? "") !== "");
  return found;
}
