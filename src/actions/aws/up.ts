import { withTemporary } from "../../bundle/temporary.ts";
import { UserError } from "../../errors.ts";
import type { Facts } from "../../facts/schema.ts";
import { makePlan } from "../../plan/plan.ts";
import { resourcesOf } from "../../plan/resources.ts";
import { stackName } from "../../providers/aws/names.ts";
import { chooseDoor } from "../../providers/aws/doors/choose-door.ts";
import { doorNotices } from "../../providers/aws/doors/door-notices.ts";
import { checkSnapshot, snapshotNotice } from "../../providers/aws/functions/snapshot.ts";
import { doorOutputs } from "../../providers/aws/resources/door.ts";
import { readStack, type StackState } from "../../providers/aws/stack/stack.ts";
import { secretKeyName } from "../../providers/secrets/names.ts";
import { hashText } from "../../system/files.ts";
import { bundleApplication, detectApplication, inputsOf, inspectApplication } from "../application.ts";
import type { ActionContext } from "../context.ts";
import type { Site } from "../site.ts";
import { createSteps } from "../steps.ts";
import type { UpOptions } from "../up.ts";
import { addressOf } from "./address.ts";
import { prepareData } from "./data-step.ts";
import { groundHere, staticFolderIn } from "./local-ground.ts";
import { headOf, type AwsLift, type Lifted } from "./lift.ts";
import { keepIdentity, openStage } from "./open-stage.ts";
import { releaseOnAws } from "./release.ts";
import { placesHere, secretsHere } from "./secret-files.ts";
import { randomWord, readSecrets, secretOf } from "./stage-secrets.ts";
import { chooseTarget } from "./target-step.ts";

/**
 * Lifts the application to a stage on AWS: data, static files, stack, boot, migrate, health, switch, door. A step that fails
 * leaves the release before it serving. Where nothing has changed, nothing is written.
 *
 * @throws {UserError} With the step's own code; the step is told as `failed` before.
 */
export async function liftToAws(context: ActionContext, site: Site, options: UpOptions): Promise<Lifted> {
  refuseOptions(site, options);
  const steps = createSteps(context);
  const stage = await steps.run("account", async () => {
    const found = await openStage(context, site.stage);
    const { account, region } = found.aws;
    return { value: found, facts: { account, region } };
  });
  try {
    return await liftStage({ context, site, stage, steps, options });
  } finally {
    stage.aws.close();
  }
}

async function liftStage(
  begun: Pick<AwsLift, "context" | "site" | "stage" | "steps" | "options">,
): Promise<Lifted> {
  const { context, site, stage, steps, options } = begun;
  const detection = await steps.run("detect", () => detectApplication(context, site));
  const target = await chooseTarget(context, detection, { site, stage });
  const { web } = site.stage.functions;
  if (web.hasSnapshot) checkSnapshot({ python: target.target.python, tmpMb: web.tmpMb });
  const [secrets, stack] = await Promise.all([
    readSecrets(stage, context.signal),
    readStack(stage.aws, stackName(stage.names)),
  ]);
  const placed = placesHere({ site, detection, secrets });
  const bundle = await steps.run("bundle", () =>
    bundleApplication(context, site, detection, { ...options, placed }),
  );
  const decides = [await inputsOf(site, detection, bundle), target.target, secrets.user?.version ?? null];
  const inputs = hashText(JSON.stringify(decides));
  const url = addressOf(stack?.outputs);
  if (stage.live?.inputs === inputs && url !== null && hasDomain(site, stack)) {
    const { release } = stage.live;
    return { ...headOf(site), url, browserUrl: url, release, changed: false, steps: [...steps.taken] };
  }
  await keepIdentity(context, site, stage.aws);
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
    if (web.hasSnapshot) context.tell({ type: "notice", notice: snapshotNotice(web.memoryMb) });
    const wishes = { site, stage, stack, plan, choice, secrets };
    const data = await steps.run("data", () => prepareData(context, wishes));
    const made = { ...begun, detection, bundle, inputs, data, inspection, plan, target, provisions };
    return releaseOnAws({ ...made, choice, stack, secrets, secretsHere: variables });
  });
}

/** @throws {UserError} `SQLITE_NOT_ON_AWS`: what is written to a sandbox's disk is gone with it. */
function refuseSqlite({ stage }: Pick<Site, "stage">, { settingsAtRisk }: Facts): void {
  const sqlite = settingsAtRisk.find(({ risk }) => risk === "sqlite");
  if (stage.database.engine === "settings" && sqlite !== undefined)
    throw new UserError("SQLITE_NOT_ON_AWS", { file: sqlite.found });
}

/** Whether the door answers to the domain that the file names; it does not while its certificate is waited for. */
function hasDomain({ stage }: Pick<Site, "stage">, stack: StackState | undefined): boolean {
  return (stack?.outputs[doorOutputs.domain] ?? null) === stage.domain;
}

/** @throws {UserError} `NOT_ON_AWS` for what has a meaning on this machine alone. */
function refuseOptions({ names }: Site, { port, from }: UpOptions): void {
  const { stage } = names;
  if (port !== undefined) throw new UserError("NOT_ON_AWS", { what: "--port", stage });
  if (from !== undefined) throw new UserError("NOT_ON_AWS", { what: "--from", stage });
}
