import { isDeepStrictEqual } from "node:util";
import { lambdaPlaces } from "../../bundle/lambda/places.ts";
import { ownCommand, readAnswer } from "../../frameworks/django/answers.ts";
import type { FoundCanary } from "../../providers/aws/canary/find-canary.ts";
import type { ComputeStackRequest } from "../../providers/aws/compute-stack.ts";
import { publishStatic, uploadStatic } from "../../providers/aws/data/objects/static-files.ts";
import { deployRelease, reservableConcurrency, versionsOf } from "../../providers/aws/publish.ts";
import { createRestorePoint, ownRows } from "../../providers/aws/restore-points.ts";
import {
  hasSameFunctions,
  saveRelease,
  updateRelease,
  type AwsRelease,
} from "../../providers/aws/releases.ts";
import type { AwsStage } from "../../providers/aws/stage.ts";
import { discardVersions, moveAliases, tidyStage } from "../../providers/aws/switch.ts";
import type { DatabasePoints } from "../../providers/provider.ts";
import { readCommit } from "../../system/commit.ts";
import { currentUser } from "../../system/user.ts";
import { notice } from "../../words/words.ts";
import { partsOf, placesOf } from "../application.ts";
import type { ActionContext } from "../context.ts";
import { runOwn } from "../own-command.ts";
import { bootRelease, bringRows, checkHealth, collectStatic, migrateDatabase } from "../release-steps.ts";
import type { ReleaseTarget, ReleaseWork } from "../release-target.ts";
import type { StepOutcome } from "../steps.ts";
import { alertNotices } from "./alerts.ts";
import { awsTarget } from "./aws-target.ts";
import { hostOf } from "./hosts.ts";
import { openDoor, prepareDoor } from "./door-step.ts";
import { cutShort, tryRelease, whileTried } from "./canary-step.ts";
import { enterHere } from "./local-ground.ts";
import { rememberMove } from "./moves.ts";
import { packApplication, type PackedRelease } from "./package-step.ts";
import { senderNotices } from "./sender.ts";
import { stackRequestOf } from "./stack-request.ts";
import { watcherOf } from "./watcher.ts";
import { headOf, type AwsLift, type Outcome } from "./lift.ts";

/** The steps that make a new release and decide whether it is served. */
export async function releaseOnAws(lift: AwsLift): Promise<Outcome> {
  const { steps, stage, site } = lift;
  await steps.run("static", () => sendStatic(lift));
  const packed = await steps.run("package", () => packApplication(lift));
  const request = await requestStack(lift, packed);
  const record = await steps.run("stack", () => deployVersions(lift, request, packed));
  const work = workOn(lift, record);
  try {
    await steps.run("boot", () => bootRelease(work));
    await steps.run("migrate", async () => migrateDatabase(await withPending(work)));
    const { rows } = lift;
    if (rows?.kind === "file") await steps.run("rows", () => bringRows(workHere(lift, work), rows.path));
    await steps.run("health", () => checkHealth(work));
  } catch (error) {
    // What went wrong is told, and not what tidying up after it ran into.
    await discardVersions(stage.aws, record).catch(() => undefined);
    throw error;
  }
  // From here on there may be a record of it, and perhaps one of two functions is served already.
  const tried = await steps.run("switch", () => switchTo(lift, record));
  const before = stage.alias?.release ?? null;
  if (tried === null) await rememberMove(stage, { kind: "up", from: before, to: record.release });
  return whileTried(lift.context, tried, async () => {
    const { url, door } = await steps.run("door", () => openDoor(lift, request));
    // Whoever publishes the release again does not close the door.
    if (!isDeepStrictEqual(request.door, door))
      await updateRelease(stage, { ...record, stack: { ...request, door } });
    for (const said of [...senderNotices(lift), ...alertNotices(lift)])
      lift.context.tell({ type: "notice", notice: said });
    await tidyStage(stage, [record.release, ...(tried === null ? [] : [tried.older.release])]);
    if (lift.data.points !== undefined) await ownRows(stage);
    const made = { url, browserUrl: url, release: record.release, changed: true };
    return { lifted: { ...headOf(site), ...made, steps: [...steps.taken] }, tried };
  });
}

/** Collects the static files here and sends them; nothing serves those whose names do not change with their content. */
async function sendStatic(lift: AwsLift): Promise<StepOutcome<void>> {
  const { context, stage, data, provisions, bundle, detection } = lift;
  const entry = enterHere({ ...lift, release: data.release, secrets: lift.secretsHere });
  const run: ReleaseTarget["run"] = (parameters, onResult) =>
    runOwn({ candidate: { record: { entry } }, context }, parameters, onResult);
  const collected = await collectStatic({ context, places: placesOf(detection, bundle), target: { run } });
  const files = { folder: provisions.staticFolder, hashed: collected.value, release: data.release };
  await uploadStatic(stage.aws, data.files, files, { signal: context.signal });
  return { value: undefined, facts: collected.facts ?? {} };
}

