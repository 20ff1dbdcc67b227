/** How much a function has to do in a month. */
export interface FunctionUsage {
  readonly calls: number;
  /** Average time of one that is charged for, in milliseconds. */
  readonly averageMs: number;
  /** Sandboxes that are started. */
  readonly coldStarts: number;
  /** Time of the start of one; it is charged for like any other. */
  readonly coldStartMs: number;
  /** Average size of what it writes to its log, for each call. */
  readonly logKb: number;
}

/** Files that are fetched from a bucket. */
export interface FilesUsage {
  readonly fetched: number;
  readonly averageKb: number;
  /** Share of them that CloudFront has already, where it stands before the bucket; 0 to 1. */
  readonly cachedShare: number;
}

/** What a stage is used for in a month. */
export interface Usage {
  /** By name of the function: `web`, `manage`. One that is not named is not asked. */
  readonly functions: Readonly<Record<string, FunctionUsage>>;
  /** Average size of an answer of `web`, with its headers. */
  readonly answerKb: number;
  /** Files of a release that visitors fetch. */
  readonly staticFiles: FilesUsage;
  /** Uploaded files that visitors fetch. */
  readonly media: FilesUsage;
  readonly uploads: number;
  /** Releases: code and static files are sent each time. */
  readonly releases: { readonly count: number; readonly files: number };
  readonly database: {
    /** Hours in which somebody is connected, 0 to 730. */
    readonly awakeHours: number;
    /** Memory that it has then, on average: a unit of Neon has 4 GB, one of Aurora 2. */
    readonly memoryGb: number;
    /** Reads and writes that find nothing in memory. */
    readonly storageRequests: number;
  };
  readonly mails: number;
  /** What goes to hosts outside AWS over a NAT gateway, and comes from them. */
  readonly natGb: number;
  /** Times that each schedule wakes something. */
  readonly scheduled: number;
  /** Times that something warns, by mail. */
  readonly warnings: number;
  /** What lies there, whether or not anybody comes. GB. */
  readonly kept: {
    readonly filesGb: number;
    readonly mediaGb: number;
    readonly databaseGb: number;
    /** Images in a registry, where the code is one. */
    readonly imagesGb: number;
    /** Releases whose versions of functions are there. */
    readonly releases: number;
  };
}

/** Hours that AWS counts for a month. */
export const hoursPerMonth = 730;

/** CloudWatch keeps lines packed, to this part of their size. @see https://aws.amazon.com/cloudwatch/pricing/ its examples */
export const packedShare = 0.15;

/** Nothing is fetched. */
export const noFiles: FilesUsage = { fetched: 0, averageKb: 0, cachedShare: 0 };

/** The same stage in a month in which nobody comes, nothing is released and no command is run. */
export function idleUsage({ kept, scheduled }: Usage): Usage {
  return {
    functions: {},
    answerKb: 0,
    staticFiles: noFiles,
    media: noFiles,
    uploads: 0,
    releases: { count: 0, files: 0 },
    database: { awakeHours: 0, memoryGb: 0, storageRequests: 0 },
    mails: 0,
    natGb: 0,
    scheduled,
    warnings: 0,
    kept,
  };
}

/**
 * A plain web application with so many requests a month, spread over the whole day, so that its database never sleeps: pages
 * of 20 KB in 100 ms. For each of them two static files are fetched, which CloudFront mostly has, and an uploaded one, which
 * comes from its bucket; for every 200 of them a sandbox is started. Ten releases a month, and a command a day.
 */
export function usualUsage(requests: number): Usage {
  return {
    functions: {
      web: { calls: requests, averageMs: 100, coldStarts: requests / 200, coldStartMs: 1500, logKb: 1 },
      manage: { calls: 30, averageMs: 5000, coldStarts: 30, coldStartMs: 1500, logKb: 5 },
    },
    answerKb: 20,
    staticFiles: { fetched: 2 * requests, averageKb: 20, cachedShare: 0.95 },
    media: { fetched: requests, averageKb: 60, cachedShare: 0 },
    uploads: requests / 1000,
    releases: { count: 10, files: 300 },
    database: { awakeHours: requests === 0 ? 0 : hoursPerMonth, memoryGb: 1, storageRequests: requests },
    mails: requests / 1000,
    natGb: requests / 100_000,
    scheduled: hoursPerMonth,
    warnings: 10,
    kept: { filesGb: 0.5, mediaGb: 10, databaseGb: 1, imagesGb: 1, releases: 5 },
  };
}
