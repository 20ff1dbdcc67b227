import type { Bundle } from "../../bundle/bundle.ts";
import { withTemporary } from "../../bundle/temporary.ts";
import { OperationError, UserError } from "../../errors.ts";
import type { Facts } from "../../facts/schema.ts";
import { ownCommand, readAnswer } from "../../frameworks/django/answers.ts";
import type { Detection } from "../../frameworks/framework.ts";
import { makePlan, type Plan } from "../../plan/plan.ts";
import type { Provisions } from "../../plan/provisions.ts";
import { resourcesOf } from "../../plan/resources.ts";
import { stackName } from "../../providers/aws/names.ts";
import { chooseDoor, type DoorChoice } from "../../providers/aws/doors/choose-door.ts";
import { doorNotices } from "../../providers/aws/doors/door-notices.ts";
import { doorOutputs } from "../../providers/aws/resources/door.ts";
import { hasRowsOfAnother } from "../../providers/aws/restore-points.ts";
import { readStack, type StackState } from "../../providers/aws/stack/stack.ts";
import type { AwsStage } from "../../providers/aws/stage.ts";
import { secretKeyName } from "../../providers/secrets/names.ts";
import { hashText } from "../../system/files.ts";
import {
  bundleApplication,
  detectApplication,
  inputsOf,
  inspectApplication,
  partsOf,
  type Inspection,
} from "../application.ts";
import type { ActionContext } from "../context.ts";
import type { UpResult } from "../results.ts";
import type { Site } from "../site.ts";
import { createSteps, type Steps } from "../steps.ts";
import type { UpOptions } from "../up.ts";
import { addressOf } from "./address.ts";
import { prepareData, type DataGround } from "./data-step.ts";
import { copySecretsOnAws } from "./copy-secrets.ts";
import { enginesWithPoints } from "./database.ts";
import { groundHere, staticFolderIn } from "./local-ground.ts";
import { keepIdentity, openStage } from "./open-stage.ts";
import { releaseOnAws } from "./release.ts";
import { readAwsRowSource, type AwsRowSource } from "./row-source.ts";
import type { LambdaPythonChoice } from "../choose-lambda-python.ts";
import { randomWord, readSecrets, secretOf, secretVariables, type ReadSecrets } from "./stage-secrets.ts";
import { chooseTarget } from "./target-step.ts";

export type Lifted = Omit<UpResult, "expiresAt" | "notices">;

/** What is known of a new release on AWS before anything is made for it. */
export interface AwsLift {
  readonly context: ActionContext;
  readonly site: Site;
  readonly stage: AwsStage;
  readonly steps: Steps;
  readonly options: UpOptions;
  readonly detection: Detection;
  /** For this machine: what is inspected, and what collects static files. */
  readonly bundle: Bundle;
  readonly inputs: string;
  readonly data: DataGround;
  readonly inspection: Inspection;
  readonly plan: Plan;
  /** The machines of Lambda that it is packed for. */
  readonly target: LambdaPythonChoice;
  /** What this machine gives to the application while it is looked at. */
  readonly provisions: Provisions;
  readonly choice: DoorChoice;
  /** The stack as it was found. */
  readonly stack: StackState | undefined;
  readonly secrets: ReadSecrets;
  readonly rows: AwsRowSource | undefined;
}

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
  const rows = await readAwsRowSource(context, site, stage, options.from);
  const detection = await steps.run("detect", () => detectApplication(context, site));
  const target = await chooseTarget(context, detection);
  const bundle = await steps.run("bundle", () => bundleApplication(context, site, detection, options));
  if (rows?.kind === "stage") await copySecretsOnAws(context, stage, rows.stage);
  const [secrets, stack] = await Promise.all([
    readSecrets(stage, context.signal),
    readStack(stage.aws, stackName(stage.names)),
  ]);
  const decides = [await inputsOf(site, detection, bundle), target.target, secrets.user?.version ?? null];
  const inputs = hashText(JSON.stringify(decides));
  const url = addressOf(stack?.outputs);
  const isSame = stage.live?.inputs === inputs && url !== null && hasDomain(site, stack);
  if (isSame && rows === undefined && !(await isRestored(site, stage))) {
    const { release } = stage.live;
    return { ...headOf(site), url, browserUrl: url, release, changed: false, steps: [...steps.taken] };
  }
  await keepIdentity(context, site, stage.aws);
  return withTemporary(context.home.cache, async (folder) => {
    const secretKey = secretOf(secrets, secretKeyName) ?? randomWord();
    const provisions = await groundHere(site, secretKey, staticFolderIn(folder));
    const inspection = await steps.run("inspect", () =>
      inspectApplication(context, site, detection, bundle, {
        release: (stage.live?.release ?? 0) + 1,
        provisions,
        asksDatabase: false,
        secrets: secretVariables(secrets),
      }),
    );
    const plan = makePlan(inspection.facts, site.stage);
    const isInVpc = resourcesOf(plan, "network").length > 0;
    const choice = chooseDoor(plan, { isInVpc, isElsewhere: stage.aws.isElsewhere });
    for (const said of doorNotices(choice, plan)) context.tell({ type: "notice", notice: said });
    const copyOf = rows?.kind === "stage" ? rows.stage : undefined;
    const isNewEmpty = options.newEmpty === true;
    const wishes = { site, stage, stack, plan, choice, secrets, copyOf, isNewEmpty };
    const data = await steps.run("data", () => prepareData(context, wishes));
    const made = { ...begun, detection, bundle, inputs, data, inspection, plan, target, provisions };
    return releaseOnAws({ ...made, choice, stack, secrets, rows });
  });
}

/** Whether a restore has brought rows of another release, which have to be migrated although nothing else has changed. */
async function isRestored({ stage: wished }: Pick<Site, "stage">, stage: AwsStage): Promise<boolean> {
  if (stage.live === undefined || !enginesWithPoints.has(wished.database.engine)) return false;
  return hasRowsOfAnother(stage, stage.live.release);
}

/** Whether the door answers to the domain that the file names; it does not while its certificate is waited for. */
function hasDomain({ stage }: Pick<Site, "stage">, stack: StackState | undefined): boolean {
  return (stack?.outputs[doorOutputs.domain] ?? null) === stage.domain;
}

/** What is the same in every answer. */
export function headOf({
  names,
}: Pick<Site, "names">): Pick<Lifted, "stage" | "provider" | "name" | "canary"> {
  return { stage: names.stage, provider: "aws", name: names.project, canary: null };
}

/** @throws {UserError} `NOT_ON_AWS` for what has a meaning on this machine alone. */
function refuseOptions({ names }: Site, { port }: UpOptions): void {
  const { stage } = names;
  if (port !== undefined) throw new UserError("NOT_ON_AWS", { what: "--port", stage });
}
