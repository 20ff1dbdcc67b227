import { withTemporary } from "../../bundle/temporary.ts";
import { UserError } from "../../errors.ts";
import type { Facts } from "../../facts/schema.ts";
import { makePlan } from "../../plan/plan.ts";
import { resourcesOf } from "../../plan/resources.ts";
import { findCanary } from "../../providers/aws/canary/find-canary.ts";
import { stackName } from "../../providers/aws/names.ts";
import { chooseDoor } from "../../providers/aws/doors/choose-door.ts";
import { doorNotices } from "../../providers/aws/doors/door-notices.ts";
import { explainAwsError } from "../../providers/aws/explain-error.ts";
import { checkSnapshot, snapshotNotice } from "../../providers/aws/functions/snapshot.ts";
import { doorOutputs } from "../../providers/aws/resources/door.ts";
import { hasRowsOfAnother } from "../../providers/aws/restore-points.ts";
import { readStack, type StackState } from "../../providers/aws/stack/stack.ts";
import { readStage, type AwsStage } from "../../providers/aws/stage.ts";
import { secretKeyName } from "../../providers/secrets/names.ts";
import { bundleApplication, detectApplication, inspectApplication } from "../application.ts";
import type { ActionContext } from "../context.ts";
import { withProjectLock } from "../locked.ts";
import type { Site } from "../site.ts";
import { createSteps } from "../steps.ts";
import type { UpOptions } from "../up.ts";
import { addressOf } from "./address.ts";
import { sayTried } from "./canary-step.ts";
import { copySecretsOnAws } from "./copy-secrets.ts";
import { ensureBuckets, prepareData } from "./data-step.ts";
import { enginesWithPoints } from "./database.ts";
import { groundHere, staticFolderIn } from "./local-ground.ts";
import { refuseEmptyDatabase } from "./identity.ts";
import { inputsOnAws } from "./inputs.ts";
import { headOf, type AwsLift, type Lifted, type Outcome } from "./lift.ts";
import { keepIdentity, openStage } from "./open-stage.ts";
import { releaseOnAws } from "./release.ts";
import { readAwsRowSource, refuseOwnData } from "./row-source.ts";
import { withStageLock } from "./stage-lock.ts";
import { placesHere, secretsHere } from "./secret-files.ts";
import { randomWord, readSecrets, secretOf, settleSecrets, type ReadSecrets } from "./stage-secrets.ts";
import { chooseTarget } from "./target-step.ts";
import { watchTried } from "./watch-tried.ts";

/** What `up` answers in the end; while it waits for that, others may change the stage. */
export type Finish = () => Promise<Lifted>;

/**
 * Lifts the application to a stage on AWS: data, static files, stack, boot, migrate, health, switch, door. A step that fails
 * leaves the release before it serving. Where nothing has changed, nothing is written.
 *
 * @returns What watches a release that is tried on a share of the requests; where none is, it has nothing to do.
 * @throws {UserError} `STAGE_LOCKED`, or with the step's own code; the step is told as `failed` before.
 */
export async function liftToAws(context: ActionContext, site: Site, options: UpOptions): Promise<Finish> {
  refuseOptions(site, options);
  const steps = createSteps(context);
  const stage = await steps.run("account", async () => {
    const found = await openStage(context, site.stage);
    const { account, region } = found.aws;
    return { value: found, facts: { account, region } };
  });
  try {
    const { lifted, tried } = await liftStage({ context, site, stage, steps, options });
    return async () => {
      if (tried !== null) await watchTried(context, { site, steps }, tried);
      return { ...lifted, steps: [...steps.taken] };
    };
  } catch (error) {
    throw explainAwsError(error, stage.aws);
  } finally {
    stage.aws.close();
  }
}

type Begun = Pick<AwsLift, "context" | "site" | "stage" | "steps" | "options">;

async function liftStage(begun: Begun): Promise<Outcome> {
  const { context, site, stage, steps, options } = begun;
  const rows = await readAwsRowSource(context, site, stage, options.from);
  const detection = await steps.run("detect", () => detectApplication(context, site));
  if (options.newEmpty !== true)
    await refuseEmptyDatabase({ context, site, stage }, detection.settingsModule);
  const target = await chooseTarget(context, detection, { site, isElsewhere: stage.aws.isElsewhere });
  const { web } = site.stage.functions;
  if (web.hasSnapshot) checkSnapshot({ python: target.target.python, tmpMb: web.tmpMb });
  if (rows?.kind === "stage") await copySecretsOnAws(context, stage, rows.stage);
  const secrets = await readSecrets(stage, context.signal);
  const placed = placesHere({ site, detection, secrets });
  const bundle = await steps.run("bundle", () =>
    bundleApplication(context, site, detection, { ...options, placed }),
  );
  const known = { ...begun, detection, target, bundle, rows };
  const found = await lookAt(known, stage, secrets);
  if (found.made !== undefined) return found.made;
  await keepPlace(begun);
  // What two machines must not do at one time needs a place where they meet.
  await ensureBuckets(stage, found.stack?.outputs, context.signal);
  const lock = { verb: "up", isAloneHere: true, breaks: options.breaksLock } as const;
  return withStageLock(context, stage, lock, async () => {
    // Another machine may have lifted it until now.
    const stageNow = await readStage(stage.aws, stage.names, stage.secretsIn);
    await settleSecrets(context, stageNow);
    if (rows?.kind === "stage") await refuseOwnData(stageNow, rows.stage);
    const now = await lookAt(known, stageNow, await readSecrets(stageNow, context.signal));
    return now.made ?? prepareRelease({ ...known, ...now });
  });
}

