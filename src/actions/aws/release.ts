import { join } from "node:path";
import type { Bundle } from "../../bundle/bundle.ts";
import { retargetPack } from "../../bundle/import-pack.ts";
import { lambdaPlaces } from "../../bundle/lambda/places.ts";
import { packForLambda } from "../../bundle/lambda/zip.ts";
import { ownCommand, readAnswer } from "../../frameworks/django/answers.ts";
import type { ComputeStackRequest } from "../../providers/aws/compute-stack.ts";
import { putArchive } from "../../providers/aws/data/objects/archive.ts";
import { publishStatic, uploadStatic } from "../../providers/aws/data/objects/static-files.ts";
import { deployRelease, reservableConcurrency, versionsOf } from "../../providers/aws/publish.ts";
import { createRestorePoint, ownRows } from "../../providers/aws/restore-points.ts";
import { saveRelease, type AwsRelease } from "../../providers/aws/releases.ts";
import type { AwsStage } from "../../providers/aws/stage.ts";
import { discardVersions, moveAliases, tidyStage } from "../../providers/aws/switch.ts";
import type { DatabasePoints } from "../../providers/provider.ts";
import { readCommit } from "../../system/commit.ts";
import { isFile } from "../../system/files.ts";
import { currentUser } from "../../system/user.ts";
import { notice } from "../../words/words.ts";
import { bundleApplication, partsOf, placesOf } from "../application.ts";
import type { ActionContext } from "../context.ts";
import { runOwn } from "../own-command.ts";
import { bootRelease, bringRows, checkHealth, collectStatic, migrateDatabase } from "../release-steps.ts";
import type { ReleaseTarget, ReleaseWork } from "../release-target.ts";
import type { StepOutcome } from "../steps.ts";
import { awsTarget } from "./aws-target.ts";
import { hostOf } from "./hosts.ts";
import { openDoor, prepareDoor } from "./door-step.ts";
import { enterHere } from "./local-ground.ts";
import { stackRequestOf } from "./stack-request.ts";
import { secretVariables } from "./stage-secrets.ts";
import { watcherOf } from "./watcher.ts";
import { headOf, type AwsLift, type Lifted } from "./up.ts";

/** The steps that make a new release and decide whether it is served. */
export async function releaseOnAws(lift: AwsLift): Promise<Lifted> {
  const { steps, stage, site } = lift;
  await steps.run("static", () => sendStatic(lift));
  const request = await steps.run("bundle", () => packRelease(lift));
  const record = await steps.run("stack", () => deployVersions(lift, request));
  const work = workOn(lift, record);
  try {
    await steps.run("boot", () => bootRelease(work));
    await steps.run("migrate", async () => migrateDatabase(await withPending(work)));
    const { rows } = lift;
    if (rows?.kind === "file") await steps.run("rows", () => bringRows(workHere(lift, work), rows.path));
    await steps.run("health", () => checkHealth(work));
    await steps.run("switch", () => switchTo(lift, record));
  } catch (error) {
    // What went wrong is told, and not what tidying up after it ran into.
    await discardVersions(stage.aws, record).catch(() => undefined);
    throw error;
  }
  const url = await steps.run("door", () => openDoor(lift, request));
  await tidyStage(stage, [record.release]);
  if (lift.data.points !== undefined) await ownRows(stage);
  return {
    ...headOf(site),
    url,
    browserUrl: url,
    release: record.release,
    changed: true,
    steps: [...steps.taken],
  };
}

/** Collects the static files here and sends them; nothing serves those whose names do not change with their content. */
async function sendStatic(lift: AwsLift): Promise<StepOutcome<void>> {
  const { context, stage, data, provisions, bundle, detection } = lift;
  const entry = enterHere({ ...lift, release: data.release, secrets: secretVariables(lift.secrets) });
  const run: ReleaseTarget["run"] = (parameters, onResult) =>
    runOwn({ candidate: { record: { entry } }, context }, parameters, onResult);
  const collected = await collectStatic({ context, places: placesOf(detection, bundle), target: { run } });
  const files = { folder: provisions.staticFolder, hashed: collected.value, release: data.release };
  await uploadStatic(stage.aws, data.files, files, { signal: context.signal });
  return { value: undefined, facts: collected.facts ?? {} };
}

/** Packs the application for the machines of Lambda, and sends the archive. */
async function packRelease(lift: AwsLift): Promise<StepOutcome<ComputeStackRequest>> {
  const { context, site, stage, data, inspection, target, provisions, detection } = lift;
  const { value: bundle } = await bundleApplication(quietly(context), site, detection, { target });
  const manifest = join(provisions.staticFolder, "staticfiles.json");
  const pack = await packFor(lift, bundle);
  const zip = await packForLambda(bundle, {
    languages: inspection.facts.languages,
    pack,
    staticManifest: (await isFile(manifest)) ? manifest : undefined,
    cache: context.home.cache,
    signal: context.signal,
  });
  const archive = { path: zip.path, sha256: zip.sha256.hex, sizeBytes: zip.zipBytes };
  const { key } = await putArchive(stage.aws, data.files, archive, { signal: context.signal });
  const uploaded = {
    bucket: data.files,
    key,
    sha256: archive.sha256,
    runtime: target.runtime,
    architecture: target.target.architecture,
  };
  const reservable = await reservableConcurrency(stage.aws);
  const request = stackRequestOf({
    ...lift,
    bundle,
    uploaded,
    hasPack: pack !== undefined,
    reservable,
    door: stage.alias === undefined ? null : await prepareDoor(lift),
  });
  return { value: request, facts: { codeBytes: archive.sizeBytes } };
}

/** The import pack of the bundle; undefined where this machine has no Python that could write one. */
function packFor(
  { context, inspection, detection, target }: AwsLift,
  bundle: Bundle,
): Promise<string | undefined> {
  const { pack } = inspection;
  if (pack === undefined) return Promise.resolve(undefined);
  return retargetPack({
    pack,
    bundle,
    appDir: detection.appDir,
    python: target.python,
    cache: context.home.cache,
    environment: context.environment,
    signal: context.signal,
  });
}

/** Publishes a version of every function; nobody is led to it. */
async function deployVersions(
  { context, stage, data, bundle, detection, inputs, inspection, plan, site }: AwsLift,
  request: ComputeStackRequest,
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
      stack: request,
    },
    facts: { changes: deployed.changes.length },
  };
}

/** The same work where commands of the application run on this machine, with the stage's database and nothing else of it. */
function workHere(lift: AwsLift, work: ReleaseWork): ReleaseWork {
  const { context, data, detection, bundle, provisions, secrets } = lift;
  const database = data.database === null ? null : { url: data.database.url, isNew: data.database.isNew };
  const entry = enterHere({
    ...lift,
    release: data.release,
    provisions: { ...provisions, database },
    secrets: secretVariables(secrets),
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

async function switchTo(
  { stage, data, inspection }: AwsLift,
  record: AwsRelease,
): Promise<StepOutcome<void>> {
  await saveRelease(stage, record, inspection.facts);
  await publishStatic(stage.aws, data.files, record.release);
  await moveAliases(stage.aws, record);
  return { value: undefined };
}

/** What is worth saying of the bundle was said when it was made for this machine. */
function quietly(context: ActionContext): ActionContext {
  return {
    ...context,
    tell: (event) => {
      if (event.type !== "notice") context.tell(event);
    },
  };
}
