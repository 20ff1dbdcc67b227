import type { Bundle } from "../../bundle/bundle.ts";
import { withTemporary } from "../../bundle/temporary.ts";
import { factsSchema } from "../../facts/schema.ts";
import type { Detection } from "../../frameworks/framework.ts";
import { comparePlans, noPlan } from "../../plan/compare-plans.ts";
import { makePlan } from "../../plan/plan.ts";
import { resourcesOf } from "../../plan/resources.ts";
import { findCanary } from "../../providers/aws/canary/find-canary.ts";
import { chooseDoor } from "../../providers/aws/doors/choose-door.ts";
import { checkSnapshot } from "../../providers/aws/functions/snapshot.ts";
import { stackName } from "../../providers/aws/names.ts";
import { secretsOfRelease } from "../../providers/aws/republish.ts";
import { readFacts } from "../../providers/aws/releases.ts";
import { compareTemplates } from "../../providers/aws/stack/compare-templates.ts";
import { judgeChange } from "../../providers/aws/stack/judge-change.ts";
import { readStack } from "../../providers/aws/stack/stack.ts";
import { readTemplate } from "../../providers/aws/stack/read-template.ts";
import { secretKeyName } from "../../providers/secrets/names.ts";
import type { AwsStage } from "../../providers/aws/stage.ts";
import {
  bundleApplication,
  detectApplication,
  inspectApplication,
  partsOf,
  type Inspection,
} from "../application.ts";
import type { ActionContext } from "../context.ts";
import { changedKinds, compareWithLive, noDifference } from "../difference.ts";
import { diffResultSchema, type DiffResult } from "../diff-results.ts";
import type { Site } from "../site.ts";
import { createSteps, type Steps } from "../steps.ts";
import { addressOf } from "./address.ts";
import { foretellStack, type Foretold } from "./foretell-stack.ts";
import { idleUsdPerMonth } from "./idle-cost.ts";
import { engineOf, isMadeEmpty, refuseEmptyDatabase } from "./identity.ts";
import { inputsOnAws } from "./inputs.ts";
import { groundHere, staticFolderIn } from "./local-ground.ts";
import { openStage } from "./open-stage.ts";
import { pendingOnAws } from "./pending-migrations.ts";
import { randomWord, readSecrets, secretOf, secretsSetSince, type ReadSecrets } from "./stage-secrets.ts";
import { placesHere, secretsHere } from "./secret-files.ts";
import { chooseTarget } from "./target-step.ts";
import { hasDomain, refuseSqlite } from "./up.ts";

interface Asked {
  readonly context: ActionContext;
  readonly site: Site;
  readonly stage: AwsStage;
  readonly steps: Steps;
}

/**
 * Says what `up` would do to a stage on AWS, without doing it: bundles and inspects here, and asks AWS what is there. Nothing
 * is written. Migrations are asked of the function that serves, which knows what the database has seen.
 *
 * @throws {UserError} What `refuseEmptyDatabase` throws.
 */
export async function diffOnAws(
  context: ActionContext,
  site: Site,
  options: { readonly newEmpty?: boolean | undefined },
): Promise<DiffResult> {
  const steps = createSteps(context);
  const stage = await steps.run("account", async () => {
    const found = await openStage(context, site.stage);
    const { account, region } = found.aws;
    return { value: found, facts: { account, region } };
  });
  try {
    return await compare({ context, site, stage, steps }, options);
  } finally {
    stage.aws.close();
  }
}

async function compare(
  asked: Asked,
  { newEmpty }: { readonly newEmpty?: boolean | undefined },
): Promise<DiffResult> {
  const { context, site, stage, steps } = asked;
  const detection = await steps.run("detect", () => detectApplication(context, site));
  if (newEmpty !== true) await refuseEmptyDatabase(asked, detection.settingsModule);
  const target = await chooseTarget(context, detection, { site, isElsewhere: stage.aws.isElsewhere });
  const { web } = site.stage.functions;
  if (web.hasSnapshot) checkSnapshot({ python: target.target.python, tmpMb: web.tmpMb });
  const [secrets, stack] = await Promise.all([
    readSecrets(stage, context.signal),
    readStack(stage.aws, stackName(stage.names)),
  ]);
  const placed = placesHere({ site, detection, secrets });
  const bundle = await steps.run("bundle", () => bundleApplication(context, site, detection, { placed }));
  const head = headOf(asked, secrets);
  const inputs = await inputsOnAws({ site, detection, bundle, target, secrets });
  const isMade = stage.live?.inputs === inputs || (await findCanary(stage))?.newer.inputs === inputs;
  if (isMade && addressOf(stack?.outputs) !== null && hasDomain(site, stack))
    return { ...head, ...noDifference, data: [], stack: [], idleUsdPerMonth: await costNow(asked) };
  const inspection = await inspectHere(asked, detection, bundle, secrets);
  refuseSqlite(site, inspection.facts);
  const plan = makePlan(inspection.facts, site.stage);
  const isInVpc = resourcesOf(plan, "network").length > 0;
  const choice = chooseDoor(plan, { isInVpc, isElsewhere: stage.aws.isElsewhere });
  const found = { context, site, stage, detection, target, bundle, stack, secrets };
  return diffResultSchema.parse({
    ...head,
    changed: true,
    ...(await compareRelease({ ...found, inspection, plan, choice })),
  });
}