/** A stage as it is found, and what `up` has come to where the code is served already, or tried. */
interface Looked extends Pick<AwsLift, "stage" | "secrets" | "stack" | "inputs"> {
  readonly made: Outcome | undefined;
}

async function lookAt(
  {
    context,
    site,
    detection,
    bundle,
    target,
    rows,
  }: Begun & Pick<AwsLift, "target" | "detection" | "bundle" | "rows">,
  stage: AwsStage,
  secrets: ReadSecrets,
): Promise<Looked> {
  const stack = await readStack(stage.aws, stackName(stage.names));
  const inputs = await inputsOnAws({ site, detection, bundle, target, secrets });
  const url = addressOf(stack?.outputs);
  const looked = { stage, secrets, stack, inputs };
  if (url === null || rows !== undefined || (await isRestored(site, stage)))
    return { ...looked, made: undefined };
  const answer = (release: number, changed: boolean): Lifted => ({
    ...headOf(site),
    url,
    browserUrl: url,
    release,
    changed,
    steps: [],
  });
  if (stage.live?.inputs === inputs && hasDomain(site, stack)) {
    await sayTried(context, stage);
    return { ...looked, made: { lifted: answer(stage.live.release, false), tried: null } };
  }
  const tried = await findCanary(stage);
  if (tried?.newer.inputs !== inputs || !hasDomain(site, stack)) return { ...looked, made: undefined };
  return { ...looked, made: { lifted: answer(tried.newer.release, true), tried } };
}

async function prepareRelease(
  known: Begun & Pick<AwsLift, "detection" | "target" | "bundle" | "rows" | "secrets" | "stack" | "inputs">,
): Promise<Outcome> {
  const { context, site, stage, steps, detection, bundle, rows, secrets, stack } = known;
  return withTemporary(context.home.cache, async (folder) => {
    const secretKey = secretOf(secrets, secretKeyName) ?? randomWord();
    const provisions = await groundHere(site, secretKey, staticFolderIn(folder));
    const variables = await secretsHere({ site, secrets }, folder);
    const inspection = await steps.run("inspect", () =>
      inspectApplication(context, site, detection, bundle, {
        release: (stage.live?.release ?? 0) + 1,
        provisions,
        asksDatabase: false,
        secrets: variables,
      }),
    );
    refuseSqlite(site, inspection.facts);
    const plan = makePlan(inspection.facts, site.stage);
    const isInVpc = resourcesOf(plan, "network").length > 0;
    const choice = chooseDoor(plan, { isInVpc, isElsewhere: stage.aws.isElsewhere });
    for (const said of doorNotices(choice, plan)) context.tell({ type: "notice", notice: said });
    const { web } = site.stage.functions;
    if (web.hasSnapshot) context.tell({ type: "notice", notice: snapshotNotice(web.memoryMb) });
    const copyOf = rows?.kind === "stage" ? rows.stage : undefined;
    const isNewEmpty = known.options.newEmpty === true;
    const wishes = { site, stage, stack, plan, choice, secrets, copyOf, isNewEmpty };
    const data = await steps.run("data", () => prepareData(context, wishes));
    return releaseOnAws({ ...known, data, inspection, plan, provisions, choice, secretsHere: variables });
  });
}

/** Whether a restore has brought rows of another release, which have to be migrated although nothing else has changed. */
async function isRestored({ stage: wished }: Pick<Site, "stage">, stage: AwsStage): Promise<boolean> {
  if (stage.live === undefined || !enginesWithPoints.has(wished.database.engine)) return false;
  return hasRowsOfAnother(stage, stage.live.release);
}

/** @throws {UserError} `SQLITE_NOT_ON_AWS`: what is written to a sandbox's disk is gone with it. */
export function refuseSqlite({ stage }: Pick<Site, "stage">, { settingsAtRisk }: Facts): void {
  const sqlite = settingsAtRisk.find(({ risk }) => risk === "sqlite");
  if (stage.database.engine === "settings" && sqlite !== undefined)
    throw new UserError("SQLITE_NOT_ON_AWS", { file: sqlite.found });
}

/** Stages of one table may be lifted side by side: one after the other writes to the file. */
async function keepPlace({ context, site, stage }: Begun): Promise<void> {
  if (site.stage.account !== null && site.stage.region !== null) return;
  await withProjectLock(context, site.project, () => keepIdentity(context, site, stage.aws));
}

/** Whether the door answers to the domain that the file names; it does not while its certificate is waited for. */
export function hasDomain({ stage }: Pick<Site, "stage">, stack: StackState | undefined): boolean {
  return (stack?.outputs[doorOutputs.domain] ?? null) === stage.domain;
}

/** @throws {UserError} `NOT_ON_AWS` for what has a meaning on this machine alone. */
function refuseOptions({ names }: Site, { port }: UpOptions): void {
  const { stage } = names;
  if (port !== undefined) throw new UserError("NOT_ON_AWS", { what: "--port", stage });
}
