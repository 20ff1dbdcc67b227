import type { Aws } from "../../aws.ts";
import type { StageNames } from "../../names.ts";
import type { WorkOptions } from "../work.ts";

/** Where CloudFront is, and where AWS lists what is in no Region. */
export const globalRegion = "us-east-1";

/** Something of a stage that is still there. */
export interface Leftover {
  /** What it is, as CloudFormation calls it: `AWS::S3::Bucket`. */
  readonly type: string;
  /** As its own service names it. */
  readonly name: string;
  readonly region: string;
  /** Null where its name says all. */
  readonly arn: string | null;
  /** What it costs while nobody uses it, in us-east-1; null when that depends on what is in it. */
  readonly usdPerMonth: number | null;
  /**
   * False for what only the list of tags knows, which tells of deleted things for some minutes: asking again later tells. Of all
   * else the service itself has said that it is there.
   */
  readonly isCertain: boolean;
}

/** Where something is looked for. */
export interface Search {
  readonly aws: Aws;
  readonly names: StageNames;
  /** Names of the stage's functions in its plan: `web`. */
  readonly functions: readonly string[];
  readonly options: WorkOptions;
}

/** A kind of thing that a stage has on AWS. */
export interface LeftoverKind {
  readonly type: string;
  /** Its name, when an ARN is of this kind: the parts that stand between colons, from the service on. */
  readonly nameOf: (service: string, resource: string) => string | undefined;
  /** What has a name of the stage's and no tag of another: also what never had tags, or has lost them. */
  readonly findByName: (search: Search) => Promise<readonly Leftover[]>;
  /** Whether the one with this name is there, in the Region of `search`. */
  readonly isThere: (search: Search, name: string) => Promise<boolean>;
  readonly usdPerMonth: number | null;
}

/** Makes a leftover that its service has shown. */
export function certain(
  { type, usdPerMonth }: Pick<LeftoverKind, "type" | "usdPerMonth">,
  found: Pick<Leftover, "name" | "region"> & Partial<Pick<Leftover, "arn" | "usdPerMonth">>,
): Leftover {
  return { type, arn: null, usdPerMonth, isCertain: true, ...found };
}
