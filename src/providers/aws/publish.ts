import { GetAccountSettingsCommand, LambdaClient } from "@aws-sdk/client-lambda";
import type { Plan } from "../../plan/plan.ts";
import { hashText } from "../../system/files.ts";
import type { Aws } from "./aws.ts";
import { functionsOf, makeComputeStack, type ComputeStackRequest } from "./compute-stack.ts";
import {
  bucketName,
  functionName,
  logicalId,
  stackName,
  stageTags,
  tagNames,
  type StageNames,
} from "./names.ts";
import type { AwsRelease } from "./releases.ts";
import type { FunctionCode } from "./resources/function.ts";
import { deployStack, type DeployedStack } from "./stack/deploy.ts";
import type { StackWatcher } from "./stack/session.ts";

/** An archive as it lies in the bucket, and what runs it. */
export interface UploadedCode {
  readonly bucket: string;
  readonly key: string;
  /** Digest of its bytes. */
  readonly sha256: string;
  /** `python3.13`. */
  readonly runtime: string;
  readonly architecture: "x86_64" | "arm64";
}

/** Lambda's own client calls this where the exec wrapper is not honoured. */
const handler = "monolift_handler.handler";

/** The code of every function: one archive, and variables that differ by what the function is for. */
export function codeOfFunctions(
  plan: Plan,
  uploaded: UploadedCode,
  environment: Readonly<Record<string, string>>,
): ComputeStackRequest["code"] {
  return Object.fromEntries(
    functionsOf(plan).map((resource): [string, FunctionCode] => {
      const variables =
        resource.name === "manage" ? { ...environment, MONOLIFT_ROLE: "manage" } : environment;
      const { memoryMb, tmpMb, timeoutSeconds } = resource;
      const decides = [uploaded, variables, memoryMb, tmpMb, timeoutSeconds];
      const { bucket, key, runtime, architecture } = uploaded;
      return [
        resource.name,
        {
          bucket,
          key,
          runtime,
          handler,
          architecture,
          environment: variables,
          digest: hashText(JSON.stringify(decides)),
        },
      ];
    }),
  );
}

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

/** What a stack is made with, and who is told how far it is. */
export interface StackRequest extends StackWatcher {
  readonly stack: ComputeStackRequest;
}

/**
 * Brings a stage's stack to what a release needs. Nothing that is served changes by it: a version is published, and `live`
 * leads where it did.
 */
export function deployRelease(aws: Aws, { stack, ...watcher }: StackRequest): Promise<DeployedStack> {
  const names: StageNames = { project: stack.plan.name, stage: stack.plan.stage };
  return deployStack(aws, {
    name: stackName(names),
    template: makeComputeStack(stack),
    tags: [...stageTags(names), { Key: tagNames.release, Value: String(stack.release) }],
    templateBucket: bucketName(names, "files", aws),
    ...watcher,
  });
}

/** Sandboxes that an account has to leave to all functions together. */
const unreserved = 100;

/**
 * How many sandboxes a function may set aside; null where the account is too small for that, as new ones are.
 * @see https://docs.aws.amazon.com/lambda/latest/dg/configuration-concurrency.html#configuring-concurrency-reserved
 */
export async function reservableConcurrency(aws: Aws): Promise<number | null> {
  const { AccountLimit } = await aws.client(LambdaClient).send(new GetAccountSettingsCommand({}));
  const free = (AccountLimit?.UnreservedConcurrentExecutions ?? 0) - unreserved;
  return free > 0 ? free : null;
}
