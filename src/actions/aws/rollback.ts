import { UserError } from "../../errors.ts";
import { ownCommand, readAnswer } from "../../frameworks/django/answers.ts";
import { findCanary, type FoundCanary } from "../../providers/aws/canary/find-canary.ts";
import { readMoves } from "../../providers/aws/data/objects/moves.ts";
import { publishStatic } from "../../providers/aws/data/objects/static-files.ts";
import { bucketName, stackName } from "../../providers/aws/names.ts";
import { listReleases, readRelease, type AwsRelease } from "../../providers/aws/releases.ts";
import { readStack } from "../../providers/aws/stack/stack.ts";
import { moveAliases } from "../../providers/aws/switch.ts";
import { readStage } from "../../providers/aws/stage.ts";
import { claimProject } from "../../providers/local/project.ts";
import { releaseBefore } from "../../providers/local/release-history.ts";
import { describeBootFailure } from "../boot-failure.ts";
import type { ActionContext } from "../context.ts";
import { withAwayLock } from "../locked.ts";
import type { RollbackResult } from "../release-results.ts";
import type { ReleaseTarget } from "../release-target.ts";
import type { RollbackOptions } from "../rollback.ts";
import { createSteps, type Steps } from "../steps.ts";
import { addressOf } from "./address.ts";
import { awsTarget } from "./aws-target.ts";
import { cutShort } from "./canary-step.ts";
import type { StageOnAws } from "./find-stage.ts";
import { hostOf } from "./hosts.ts";
import { rememberMove } from "./moves.ts";
import { readingFrom, sourcesFor, whileRestored } from "./rolled-back-secrets.ts";
import { servingStage, withStage, type ServingStage } from "./lifted-stage.ts";
import { withStageLock } from "./stage-lock.ts";
import { watcherOf } from "./watcher.ts";

/**
 * Serves a kept release again: its versions are still there, so `live` is led to them once they have started. A version reads
 * the secrets that it was made with; where those are not the wanted ones, the release is published once more. The database
 * stays as it is. Where it does not start, what was served before is served still.
 *
 * @throws {UserError} `STAGE_LOCKED`, `NEVER_LIFTED`, `NO_OLDER_RELEASE`, `UNKNOWN_RELEASE`, `RELEASE_IS_LIVE`, `RELEASE_INCOMPLETE`,
 *   `RELEASE_WITHOUT_SECRETS`, `SECRETS_VERSION_GONE`, `RELEASE_DOES_NOT_START`.
 */
export async function rollbackOnAws(
  context: ActionContext,
  onAws: StageOnAws,
  options: RollbackOptions,
): Promise<RollbackResult> {
  const { project } = await claimProject(context.home, onAws.config.name, onAws.config.root);
  const lock = { verb: "rollback", isAloneHere: true, breaks: options.breaksLock } as const;
  return withAwayLock(context, project, onAws.stage.stage, () =>
    withStage(context, onAws, ({ aws, names, secretsIn }) =>
      withStageLock(context, { aws, names }, lock, async () => {
        // Another machine may have lifted it until now.
        const stage = servingStage(await readStage(aws, names, secretsIn));
        const tried = await findCanary(stage);
        if (tried !== undefined && (options.to ?? stage.live.release) === stage.live.release)
          return endTried(stage, tried, createSteps(context));
        return rollBack(context, stage, { ...options, tried, root: onAws.config.root });
      }),
    ),
  );
}

