import { z } from "zod";
import { explainAwsError } from "../../providers/aws/explain-error.ts";
import { listReleases, readFacts, readRelease } from "../../providers/aws/releases.ts";
import type { ActionContext } from "../context.ts";
import type { KeptDescription } from "../learn-application.ts";
import type { Site } from "../site.ts";
import { openStage } from "./open-stage.ts";

/** What the bucket of a stage on AWS keeps of a release. */
export async function formerReleaseOnAws(
  context: ActionContext,
  site: Site,
  release: number,
): Promise<KeptDescription> {
  const place = await openStage(context, site.stage);
  try {
    const [releases, record, facts] = await Promise.all([
      listReleases(place),
      readRelease(place, release),
      readFacts(place, release, z.unknown()),
    ]);
    return { releases, plan: record?.plan, facts };
  } catch (error) {
    throw explainAwsError(error, place.aws);
  } finally {
    place.aws.close();
  }
}