function headOf(
  { site, stage: { live } }: Asked,
  secrets: ReadSecrets,
): Pick<DiffResult, "name" | "stage" | "state" | "release" | "secrets"> {
  return {
    name: site.names.project,
    stage: site.names.stage,
    state: live === undefined ? "never-lifted" : "serving",
    release: live?.release ?? null,
    secrets: live === undefined ? [] : secretsSetSince(secrets, live.createdAt),
  };
}

/** Loads the application on this machine, with the stage's secrets and none of its database. */
function inspectHere(
  { context, site, stage, steps }: Asked,
  detection: Detection,
  bundle: Bundle,
  secrets: ReadSecrets,
): Promise<Inspection> {
  return withTemporary(context.home.cache, async (folder) => {
    const secretKey = secretOf(secrets, secretKeyName) ?? randomWord();
    const provisions = await groundHere(site, secretKey, staticFolderIn(folder));
    const variables = await secretsHere({ site, secrets }, folder);
    return steps.run("inspect", () =>
      inspectApplication(context, site, detection, bundle, {
        release: (stage.live?.release ?? 0) + 1,
        provisions,
        asksDatabase: false,
        secrets: variables,
      }),
    );
  });
}

/** How the release that is live differs from the one that would be made. */
async function compareRelease(lift: Foretold): Promise<Readonly<Record<string, unknown>>> {
  const { stage, site, detection, bundle, inspection, plan } = lift;
  const { live } = stage;
  const before = live === undefined ? undefined : await readFacts(stage, live.release, factsSchema);
  const parts = await partsOf(site, detection, bundle);
  return {
    parts: live === undefined ? null : changedKinds(live.parts, parts),
    // The files of the live release are not on this machine.
    code: null,
    packages: null,
    ...comparePlans(live?.plan ?? noPlan, plan),
    ...compareWithLive(live !== undefined, before, inspection.facts),
    ...(await compareStack(lift)),
    data: dataChanges(lift),
    migrations: await pendingOnAws(lift, before),
    canary: live === undefined ? null : canaryOf(site),
  };
}

function canaryOf({ stage }: Pick<Site, "stage">): DiffResult["canary"] {
  const { canary } = stage.release;
  if (canary === null) return null;
  const { percent, seconds, threshold } = canary;
  return { percent, seconds, threshold };
}

async function compareStack(lift: Foretold): Promise<Pick<DiffResult, "stack" | "idleUsdPerMonth">> {
  const { stage, site, plan } = lift;
  const [deployed, wanted] = await Promise.all([
    readTemplate(stage.aws, stackName(stage.names)),
    foretellStack(lift),
  ]);
  const changes = compareTemplates(deployed, wanted).map(judgeChange);
  return {
    stack: changes.map(({ logicalId, type, action, properties, isReversible, hasDowntime, why }) => ({
      id: logicalId,
      type,
      action,
      properties: [...properties],
      reversible: isReversible,
      downtime: hasDowntime,
      why,
    })),
    idleUsdPerMonth: {
      region: stage.aws.region,
      before: await costBefore(stage, site),
      after: idleUsdPerMonth(stage, {
        plan,
        template: wanted,
        domain: site.stage.domain,
        secretsIn: site.stage.secrets.store === "ssm" ? "ssm" : "secretsmanager",
      }),
    },
  };
}

async function costNow({ stage, site }: Asked): Promise<DiffResult["idleUsdPerMonth"]> {
  const cost = await costBefore(stage, site);
  return { region: stage.aws.region, before: cost, after: cost };
}

async function costBefore(
  stage: AwsStage,
  { stage: { domain } }: Pick<Site, "stage">,
): Promise<number | null> {
  const template = await readTemplate(stage.aws, stackName(stage.names));
  if (stage.live === undefined || template === undefined) return null;
  const secretsIn = secretsOfRelease(stage.live);
  return idleUsdPerMonth(stage, { plan: stage.live.plan, template, domain, secretsIn });
}

/** What is written to another database does not come back with the one before. */
function dataChanges({ stage, site }: Foretold): DiffResult["data"] {
  if (stage.live === undefined) return [];
  const from = engineOf(stage.live) ?? "settings";
  const to = site.stage.database.engine;
  return from === to ? [] : [{ what: "database", from, to, reversible: !isMadeEmpty(to) }];
}