async function rollBack(
  context: ActionContext,
  stage: ServingStage,
  {
    to,
    withSecrets,
    tried,
    root,
  }: RollbackOptions & { readonly tried: FoundCanary | undefined; readonly root: string },
): Promise<RollbackResult> {
  const kept = await chooseRelease(stage, to);
  const steps = createSteps(context);
  const which = withSecrets ? "of-the-release" : "current";
  const sources = await sourcesFor(stage, kept, which, context.signal);
  const record = await steps.run("stack", () => readingFrom(context, stage, kept, sources));
  const target = targetOf(context, stage, record);
  await steps.run("boot", async () => {
    const report = await target.boot();
    if (!report.ok) throw refusal(stage, record, report.failure, root);
    return { value: undefined, facts: { initMs: Math.round(report.initMs) } };
  });
  const migrations = await migrationsUnknownTo(target);
  await steps.run("switch", async () => {
    const bucket = bucketName(stage.names, "files", stage.aws);
    await publishStatic(stage.aws, bucket, record.release);
    await cutShort(stage);
    const move = (): Promise<void> => moveAliases(stage.aws, record);
    return { value: await (withSecrets ? whileRestored(stage, record, move) : move()) };
  });
  await rememberMove(stage, { kind: "rollback", from: stage.live.release, to: record.release });
  return {
    ...(await headOf(stage)),
    to: record.release,
    endedCanary: tried?.canary.to ?? null,
    migrations: [...migrations],
    secrets: withSecrets ? record.secrets : null,
    steps: [...steps.taken],
    notices: [],
  };
}

/** While a release is tried, the one before is still there and serves: it gets every request again. */
async function endTried(stage: ServingStage, tried: FoundCanary, steps: Steps): Promise<RollbackResult> {
  await steps.run("switch", async () => {
    const value = await cutShort(stage);
    await moveAliases(stage.aws, stage.live);
    return { value };
  });
  return {
    ...(await headOf(stage)),
    to: stage.live.release,
    endedCanary: tried.canary.to,
    migrations: [],
    secrets: null,
    steps: [...steps.taken],
    notices: [],
  };
}

async function headOf(
  stage: ServingStage,
): Promise<Pick<RollbackResult, "name" | "stage" | "provider" | "url" | "browserUrl" | "from">> {
  const { project: name, stage: own } = stage.names;
  const url = addressOf((await readStack(stage.aws, stackName(stage.names)))?.outputs) ?? "";
  return { name, stage: own, provider: "aws", url, browserUrl: url, from: stage.live.release };
}

function targetOf(context: ActionContext, stage: ServingStage, { functions }: AwsRelease): ReleaseTarget {
  return awsTarget({
    stage,
    functions,
    database: null,
    host: hostOf(stage.names, stage.aws.region),
    originWord: null,
    signal: context.signal,
    watcher: watcherOf(context, "boot"),
    keepData: () => Promise.resolve(undefined),
  });
}

/** The kept release that is meant. */
async function chooseRelease(stage: ServingStage, to: number | undefined): Promise<AwsRelease> {
  const live = stage.live.release;
  const kept = await listReleases(stage);
  const moves = await readMoves(stage.aws, bucketName(stage.names, "files", stage.aws));
  const release = to ?? releaseBefore({ live, canary: null, moves }, kept);
  if (release === undefined) throw new UserError("NO_OLDER_RELEASE", { live });
  if (!kept.includes(release)) throw new UserError("UNKNOWN_RELEASE", { release, kept: [...kept] });
  if (release === live) throw new UserError("RELEASE_IS_LIVE", { release });
  const record = await readRelease(stage, release);
  if (record === undefined) throw new UserError("RELEASE_INCOMPLETE", { release, missing: [], commit: null });
  return record;
}

/** Migrations that stay applied although the release does not know them; what cannot be asked is left unsaid. */
async function migrationsUnknownTo(target: ReleaseTarget): Promise<readonly string[]> {
  const answer = readAnswer("migrations", await target.run(ownCommand("migrations")));
  return answer.ok ? answer.value.unknown.map(({ app, name }) => `${app}.${name}`) : [];
}

function refusal(
  { live }: ServingStage,
  { release }: AwsRelease,
  failure: Parameters<typeof describeBootFailure>[0],
  root: string,
): UserError {
  const { what, detail: said } = describeBootFailure(failure);
  const detail = said.replaceAll("/var/task/app", root);
  return new UserError(
    "RELEASE_DOES_NOT_START",
    { release, live: live.release, what },
    detail === "" ? {} : { detail },
  );
}
