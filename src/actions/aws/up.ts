import type { Bundle } from "../../bundle/bundle.ts";
import { withTemporary } from "../../bundle/temporary.ts";
import { OperationError, UserError } from "../../errors.ts";
import type { Facts } from "../../facts/schema.ts";
import { ownCommand, readAnswer } from "../../frameworks/django/answers.ts";
import type { Detection } from "../../frameworks/framework.ts";
import { makePlan, type Plan } from "../../plan/plan.ts";
import type { Provisions } from "../../plan/provisions.ts";
import { stackName } from "../../providers/aws/names.ts";
import { readStack } from "../../providers/aws/stack/stack.ts";
import type { AwsStage } from "../../providers/aws/stage.ts";
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
import { prepareData, secretsOf, type DataGround } from "./data-step.ts";
import { groundHere, staticFolderIn } from "./local-ground.ts";
import { keepIdentity, openStage } from "./open-stage.ts";
import { releaseOnAws } from "./release.ts";
import type { LambdaPythonChoice } from "../choose-lambda-python.ts";
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
  const detection = await steps.run("detect", () => detectApplication(context, site));
  const target = await chooseTarget(context, detection);
  const bundle = await steps.run("bundle", () => bundleApplication(context, site, detection, options));
  const secrets = (await secretsOf(stage).user.read())?.version ?? null;
  const inputs = hashText(JSON.stringify([await inputsOf(site, detection, bundle), target.target, secrets]));
  const url = stage.live?.inputs === inputs ? await addressOfStage(stage) : null;
  if (stage.live !== undefined && url !== null) {
    const { release } = stage.live;
    return { ...headOf(site), url, browserUrl: url, release, changed: false, steps: [...steps.taken] };
  }
  await keepIdentity(context, site, stage.aws);
  const data = await steps.run("data", () => prepareData(context, site, stage));
  return withTemporary(context.home.cache, async (folder) => {
    const provisions = await groundHere(site, data.secretKey, staticFolderIn(folder));
    const inspection = await steps.run("inspect", () =>
      inspectApplication(context, site, detection, bundle, {
        release: data.release,
        provisions,
        asksDatabase: false,
        secrets: data.variables,
      }),
    );
    const plan = makePlan(inspection.facts, site.stage);
    return releaseOnAws({ ...begun, detection, bundle, inputs, data, inspection, plan, target, provisions });
  });
}

/** What is the same in every answer. */
export function headOf({
  names,
}: Pick<Site, "names">): Pick<Lifted, "stage" | "provider" | "name" | "canary"> {
  return { stage: names.stage, provider: "aws", name: names.project, canary: null };
}

/** Where a stage is asked; null where its door is not open, though a release has passed: somebody was interrupted. */
async function addressOfStage({ aws, names }: AwsStage): Promise<string | null> {
  return addressOf((await readStack(aws, stackName(names)))?.outputs);
}

/** @throws {UserError} `NOT_ON_AWS` for what has a meaning on this machine alone. */
function refuseOptions({ names }: Site, { port, from }: UpOptions): void {
  const { stage } = names;
  if (port !== undefined) throw new UserError("NOT_ON_AWS", { what: "--port", stage });
  if (from !== undefined) throw new UserError("NOT_ON_AWS", { what: "--from", stage });
}
