import { basename } from "node:path";
import type { Bundle } from "../bundle/bundle.ts";
import { compareBundles, type BundleChanges } from "../bundle/compare-bundles.ts";
import type { FactsChanges } from "../facts/compare-facts.ts";
import { factsSchema, type Facts } from "../facts/schema.ts";
import { judgeMigrations } from "../frameworks/django/migrations.ts";
import type { Detection } from "../frameworks/framework.ts";
import { comparePlans, noPlan } from "../plan/compare-plans.ts";
import { makePlan } from "../plan/plan.ts";
import type { EntryPoints } from "../plan/provisions.ts";
import { stateOf } from "../providers/local/lifted.ts";
import { previewProvisions } from "../providers/local/preview.ts";
import { readFacts, readRelease, type ReleaseRecord } from "../providers/local/releases.ts";
import { entriesOf, readSecrets } from "../providers/local/secrets/secrets.ts";
import {
  bundleApplication,
  detectApplication,
  enterApplication,
  inputsOf,
  inspectApplication,
  partsOf,
} from "./application.ts";
import type { ActionContext } from "./context.ts";
import { diffResultSchema, type DiffResult } from "./diff-results.ts";
import { changedKinds, compareWithLive, noDifference } from "./difference.ts";
import { withLockedSite } from "./locked.ts";
import { runOwn } from "./own-command.ts";
import type { Site } from "./site.ts";
import { createSteps } from "./steps.ts";

/**
 * Says what `up` would do, without doing it: bundles and inspects, and compares with the live release. A stage that is
 * stopped stays so; its database is only asked while it serves, and only read.
 */
export async function diff(
  context: ActionContext,
  options: {
    readonly stage?: string | undefined;
    /** As for `up`. */
    readonly newEmpty?: boolean | undefined;
  },
): Promise<DiffResult> {
  return withLockedSite(context, options.stage, async (site) => {
    if (site.stage.provider === "local") return compare(context, site);
    const { diffOnAws } = await import("./aws/diff.ts");
    return diffOnAws(context, site, options);
  });
}

async function compare(context: ActionContext, site: Site): Promise<DiffResult> {
  const steps = createSteps(context);
  const detection = await steps.run("detect", () => detectApplication(context, site));
  const bundle = await steps.run("bundle", () => bundleApplication(context, site, detection, {}));
  const same = await unchanged(site);
  if ((await isMadeAlready(site, await inputsOf(site, detection, bundle))) && same !== undefined) return same;

  const provisions = await previewProvisions(site.lifted, site.names, site.folder);
  const asksDatabase = site.lifted?.isServing === true && site.stage.database.engine === "postgres";
  const release = (site.lifted?.live?.release ?? 0) + 1;
  const inspection = await steps.run("inspect", () =>
    inspectApplication(context, site, detection, bundle, { release, provisions, asksDatabase }),
  );
  const ground = { release, provisions };
  const entry = enterApplication({ site, detection, bundle, ground, inspection });
  const { facts } = inspection;
  const live = site.lifted?.live;
  return diffResultSchema.parse({
    ...(await headOf(site)),
    ...nothingOnAws,
    changed: true,
    parts: await changedParts(site, detection, bundle),
    ...(await compareCode(live, bundle)),
    ...comparePlans(live?.plan ?? noPlan, makePlan(facts, site.stage)),
    ...(await compareApplications(site, facts)),
    migrations: asksDatabase ? await pendingMigrations(context, facts, entry) : null,
    canary: canaryOf(site),
  });
}

type Head = Pick<DiffResult, "name" | "stage" | "state" | "release" | "secrets">;

async function headOf({ names, lifted, folder }: Site): Promise<Head> {
  const live = lifted?.live;
  const set = live === undefined ? [] : entriesOf(await readSecrets(folder));
  return {
    name: names.project,
    stage: names.stage,
    state: lifted === undefined ? "never-lifted" : stateOf(lifted),
    release: live?.release ?? null,
    secrets: set.filter(({ at }) => at > (live?.createdAt ?? "")).map(({ name }) => name),
  };
}

/** The answer where `up` has nothing to do; undefined before the first release. */
async function unchanged(site: Site): Promise<DiffResult | undefined> {
  if (site.lifted?.live === undefined) return undefined;
  return {
    ...(await headOf(site)),
    ...noDifference,
    ...nothingOnAws,
  };
}

const nothingOnAws = { data: [], stack: null, idleUsdPerMonth: null } satisfies Partial<DiffResult>;

/** Whether the live release, or one that is tried as a canary, is made of the same. */
async function isMadeAlready({ lifted }: Site, inputs: string): Promise<boolean> {
  const canary = lifted?.services?.canary;
  const tried =
    lifted === undefined || canary == null ? undefined : await readRelease(lifted.folder, canary.to);
  return [lifted?.live, tried].some((record) => record?.inputs === inputs);
}

async function changedParts(site: Site, detection: Detection, bundle: Bundle): Promise<DiffResult["parts"]> {
  const before = site.lifted?.live?.parts;
  if (before == null) return null;
  return changedKinds(before, await partsOf(site, detection, bundle));
}

async function compareCode(live: ReleaseRecord | undefined, bundle: Bundle): Promise<BundleChanges> {
  const dependencies = live?.entry.readOnly.find(
    (path) => basename(path) === basename(bundle.dependencies.path),
  );
  if (live === undefined || dependencies === undefined) return { code: null, packages: null };
  const before = { code: live.entry.taskRoot, dependencies };
  const after = { code: bundle.code.path, dependencies: bundle.dependencies.path };
  return compareBundles(before, after);
}

async function compareApplications({ lifted, folder }: Site, facts: Facts): Promise<FactsChanges> {
  const live = lifted?.live;
  const known = live === undefined ? undefined : await readFacts(folder, live.release);
  return compareWithLive(live !== undefined, factsSchema.safeParse(known).data, facts);
}

async function pendingMigrations(
  context: ActionContext,
  facts: Facts,
  entry: EntryPoints,
): Promise<DiffResult["migrations"]> {
  const pending = facts.migrations.unapplied.map(({ app, name }) => `${app}.${name}`);
  if (pending.length === 0) return { pending, judged: null, problem: null };
  const candidate = { record: { entry } };
  const judgement = await judgeMigrations((parameters) => runOwn({ candidate, context }, parameters));
  return judgement.ok
    ? { pending, judged: judgement.value, problem: null }
    : { pending, judged: null, problem: judgement.error.message };
}

/** The first release has nobody to be compared with, so it is never tried. */
function canaryOf({ stage, lifted }: Site): DiffResult["canary"] {
  const { canary } = stage.release;
  if (canary === null || lifted?.live === undefined || !lifted.isServing) return null;
  const { percent, seconds, threshold } = canary;
  return { percent, seconds, threshold };
}
