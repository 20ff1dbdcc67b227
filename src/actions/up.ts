import { join } from "node:path";
import type { Bundle } from "../bundle/bundle.ts";
import type { Facts } from "../facts/schema.ts";
import type { Detection } from "../frameworks/framework.ts";
import { makePlan } from "../plan/plan.ts";
import type { Provisions } from "../plan/provisions.ts";
import {
  discardCandidate,
  publishRelease,
  switchTo,
  type Candidate,
} from "../providers/local/local-stage.ts";
import type { Process } from "../providers/local/process.ts";
import { keepCandidate } from "../providers/local/serving.ts";
import { removeUnusedFolders } from "../providers/local/unused.ts";
import { readCommit } from "../system/commit.ts";
import { takeLock } from "../system/lock.ts";
import type { ActionContext } from "./context.ts";
import {
  bundleApplication,
  detectApplication,
  enterApplication,
  inputsOf,
  inspectApplication,
  sayWhereRowsAre,
} from "./application.ts";
import { bootRelease, checkHealth, migrateDatabase, bringRows, placeStatic } from "./release-steps.ts";
import { noticeSchema, type UpResult } from "./results.ts";
import { openSite, prepareSite, resumeIfUnchanged, type Ground, type Site } from "./site.ts";
import { createSteps, type Steps } from "./steps.ts";

export interface UpOptions {
  readonly stage?: string | undefined;
  /** A `db.sqlite3` whose rows are brought into the stage's empty database. */
  readonly from?: string | undefined;
  /** Resolves unlocked dependencies afresh. */
  readonly refresh?: boolean | undefined;
  /** Loopback port of the stage; by default one that follows from its name. */
  readonly port?: number | undefined;
}

/** What is known of the new release once the application has been inspected. */
export interface Lift {
  readonly site: Site;
  readonly steps: Steps;
  readonly context: ActionContext;
  readonly options: UpOptions;
  readonly process: Process;
  readonly detection: Detection;
  readonly bundle: Bundle;
  readonly provisions: Provisions;
  readonly facts: Facts;
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
  const site = await openSite(notices.context, options.stage);
  const lock = await takeLock(join(site.project.folder, "up.lock"), {
    signal: context.signal,
    onWait: ({ pid, since }) => context.tell({ type: "waiting-for-lock", pid, since }),
  });
  try {
    // Another `up` may have ended while this one waited.
    const found = await openSite(notices.context, options.stage);
    return { ...(await lift(notices.context, found, options)), notices: [...notices.said] };
  } finally {
    await lock.release();
  }
}

type Lifted = Omit<UpResult, "notices">;

async function lift(context: ActionContext, site: Site, options: UpOptions): Promise<Lifted> {
  const steps = createSteps(context.tell, context.signal, () => performance.now());
  const detection = await steps.run("detect", () => detectApplication(context, site));
  const makeBundle = (): Promise<Bundle> =>
    steps.run("bundle", () => bundleApplication(context, site, detection, options));
  const prepare = (): Promise<Ground> => steps.run("platform", () => prepareSite(context, site, options));
  // The first time there is nothing to compare with, so PostgreSQL is made while packages are downloaded.
  const isFirst = site.lifted?.live === undefined;
  const [bundle, early] = isFirst ? await together(makeBundle(), prepare()) : [await makeBundle(), undefined];
  const inputs = await inputsOf(site, detection, bundle);
  const isForced = options.from !== undefined || options.port !== undefined;
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
    sizeBytes: bundle.code.sizeBytes + bundle.dependencies.sizeBytes,
    hashedStatic: [],
  });
  return release({ site, steps, context, options, process, detection, bundle, provisions, facts, candidate });
}

/** The steps that decide whether the new release is served. */
async function release(made: Lift): Promise<Lifted> {
  const { steps, site, facts, process, options } = made;
  try {
    const candidate = await steps.run("static", () => placeStatic(made));
    await steps.run("boot", () => bootRelease(made));
    await steps.run("migrate", () => migrateDatabase(made));
    const { from } = options;
    if (from !== undefined) await steps.run("rows", () => bringRows(made, from));
    await steps.run("health", () => checkHealth(made));
    await steps.run("switch", async () => {
      await switchTo(process, site.folder, candidate, withoutPending(facts));
      return { value: await removeUnusedFolders(made.context.home) };
    });
  } catch (error) {
    if (site.lifted?.live === undefined) await keepCandidate(site.folder, made.candidate.record);
    else await discardCandidate(process, made.candidate);
    throw error;
  }
  const { url, browserUrl } = made.provisions;
  return {
    stage: site.names.stage,
    provider: "local",
    name: site.names.project,
    url,
    browserUrl,
    release: made.candidate.record.release,
    changed: true,
    steps: [...steps.taken],
  };
}

/** What the application is once its migrations have been applied. */
function withoutPending(facts: Facts): Facts {
  return { ...facts, migrations: { ...facts.migrations, unapplied: [], cacheTables: [] } };
}

/** Keeps what is told as a notice, for the result. */
function collectNotices(context: ActionContext): {
  readonly context: ActionContext;
  readonly said: UpResult["notices"];
} {
  const said: UpResult["notices"] = [];
  const tell: ActionContext["tell"] = (event) => {
    if (event.type === "notice") said.push(noticeSchema.parse(event.notice));
    context.tell(event);
  };
  return { context: { ...context, tell }, said };
}

/** Waits for both even when one fails, so that nothing goes on in the background after an error was told. */
async function together<A, B>(first: Promise<A>, second: Promise<B>): Promise<[A, B]> {
  const [a, b] = await Promise.allSettled([first, second]);
  if (a.status === "rejected") throw a.reason;
  if (b.status === "rejected") throw b.reason;
  return [a.value, b.value];
}
