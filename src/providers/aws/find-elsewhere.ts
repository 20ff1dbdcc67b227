import { paginateListBuckets, S3Client } from "@aws-sdk/client-s3";
import type { Aws } from "./aws.ts";
import { isAwsError } from "./data/aws-error.ts";
import { bucketName, type StageNames } from "./names.ts";
import { listReleases, readRelease, type AwsRelease } from "./releases.ts";

/** A bucket of the account, in whatever Region. */
export interface AccountBucket {
  readonly name: string;
  readonly region: string;
}

/** Where a stage may be that is not found where it is looked for. */
export interface OtherPlace {
  readonly names: StageNames;
  readonly region: string;
}

/** A stage that is there under another name, or in another Region, with the release that was made there last. */
export interface StageElsewhere extends OtherPlace {
  readonly release: AwsRelease;
}

/** How many places are looked into: a first `up` must not wait for a whole account. */
const mostPlaces = 25;

/**
 * Looks for the same stage in other Regions, and for stages of the same name of other projects in this one. One call for the
 * buckets of the account, and a few for each place that is found. Only reads.
 *
 * @returns Null where the account does not let its buckets be listed (`s3:ListAllMyBuckets`).
 */
export async function findElsewhere(aws: Aws, names: StageNames): Promise<readonly StageElsewhere[] | null> {
  const buckets = await listBuckets(aws);
  if (buckets === null) return null;
  const places = otherPlaces(buckets, names, aws).slice(0, mostPlaces);
  const found = await Promise.all(places.map((place) => readPlace(aws, place)));
  return found.flat();
}

async function listBuckets(aws: Aws): Promise<readonly AccountBucket[] | null> {
  const found: AccountBucket[] = [];
  try {
    // S3 only says a bucket's Region where it may answer in pages.
    const pages = paginateListBuckets({ client: aws.client(S3Client), pageSize: 1000 }, {});
    for await (const { Buckets = [] } of pages)
      for (const { Name = "", BucketRegion = aws.region } of Buckets)
        found.push({ name: Name, region: BucketRegion });
    return found;
  } catch (error) {
    if (isAwsError(error, "AccessDenied")) return null;
    throw error;
  }
}

/**
 * The places that the names of buckets tell of: a stage's bucket has project, stage, and a digest of account and Region in its
 * name. Names that had to be shortened are only found again in another Region. Pure.
 */
export function otherPlaces(
  buckets: readonly AccountBucket[],
  names: StageNames,
  { account, region: here }: Pick<Aws, "account" | "region">,
): readonly OtherPlace[] {
  return buckets.flatMap(({ name, region }): readonly OtherPlace[] => {
    const place = { account, region };
    if (region !== here) return bucketName(names, "files", place) === name ? [{ names, region }] : [];
    const project = new RegExp(`^(.+)-${names.stage}-files-[0-9a-f]{8}$`).exec(name)?.[1];
    if (project === undefined || project === names.project) return [];
    const others = { project, stage: names.stage };
    return bucketName(others, "files", place) === name ? [{ names: others, region }] : [];
  });
}

async function readPlace(aws: Aws, { names, region }: OtherPlace): Promise<readonly StageElsewhere[]> {
  const place = { aws: inRegion(aws, region), names };
  try {
    const [newest] = await listReleases(place);
    const release = newest === undefined ? undefined : await readRelease(place, newest);
    return release === undefined ? [] : [{ names, region, release }];
  } catch (error) {
    // What may not be read is somebody else's.
    if (isAwsError(error, "AccessDenied")) return [];
    throw error;
  }
}

/** The same account and connections, in another Region. */
function inRegion(aws: Aws, region: string): Aws {
  return { ...aws, region, client: (kind, options = {}) => aws.client(kind, { region, ...options }) };
}
