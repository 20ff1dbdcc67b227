import type { Bundle } from "../bundle/bundle.ts";
import { UserError } from "../errors.ts";
import type { Detection } from "../frameworks/framework.ts";
import { makePlan } from "../plan/plan.ts";
import type { Provisions } from "../plan/provisions.ts";
import { discardCandidate, publishRelease, type Candidate } from "../providers/local/local-stage.ts";
import { renewStage } from "../providers/local/expire.ts";
import { ensureProcess, type Process } from "../providers/local/process.ts";
import { keepCandidate } from "../providers/local/candidate.ts";
import { hasRowsOfAnother, ownRows } from "../providers/local/restore-points.ts";
import { isSaved, keepPort, tidyReleases, type Switched } from "../providers/local/switch.ts";
import { removeUnusedFolders } from "../providers/local/unused.ts";
import { readCommit } from "../system/commit.ts";
import { currentUser } from "../system/user.ts";
import { collectNotices } from "./collect-notices.ts";
import type { ActionContext } from "./context.ts";
import { copyStageSecrets } from "./copy-stage-secrets.ts";
import {
  bundleApplication,
  detectApplication,
  enterApplication,
  inputsOf,
  inspectApplication,
  partsOf,
  placesOf,
  sayWhereRowsAre,
} from "./application.ts";
import { withLockedSite } from "./locked.ts";
import { localTarget } from "./local-target.ts";
import { bootRelease, checkHealth, migrateDatabase, bringRows } from "./release-steps.ts";
import type { ReleaseWork } from "./release-target.ts";
import { processOptions } from "./process-options.ts";
import type { UpResult } from "./results.ts";
import { readRowSource, type RowSource } from "./row-source.ts";
import { prepareSite, resumeIfUnchanged, type Ground, type Site } from "./site.ts";
import { placeStatic } from "./static-step.ts";
import { createSteps, type Steps } from "./steps.ts";
import { switchRelease } from "./switch-step.ts";

export interface UpOptions {
  readonly stage?: string | undefined;
  /** A `db.sqlite3` whose rows are brought into the stage's empty database, or a stage of which this one is a copy. */
  readonly from?: string | undefined;
  /** Resolves unlocked dependencies afresh. */
  readonly refresh?: boolean | undefined;
  /** Agrees to migrations that cannot be undone, or that the serving release cannot live with. */
  readonly yesIrreversible?: boolean | undefined;
  /** On AWS: begins with an empty database although the stage has one, or is there in another place. */
  readonly newEmpty?: boolean | undefined;
  /** Serves the release to everybody at once, whatever the file says of a canary. */
  readonly isAtOnce?: boolean | undefined;
  /** On AWS: takes the place of whoever changes the stage from another machine. Default: false. */
  readonly breaksLock?: boolean | undefined;
  /** Loopback port of the stage; by default one that follows from its name. */
  readonly port?: number | undefined;
}

/** What is known of the new release once the application has been inspected. */
export interface Lift extends ReleaseWork {
  readonly site: Site;
  readonly steps: Steps;
  readonly rows: RowSource | undefined;
  /** No canary tries it first. */
  readonly isAtOnce: boolean;
  readonly process: Process;
  readonly detection: Detection;
  readonly bundle: Bundle;
  readonly provisions: Provisions;
  readonly candidate: Candidate;
}

/**
 * Lifts the application to a stage: static files, boot, migrate, health, switch.
 * A step that fails leaves the release before it serving. Where nothing has changed, nothing is done.
 *
 * @throws {UserError} With the step's own code; the step is told as `failed` before.
 */
export async function up(context: ActionContext, options: UpOptions): Promise<UpResult> {
  const notices = collectNotices(context);
  const finish = await withLockedSite(notices.context, options.stage, async (site) => {
    if (site.stage.provider === "aws") {
      const { liftToAws } = await import("./aws/up.ts");
      const end = await liftToAws(notices.context, site, options);
      return async () => ({ ...(await end()), expiresAt: null });
    }
    if (options.newEmpty === true)
      throw new UserError("ONLY_ON_AWS", { what: "--new-empty", stage: site.names.stage });
    const lifted = await lift(notices.context, site, options).catch(async (error: unknown) => {
      await keepPort(site.folder);
      throw error;
    });
    // A stage's time runs from the end of what lifts it.
    const process = await ensureProcess(site.project.folder, processOptions(context));
    const expiresAt = await renewStage(process, site.names, site.stage.ttlSeconds);
    return () => Promise.resolve({ ...lifted, expiresAt });
  });
  return { ...(await finish()), notices: [...notices.said] };
}

type Lifted = Omit<UpResult, "expiresAt" | "notices">;

