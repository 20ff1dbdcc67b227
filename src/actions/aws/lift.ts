import type { Bundle } from "../../bundle/bundle.ts";
import type { Detection } from "../../frameworks/framework.ts";
import type { Plan } from "../../plan/plan.ts";
import type { Provisions } from "../../plan/provisions.ts";
import type { FoundCanary } from "../../providers/aws/canary/find-canary.ts";
import type { DoorChoice } from "../../providers/aws/doors/choose-door.ts";
import type { StackState } from "../../providers/aws/stack/stack.ts";
import type { AwsStage } from "../../providers/aws/stage.ts";
import type { Inspection } from "../application.ts";
import type { LambdaPythonChoice } from "../choose-lambda-python.ts";
import type { ActionContext } from "../context.ts";
import type { UpResult } from "../results.ts";
import type { Site } from "../site.ts";
import type { Steps } from "../steps.ts";
import type { UpOptions } from "../up.ts";
import type { DataGround } from "./data-step.ts";
import type { AwsRowSource } from "./row-source.ts";
import type { ReadSecrets } from "./stage-secrets.ts";

/** What `up` answers, but for what it collects around it. */
export type Lifted = Omit<UpResult, "expiresAt" | "notices">;

/** What `up` has come to while it alone could change the stage. */
export interface Outcome {
  readonly lifted: Lifted;
  /** The release is tried on a share of the requests, which is watched while others may change the stage; null for all. */
  readonly tried: FoundCanary | null;
}

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
  /** The same for a process on this machine. */
  readonly secretsHere: Readonly<Record<string, string>>;
  /** What the stage begins with; undefined for what it has. */
  readonly rows: AwsRowSource | undefined;
}

/** What is the same in every answer. */
export function headOf({
  names,
}: Pick<Site, "names">): Pick<Lifted, "stage" | "provider" | "name" | "canary"> {
  return { stage: names.stage, provider: "aws", name: names.project, canary: null };
}
