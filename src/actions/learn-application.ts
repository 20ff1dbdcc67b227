import { UserError } from "../errors.ts";
import { factsSchema, type Facts } from "../facts/schema.ts";
import { makePlan, type Plan } from "../plan/plan.ts";
import { listReleases, readFacts, readRelease } from "../providers/local/releases.ts";
import type { ActionContext } from "./context.ts";
import { inspectSite } from "./inspect.ts";
import { withLockedSite } from "./locked.ts";
import type { Site } from "./site.ts";

/** What an application is and what it needs, at one time. */
export interface Known {
  readonly facts: Facts;
  readonly plan: Pick<Plan, "resources" | "edges">;
}

/** The application in the folder, and what it was in a release. */
export interface KnownApplication extends Known {
  readonly name: string;
  readonly stage: string;
  readonly provider: "local" | "aws";
  readonly before: (Known & { readonly release: number }) | null;
}

/**
 * Says what the application in the folder is and needs, and what it was and needed in a release. Nothing changes.
 *
 * @param options.against Number of a release of the stage that is kept. Default: none is compared with.
 * @param options.refresh As of `inspect`.
 * @throws {UserError} `NEVER_LIFTED`, `UNKNOWN_RELEASE`, `RELEASE_NOT_DESCRIBED`
 */
export function learnApplication(
  context: ActionContext,
  options: {
    readonly stage?: string | undefined;
    readonly against?: number | undefined;
    readonly refresh?: boolean | undefined;
  },
): Promise<KnownApplication> {
  return withLockedSite(context, options.stage, async (site) => {
    // A release that is not there is said before the application is loaded.
    const before = options.against === undefined ? null : await formerRelease(context, site, options.against);
    const facts = await inspectSite(context, site, options);
    const { project: name, stage } = site.names;
    return { name, stage, provider: site.stage.provider, facts, plan: makePlan(facts, site.stage), before };
  });
}

async function formerRelease(
  context: ActionContext,
  site: Site,
  release: number,
): Promise<NonNullable<KnownApplication["before"]>> {
  const kept =
    site.stage.provider === "aws"
      ? await (await import("./aws/former-release.ts")).formerReleaseOnAws(context, site, release)
      : await formerReleaseHere(site, release);
  const { project: name, stage } = site.names;
  if (kept.releases.length === 0) throw new UserError("NEVER_LIFTED", { name, stage, known: [] });
  if (kept.plan === undefined) throw new UserError("UNKNOWN_RELEASE", { release, kept: kept.releases });
  const facts = factsSchema.safeParse(kept.facts).data;
  if (facts === undefined) throw new UserError("RELEASE_NOT_DESCRIBED", { release });
  return { release, facts, plan: kept.plan };
}

/** What there is of a release; nothing is checked yet. */
export interface KeptDescription {
  readonly releases: readonly number[];
  readonly plan: Pick<Plan, "resources" | "edges"> | undefined;
  readonly facts: unknown;
}

async function formerReleaseHere({ folder }: Site, release: number): Promise<KeptDescription> {
  const [releases, record, facts] = await Promise.all([
    listReleases(folder),
    readRelease(folder, release),
    readFacts(folder, release),
  ]);
  return { releases, plan: record?.plan, facts };
}