async function lift(context: ActionContext, site: Site, options: UpOptions): Promise<Lifted> {
  const steps = createSteps(context);
  const rows = await readRowSource(site, options.from);
  const copyOf = rows?.kind === "stage" ? rows.stage : undefined;
  const detection = await steps.run("detect", () => detectApplication(context, site));
  if (copyOf !== undefined) await copyStageSecrets(context, site, copyOf);
  const makeBundle = (): Promise<Bundle> =>
    steps.run("bundle", () => bundleApplication(context, site, detection, options));
  const prepare = (): Promise<Ground> =>
    steps.run("platform", () => prepareSite(context, site, { ...options, copyOf }));
  // The first time there is nothing to compare with, so PostgreSQL is made while packages are downloaded.
  const isFirst = site.lifted?.live === undefined;
  const [bundle, early] = isFirst ? await together(makeBundle(), prepare()) : [await makeBundle(), undefined];
  const inputs = await inputsOf(site, detection, bundle);
  const live = site.lifted?.live?.release;
  const hasOtherRows = live !== undefined && (await hasRowsOfAnother(site.folder, live));
  const isForced = options.from !== undefined || options.port !== undefined || hasOtherRows;
  const unchanged = isForced ? undefined : await resumeIfUnchanged(context, site, inputs);
  if (unchanged !== undefined) return { ...unchanged, changed: false, steps: [...steps.taken] };

  const ground = early ?? (await prepare());
  const asksDatabase = ground.provisions.database !== null;
  const inspection = await steps.run("inspect", () =>
    inspectApplication(context, site, detection, bundle, { ...ground, asksDatabase }),
  );
  const { facts } = inspection;
  if (isFirst && options.from === undefined) await sayWhereRowsAre(context, detection.root, facts);
  const { process, provisions } = ground;
  const candidate = await publishRelease(process, site.folder, site.names, ground.release, {
    plan: makePlan(facts, site.stage),
    entry: enterApplication({ site, detection, bundle, ground, inspection }),
    provisions,
    inputs,
    bundle: bundle.digest,
    facts,
    commit: await readCommit(site.project.root),
    by: currentUser(),
    parts: await partsOf(site, detection, bundle),
    migrations: facts.migrations.unapplied.map(({ app, name }) => `${app}.${name}`),
    sizeBytes: bundle.code.sizeBytes + bundle.dependencies.sizeBytes,
    hashedStatic: [],
  });
  return release({
    site,
    steps,
    context,
    stage: site.names.stage,
    places: placesOf(detection, bundle),
    target: localTarget({ context, site, process, provisions, candidate }),
    rows,
    isAgreed: options.yesIrreversible === true,
    isAtOnce: options.isAtOnce === true,
    process,
    detection,
    bundle,
    provisions,
    facts,
    candidate,
  });
}

/** The steps that decide whether the new release is served. */
async function release(made: Lift): Promise<Lifted> {
  const { steps, site, process, rows } = made;
  let switched: Switched;
  try {
    const candidate = await steps.run("static", () => placeStatic(made));
    await steps.run("boot", () => bootRelease(made));
    await steps.run("migrate", () => migrateDatabase(made));
    if (rows?.kind === "file") await steps.run("rows", () => bringRows(made, rows.path));
    await steps.run("health", () => checkHealth(made));
    switched = await steps.run("switch", () => switchRelease(made, candidate));
  } catch (error) {
    // What is written as served stays, whatever else went wrong.
    if (await isSaved(site.folder, made.candidate.record.release)) throw error;
    if (site.lifted?.live === undefined) await keepCandidate(site.folder, made.candidate.record);
    // What went wrong is told, and not what tidying up after it ran into: the process may be gone.
    else await discardCandidate(process, made.candidate).catch(() => undefined);
    throw error;
  }
  await ownRows(site.folder);
  await tidyReleases(site.folder, switched);
  await removeUnusedFolders(made.context.home);
  const { url, browserUrl } = made.provisions;
  return {
    stage: site.names.stage,
    provider: "local",
    name: site.names.project,
    url,
    browserUrl,
    release: made.candidate.record.release,
    canary: switched.canary === null ? null : site.stage.release.canary,
    changed: true,
    steps: [...steps.taken],
  };
}

/** Waits for both even when one fails, so that nothing goes on in the background after an error was told. */
async function together<A, B>(first: Promise<A>, second: Promise<B>): Promise<[A, B]> {
  const [a, b] = await Promise.allSettled([first, second]);
  if (a.status === "rejected") throw a.reason;
  if (b.status === "rejected") throw b.reason;
  return [a.value, b.value];
}
