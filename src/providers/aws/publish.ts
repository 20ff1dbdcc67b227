import { GetAccountSettingsCommand, LambdaClient } from "@aws-sdk/client-lambda";
import type { Plan } from "../../plan/plan.ts";
import type { Aws } from "./aws.ts";
import {
  computeStackParameters,
  functionsOf,
  makeComputeStack,
  type ComputeStackRequest,
} from "./compute-stack.ts";
import { bucketName, functionName, logicalId, stackName, stageTags, type StageNames } from "./names.ts";
import type { AwsRelease } from "./releases.ts";
import { deployStack, type DeployedStack } from "./stack/deploy-stack.ts";
import type { StackWatcher } from "./stack/session.ts";

/** The versions that a stack has published, as its outputs name them. */
export function versionsOf(
  plan: Plan,
  names: StageNames,
  outputs: Readonly<Record<string, string>>,
): AwsRelease["functions"] {
  return functionsOf(plan).map(({ id, name, memoryMb, timeoutSeconds, concurrency }) => {
    const version = outputs[`${logicalId(id)}Version`];
    if (version === undefined) throw new TypeError(`the stack says no version of ${name}`);
    return { name, functionName: functionName(names, name), version, memoryMb, timeoutSeconds, concurrency };
  });
}

/**
 * Brings a stage's stack to what a release needs. Nothing that is served changes by it: a version is published, and `live`
 * leads where it did.
 */
export function deployRelease(
  aws: Aws,
  stack: ComputeStackRequest,
  watcher: StackWatcher,
): Promise<DeployedStack> {
  const names: StageNames = { project: stack.plan.name, stage: stack.plan.stage };
  return deployStack(
    aws,
    {
      name: stackName(names),
      template: makeComputeStack(stack),
      parameters: computeStackParameters(stack),
      tags: stageTags(names),
      templateBucket: bucketName(names, "files", aws),
    },
    watcher,
  );
}

/** Sandboxes that an account has to leave to all functions together. */
const unreserved = 100;

/** What an account allows all functions of a Region together, in requests at a time. */
export interface AccountConcurrency {
  /** New accounts begin with 10; 1,000 is usual. Null where Lambda does not say. */
  readonly limit: number | null;
  /** What no function has set aside. */
  readonly unreserved: number;
}

/** Asks for the limits of the account. @see https://docs.aws.amazon.com/lambda/latest/api/API_GetAccountSettings.html */
export async function readConcurrency(aws: Aws): Promise<AccountConcurrency> {
  const { AccountLimit } = await aws.client(LambdaClient).send(new GetAccountSettingsCommand({}));
  return {
    limit: AccountLimit?.ConcurrentExecutions ?? null,
    unreserved: AccountLimit?.UnreservedConcurrentExecutions ?? 0,
  };
}

/**
 * How many sandboxes a function may set aside; null where the account is too small for that, as new ones are.
 * @see https://docs.aws.amazon.com/lambda/latest/dg/configuration-concurrency.html#configuring-concurrency-reserved
 */
export async function reservableConcurrency(aws: Aws): Promise<number | null> {
  const free = (await readConcurrency(aws)).unreserved - unreserved;
  return free > 0 ? free : null;
}