/** What the stack of the release is asked for with. */
async function requestStack(lift: AwsLift, packed: PackedRelease): Promise<ComputeStackRequest> {
  const { stage } = lift;
  return stackRequestOf({
    ...lift,
    ...packed,
    reservable: await reservableConcurrency(stage.aws),
    door: stage.alias === undefined ? null : await prepareDoor(lift),
  });
}

/** Publishes a version of every function; nobody is led to it. */
async function deployVersions(
  { context, stage, data, bundle, detection, inputs, inspection, plan, site }: AwsLift,
  request: ComputeStackRequest,
  { uploaded }: PackedRelease,
): Promise<StepOutcome<AwsRelease>> {
  const deployed = await deployRelease(stage.aws, request, watcherOf(context, "stack"));
  const commit = await readCommit(site.project.root);
  const { code, dependencies } = bundle;
  return {
    value: {
      format: 1,
      release: data.release,
      createdAt: new Date().toISOString(),
      inputs,
      bundle: bundle.digest,
      commit: commit?.id ?? null,
      subject: commit?.subject ?? null,
      by: currentUser(),
      sizeBytes: code.sizeBytes + dependencies.sizeBytes,
      migrations: inspection.facts.migrations.unapplied.map(({ app, name }) => `${app}.${name}`),
      parts: await partsOf(site, detection, bundle),
      secrets: data.secretsVersion,
      plan,
      functions: versionsOf(plan, stage.names, deployed.outputs),
      base: uploaded.kind === "image" ? uploaded.base : null,
      stack: request,
    },
    facts: { changes: deployed.changes.length },
  };
}

/** The same work where commands of the application run on this machine, with the stage's database and nothing else of it. */
function workHere(lift: AwsLift, work: ReleaseWork): ReleaseWork {
  const { context, data, detection, bundle, provisions } = lift;
  const database = data.database === null ? null : { url: data.database.url, isNew: data.database.isNew };
  const entry = enterHere({
    ...lift,
    release: data.release,
    provisions: { ...provisions, database },
    secrets: lift.secretsHere,
  });
  const run: ReleaseTarget["run"] = (parameters, onResult) =>
    runOwn({ candidate: { record: { entry } }, context }, parameters, onResult);
  return { ...work, places: placesOf(detection, bundle), target: { ...work.target, run } };
}

function workOn(
  { context, site, stage, data, options, detection, inspection }: AwsLift,
  { functions }: AwsRelease,
): ReleaseWork {
  const name = site.names.stage;
  return {
    context,
    stage: name,
    places: { detection, ...lambdaPlaces({ paths: [] }, detection) },
    facts: inspection.facts,
    isAgreed: options.yesIrreversible === true,
    target: awsTarget({
      stage,
      functions,
      database: data.database,
      host: hostOf(site.names, stage.aws.region),
      originWord: data.originWord,
      signal: context.signal,
      watcher: watcherOf(context, "boot"),
      keepData: () => keepData(context, stage, data.points),
    }),
  };
}

/** Keeps the rows as they are before migrations that cannot be undone. */
async function keepData(
  context: ActionContext,
  stage: AwsStage,
  points: DatabasePoints | undefined,
): ReturnType<ReleaseTarget["keepData"]> {
  const { stage: name } = stage.names;
  if (points === undefined) {
    context.tell({ type: "notice", notice: notice("RESTORE_POINT_NOT_MADE", { stage: name }) });
    return undefined;
  }
  const release = stage.alias?.release ?? null;
  const about = { by: currentUser(), release, reason: "migration" } as const;
  const { id } = await createRestorePoint({ ...stage, points }, about);
  return { id, hasFiles: false };
}

/** The same work, knowing which migrations the stage's database lacks: only the new release can ask it. */
async function withPending(work: ReleaseWork): Promise<ReleaseWork> {
  const answer = readAnswer("migrations", await work.target.run(ownCommand("migrations")));
  // What keeps it from answering keeps `migrate` from working, which then explains it.
  if (!answer.ok) return work;
  const { migrations } = work.facts;
  const cacheTables = work.target.live === undefined ? migrations.cacheTables : [];
  const unapplied = answer.value.unapplied;
  return { ...work, facts: { ...work.facts, migrations: { ...migrations, unapplied, cacheTables } } };
}

/** Leads every request to the new release, or where the file wants a canary the share of it. */
async function switchTo(
  { context, site, stage, data, inspection, options }: AwsLift,
  record: AwsRelease,
): Promise<StepOutcome<FoundCanary | null>> {
  await saveRelease(stage, record, inspection.facts);
  const replaced = await cutShort(stage);
  if (replaced !== null)
    context.tell({ type: "notice", notice: notice("CANARY_REPLACED", { release: replaced }) });
  const { canary } = site.stage.release;
  const { live } = stage;
  if (canary !== null && live !== undefined && options.isAtOnce !== true) {
    if (hasSameFunctions(live, record)) {
      const value = await tryRelease(stage, live, record, canary);
      return { value, facts: { percent: canary.percent } };
    }
    // A door leads to the functions of one release.
    context.tell({ type: "notice", notice: notice("CANARY_OTHER_FUNCTIONS", { release: record.release }) });
  }
  await publishStatic(stage.aws, data.files, record.release);
  await moveAliases(stage.aws, record);
  return { value: null };
}
