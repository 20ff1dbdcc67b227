import { CancelUpdateStackCommand, ContinueUpdateRollbackCommand } from "@aws-sdk/client-cloudformation";
import { OperationError, UserError } from "../../../errors.ts";
import { notice } from "../../../words/words.ts";
import type { TagPair } from "../names.ts";
import { beginOperation, isOutOfPlace } from "./begin-operation.ts";
import { removeStack } from "./delete-stack.ts";
import { wasCancelled } from "./operation-failure.ts";
import { ownToken, type Session } from "./session.ts";
import type { StackState } from "./stack.ts";
import { phaseOf } from "./stack-phase.ts";
import { watchOperation, type EndedOperation } from "./watch-operation.ts";

/** What to do about an operation that is under way already. */
export type WhenBusy = "wait" | "cancel";

export interface ReadyOptions {
  /** Tags that the stack must not contradict. */
  readonly tags: readonly TagPair[];
  readonly whenBusy: WhenBusy;
}

/**
 * Brings a stack to where it can be deployed, whatever an interrupted or failed attempt has left: waits for what is under way,
 * brings a rollback to its end, removes what was never made. Nothing in a stack holds data, so all of it may be removed.
 *
 * @returns The stack, `settled` or `blank`; undefined where there is none (any more).
 * @throws {UserError} `STACK_BELONGS_TO_OTHER`
 * @throws {OperationError} `STACK_ROLLBACK_FAILED`, and what `removeStack` and `watchOperation` throw.
 */
export async function makeReady(
  session: Session,
  { tags, whenBusy }: ReadyOptions,
): Promise<StackState | undefined> {
  for (let isFirst = true; ; isFirst = false) {
    const stack = await session.describe();
    if (stack === undefined) return undefined;
    refuseOther(stack, tags);
    switch (phaseOf(stack.status)) {
      case "settled":
      case "blank":
        return stack;
      case "moving":
        await waitForOther(session, stack, isFirst ? whenBusy : "wait");
        break;
      case "half-rolled-back":
        await finishRollback(session, stack);
        break;
      case "failed":
        session.watcher.onNotice(notice("STACK_REMADE", { stack: stack.name, status: stack.status }));
        await removeStack(session, stack);
        break;
      case "gone":
        return undefined;
    }
  }
}

/** Two projects can come to the same name: `a-b` with stage `c`, and `a` with stage `b-c`. */
function refuseOther(stack: StackState, tags: readonly TagPair[]): void {
  const other = tags.find(({ Key, Value }) => (stack.tags[Key] ?? Value) !== Value);
  if (other === undefined) return;
  const { Key: tag, Value: wanted } = other;
  throw new UserError("STACK_BELONGS_TO_OTHER", {
    stack: stack.name,
    tag,
    found: stack.tags[tag] ?? "",
    wanted,
  });
}

/** Waits for an operation that somebody else has begun, or this one before it was interrupted. */
async function waitForOther(session: Session, stack: StackState, whenBusy: WhenBusy): Promise<void> {
  const { id, name, status } = stack;
  // Only an update can be cancelled; it is rolled back then.
  const isCancelled = whenBusy === "cancel" && status === "UPDATE_IN_PROGRESS";
  session.watcher.onNotice(notice("STACK_WAITED_FOR", { stack: name, status, isCancelled }));
  if (isCancelled) await cancelUpdate(session, id);
  await watchOperation(session, { stackId: id, token: undefined });
}

async function cancelUpdate(session: Session, id: string): Promise<void> {
  const command = new CancelUpdateStackCommand({ StackName: id, ClientRequestToken: ownToken() });
  await session
    .call("CancelUpdateStack", (client, options) => client.send(command, options), isOutOfPlace)
    .catch((error: unknown) => {
      // The update has ended in between.
      if (!isOutOfPlace(error)) throw error;
    });
}

/**
 * Brings a rollback to its end: as it is, since what stood in its way may be gone; and only then without the resources that
 * cannot be rolled back.
 */
async function finishRollback(session: Session, stack: StackState): Promise<void> {
  const { name } = stack;
  session.watcher.onNotice(notice("STACK_ROLLBACK_CONTINUED", { stack: name }));
  const again = await continueRollback(session, stack, []);
  if (phaseOf(again.stack.status) !== "half-rolled-back") return;
  const resources = [...againstRollback(again).keys()];
  if (resources.length > 0) {
    session.watcher.onNotice(notice("STACK_ROLLBACK_SKIPPED", { stack: name, resources }));
    const last = await continueRollback(session, stack, resources);
    if (phaseOf(last.stack.status) !== "half-rolled-back") return;
  }
  const detail = [...againstRollback(again)].map(([id, reason]) => `${id}: ${reason}`).join("\n");
  throw new OperationError("STACK_ROLLBACK_FAILED", { stack: name, resources }, { detail });
}

async function continueRollback(
  session: Session,
  { id }: StackState,
  skipped: readonly string[],
): Promise<EndedOperation> {
  const token = await beginOperation(session, {
    operation: "ContinueUpdateRollback",
    stackId: id,
    send: (client, ClientRequestToken, options) =>
      client.send(
        new ContinueUpdateRollbackCommand({
          StackName: id,
          ClientRequestToken,
          ...(skipped.length === 0 ? {} : { ResourcesToSkip: [...skipped] }),
        }),
        options,
      ),
  });
  return watchOperation(session, { stackId: id, token });
}

/** The resources that could not be rolled back, with AWS's reason for each. */
function againstRollback({ events }: EndedOperation): ReadonlyMap<string, string> {
  const failed = events.filter(
    ({ isStack, status, reason }) => !isStack && status === "UPDATE_FAILED" && !wasCancelled(reason),
  );
  return new Map(failed.map(({ logicalId, reason }) => [logicalId, reason]));
}
