import type { Capability } from "@aws-sdk/client-cloudformation";
import type { Aws } from "../aws.ts";
import type { TagPair } from "../names.ts";
import type { Template } from "../template/template.ts";
import { discardChangeSet, executeChangeSet, makeChangeSet } from "./change-set.ts";
import { explainCall, isBusy } from "./explain-call.ts";
import { makeReady, type WhenBusy } from "./make-ready.ts";
import { operationFailure } from "./operation-failure.ts";
import { placeTemplate } from "./place-template.ts";
import { sealTemplate, type SealedTemplate } from "./seal-template.ts";
import { openSession, type Session, type StackWatcher } from "./session.ts";
import type { StackState } from "./stack.ts";
import type { StackChange } from "./stack-change.ts";
import { phaseOf } from "./stack-phase.ts";
import { watchOperation } from "./watch-operation.ts";

/** What a stack is to be. */
export interface DeployRequest {
  readonly name: string;
  readonly template: Template;
  /** Values of the parameters that the template declares. Default: none. */
  readonly parameters?: Readonly<Record<string, string>> | undefined;
  /**
   * Whose it is: a stack of the name whose tags say otherwise is left alone. They have to be the same at each deployment, since
   * CloudFormation passes them on to all that is in the stack.
   */
  readonly tags: readonly TagPair[];
  /** What the template may make. Default: roles whose names AWS chooses. */
  readonly capabilities?: readonly Capability[];
  /** Where a template of more than 51,200 bytes lies on its way, as `templates/DIGEST.json`. */
  readonly templateBucket?: string | undefined;
  /** Default: `wait`. */
  readonly whenBusy?: WhenBusy | undefined;
}

export interface DeployedStack {
  /** Whether anything was changed. */
  readonly changed: boolean;
  readonly outputs: Readonly<Record<string, string>>;
  /** What AWS has changed; empty where nothing was. */
  readonly changes: readonly StackChange[];
}

/** How often an operation of somebody else may come first. */
const mostTurns = 5;

/**
 * Makes a stack what the template says, and waits for the end. The same template again makes no call but one that asks. What
 * an interrupted or failed attempt has left is cleared up before (`makeReady`). A change that fails is rolled back by AWS.
 *
 * @throws What `sealTemplate`, `makeReady`, `explainCall` and `explainFailure` throw: AWS's first reason, said in our words.
 */
export async function deployStack(
  aws: Aws,
  request: DeployRequest,
  watcher: StackWatcher,
): Promise<DeployedStack> {
  const sealed = sealTemplate(request.name, request.template, request.tags, request.parameters);
  const session = openSession(aws, request.name, watcher);
  for (let turns = 1; ; turns += 1) {
    try {
      return await deployOnce(aws, session, request, sealed);
    } catch (error) {
      // Somebody else's operation began between a look and a step.
      if (!isBusy(error)) throw error;
      if (turns === mostTurns) explainCall(error, { operation: "ExecuteChangeSet", stack: request.name });
    }
  }
}

async function deployOnce(
  aws: Aws,
  session: Session,
  request: DeployRequest,
  sealed: SealedTemplate,
): Promise<DeployedStack> {
  const { name, tags, templateBucket, parameters = {} } = request;
  const stack = await makeReady(session, { tags, whenBusy: request.whenBusy ?? "wait" });
  if (stack !== undefined && runs(stack, sealed)) return unchanged(stack);
  const changeSet = await makeChangeSet(session, {
    template: await placeTemplate(aws, name, sealed, templateBucket),
    tags,
    parameters,
    capabilities: request.capabilities ?? ["CAPABILITY_IAM"],
    type: stack === undefined || phaseOf(stack.status) === "blank" ? "CREATE" : "UPDATE",
  });
  if (changeSet.isEmpty) {
    await discardChangeSet(session, changeSet.name);
    return unchanged(stack);
  }
  const token = await executeChangeSet(session, changeSet);
  const changes = new Set(changeSet.changes.map(({ logicalId }) => logicalId));
  const ended = await watchOperation(session, { stackId: changeSet.stackId, token, changes });
  if (!/^(?:CREATE|UPDATE)_COMPLETE$/.test(ended.stack.status)) throw await operationFailure(session, ended);
  return { changed: true, outputs: ended.stack.outputs, changes: changeSet.changes };
}

/** Whether a stack is what the template says; after `UPDATE_FAILED` only a part of it is. */
function runs({ status, digest }: StackState, sealed: SealedTemplate): boolean {
  return phaseOf(status) === "settled" && status !== "UPDATE_FAILED" && digest === sealed.digest;
}

function unchanged(stack: StackState | undefined): DeployedStack {
  return { changed: false, outputs: stack?.outputs ?? {}, changes: [] };
}
