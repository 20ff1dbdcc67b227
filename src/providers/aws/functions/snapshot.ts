import { UserError } from "../../../errors.ts";
import { notice, type Notice } from "../../../words/words.ts";
import { unitPrice } from "../price/meters.ts";
import { hoursPerMonth } from "../price/usage.ts";
import { keptReleases } from "../switch.ts";

/** What decides whether sandboxes may start from a snapshot. */
export interface SnapshotWishes {
  /** `3.12` */
  readonly python: string;
  readonly tmpMb: number;
}

/** The oldest Python that Lambda takes snapshots of: 3.12. */
const oldestMinor = 12;

/** MB of `/tmp` that a snapshot holds. */
const mostTmpMb = 512;

/**
 * Refuses a snapshot where Lambda takes none, before anything is made. Pure.
 *
 * @throws {UserError} `SNAPSTART_IMPOSSIBLE`
 * @see https://docs.aws.amazon.com/lambda/latest/dg/snapstart.html#snapstart-runtimes
 */
export function checkSnapshot({ python, tmpMb }: SnapshotWishes): void {
  if (Number(python.split(".")[1]) < oldestMinor)
    throw new UserError("SNAPSTART_IMPOSSIBLE", { why: "python", found: python });
  if (tmpMb > mostTmpMb) throw new UserError("SNAPSTART_IMPOSSIBLE", { why: "tmp", found: `${tmpMb}` });
}

/** What snapshots cost, whether or not somebody asks for a page: each kept release has one. */
export function snapshotNotice(memoryMb: number): Notice {
  const usdEach =
    ((unitPrice("snapStartCachedSeconds", "us-east-1") ?? 0) * memoryMb * hoursPerMonth * 3600) / 1024;
  const usdRestored = ((unitPrice("snapStartRestoredGb", "us-east-1") ?? 0) * memoryMb * 1000) / 1024;
  return notice("SNAPSTART_COSTS", { usdEach, usdRestored, kept: keptReleases });
}
