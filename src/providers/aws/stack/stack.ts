import {
  CloudFormationClient,
  DescribeStacksCommand,
  type Stack,
  type StackStatus,
} from "@aws-sdk/client-cloudformation";
import type { Aws } from "../aws.ts";
import { explainCall, isAbsent } from "./explain-call.ts";
import { digestOutput } from "./seal-template.ts";

/** A stack as CloudFormation describes it. */
export interface StackState {
  /** ARN; another one after it was deleted and made again under the same name. */
  readonly id: string;
  readonly name: string;
  readonly status: StackStatus;
  /** Why it is in that status; empty where AWS says nothing. */
  readonly reason: string;
  readonly outputs: Readonly<Record<string, string>>;
  readonly tags: Readonly<Record<string, string>>;
  /** Digest of the template that it runs; undefined where somebody else has deployed it. */
  readonly digest: string | undefined;
}

/**
 * Asks for a stack; changes nothing.
 *
 * @param name Its name, or its id: a stack that is deleted is found by its id alone, for 90 days.
 * @returns Undefined where there is none.
 * @throws What `explainCall` throws.
 */
export async function readStack(aws: Aws, name: string): Promise<StackState | undefined> {
  return describeStack(aws.client(CloudFormationClient), name).catch((error: unknown) =>
    explainCall(error, { operation: "DescribeStacks", stack: name }),
  );
}

/** The same, with the errors as they come. */
export async function describeStack(
  cloudformation: CloudFormationClient,
  name: string,
  options: { readonly abortSignal?: AbortSignal } = {},
): Promise<StackState | undefined> {
  try {
    const { Stacks = [] } = await cloudformation.send(
      new DescribeStacksCommand({ StackName: name }),
      options,
    );
    const [stack] = Stacks;
    return stack === undefined ? undefined : stateOf(stack);
  } catch (error) {
    if (isAbsent(error)) return undefined;
    throw error;
  }
}

function stateOf({ StackId, StackName, StackStatus, StackStatusReason, Outputs, Tags }: Stack): StackState {
  if (StackId === undefined || StackName === undefined || StackStatus === undefined)
    throw new TypeError("CloudFormation described a stack without id, name or status");
  const { [digestOutput]: digest, ...outputs } = Object.fromEntries(
    (Outputs ?? []).map(({ OutputKey = "", OutputValue = "" }): [string, string] => [OutputKey, OutputValue]),
  );
  return {
    id: StackId,
    name: StackName,
    status: StackStatus,
    reason: StackStatusReason ?? "",
    outputs,
    tags: Object.fromEntries((Tags ?? []).map(({ Key = "", Value = "" }) => [Key, Value])),
    digest,
  };
}
