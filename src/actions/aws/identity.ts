import { UserError } from "../../errors.ts";
import { findProject } from "../../providers/local/project.ts";
import { findElsewhere, type StageElsewhere } from "../../providers/aws/find-elsewhere.ts";
import type { AwsRelease } from "../../providers/aws/releases.ts";
import type { AwsStage } from "../../providers/aws/stage.ts";
import { resourcesOf } from "../../plan/resources.ts";
import { hasCommit } from "../../system/commit.ts";
import { notice } from "../../words/words.ts";
import type { ActionContext } from "../context.ts";
import type { Site } from "../site.ts";

/** Whose data is looked after. */
export interface Identity {
  readonly context: Pick<ActionContext, "home" | "tell">;
  readonly site: Pick<Site, "config" | "stage">;
  readonly stage: AwsStage;
}

/** Whether a database of this engine is made by Monolift, with nothing in it. */
export function isMadeEmpty(engine: string): boolean {
  return engine === "neon" || engine === "aurora";
}

/**
 * Stops what would begin with an empty database although the stage has one: its engine was changed in the file, or its name or
 * Region, so that it is not found where it is looked for. What is looked for elsewhere is only looked for before a first
 * release.
 *
 * @param settingsModule Of the application: by it and its commits a project is known under another name.
 * @throws {UserError} `AWS_DATABASE_OTHER`, `AWS_STAGE_ELSEWHERE`, which name what would be left behind.
 */
export async function refuseEmptyDatabase(identity: Identity, settingsModule: string): Promise<void> {
  const { stage } = identity;
  if (stage.live !== undefined) refuseOtherEngine(identity, stage.live);
  else if (stage.alias === undefined) await refuseOtherPlace(identity, settingsModule);
}

/** The engine of a plan's database; null where the project's own settings name it. */
export function engineOf({ plan }: Pick<AwsRelease, "plan">): string | null {
  return resourcesOf(plan, "database")[0]?.engine ?? null;
}

function refuseOtherEngine({ site, stage }: Identity, live: AwsRelease): void {
  const from = engineOf(live) ?? "settings";
  const to = site.stage.database.engine;
  if (from === to || !isMadeEmpty(to)) return;
  const { release } = live;
  throw new UserError("AWS_DATABASE_OTHER", { stage: stage.names.stage, from, to, release });
}

async function refuseOtherPlace({ context, site, stage }: Identity, settingsModule: string): Promise<void> {
  const { aws, names } = stage;
  const found = await findElsewhere(aws, names);
  if (found === null) {
    const facts = { stage: names.stage, action: "s3:ListAllMyBuckets" };
    context.tell({ type: "notice", notice: notice("AWS_ELSEWHERE_NOT_ASKED", facts) });
    return;
  }
  for (const one of found) {
    if (!(await isOfThisProject(context, site, { one, names, settingsModule }))) continue;
    throw new UserError("AWS_STAGE_ELSEWHERE", {
      stage: names.stage,
      name: names.project,
      region: aws.region,
      otherName: one.names.project,
      otherRegion: one.region,
      engine: engineOf(one.release),
      release: one.release.release,
      date: one.release.createdAt.slice(0, "2026-01-01".length),
    });
  }
}

/** Another Region has it under the same name; under another name it is known by its folder, or by its commits. */
async function isOfThisProject(
  { home }: Identity["context"],
  { config }: Identity["site"],
  sought: {
    readonly one: StageElsewhere;
    readonly names: AwsStage["names"];
    readonly settingsModule: string;
  },
): Promise<boolean> {
  const { one, names, settingsModule } = sought;
  if (one.names.project === names.project) return true;
  const known = await findProject(home, one.names.project);
  if (known !== undefined && known.root === config.root) return true;
  const { commit, stack } = one.release;
  const module = stack.code["web"]?.environment["DJANGO_SETTINGS_MODULE"];
  return commit !== null && module === settingsModule && (await hasCommit(config.root, commit));
}
