import { DeleteStackCommand } from "@aws-sdk/client-cloudformation";
import { OperationError } from "../../../errors.ts";
import { notice } from "../../../words/words.ts";
import type { Aws } from "../aws.ts";
import { beginOperation } from "./begin-operation.ts";
import { undeleted } from "./operation-failure.ts";
import { openSession, type Session, type StackWatcher } from "./session.ts";
import type { StackState } from "./stack.ts";
import { phaseOf } from "./stack-phase.ts";
import { watchOperation } from "./watch-operation.ts";

/**
 * Deletes a stack with all that it has made, but for what its template retains, and waits for the end. What is under way is
 * waited for first. A stack that is not there is no error.
 *
 * @returns Whether there was one.
 * @throws {OperationError} `STACK_DELETE_FAILED` with the resources that could not be removed.
 */
export async function deleteStack(aws: Aws, name: string, watcher: StackWatcher): Promise<boolean> {
  const session = openSession(aws, name, watcher);
  const stack = await session.describe();
  if (stack === undefined) return false;
  await removeStack(session, stack);
  return true;
}

/** What AWS says of a resource that is not there: nothing is left of it that could be removed. */
const goneAlready = /not ?found|does not exist|NoSuch/i;

/** The same for a stack that was described already, by its id: another one under its name is another stack. */
export async function removeStack(session: Session, { id, name, status }: StackState): Promise<void> {
  if (phaseOf(status) === "moving") {
    if (status !== "DELETE_IN_PROGRESS")
      session.watcher.onNotice(notice("STACK_WAITED_FOR", { stack: name, status, isCancelled: false }));
    const { stack } = await watchOperation(session, { stackId: id, token: undefined });
    if (phaseOf(stack.status) === "gone") return;
  }
  let left = await tryToDelete(session, id, []);
  // Much that cannot be removed at once can be a moment later: an interface that a function has just let go of.
  if (left.size > 0) left = await tryToDelete(session, id, []);
  const gone = [...left].filter(([, reason]) => goneAlready.test(reason)).map(([resource]) => resource);
  if (gone.length > 0) left = await tryToDelete(session, id, gone);
  if (left.size === 0) return;
  const detail = [...left].map(([resource, reason]) => `${resource}: ${reason}`).join("\n");
  throw new OperationError("STACK_DELETE_FAILED", { stack: name, resources: [...left.keys()] }, { detail });
}

/**
 * @param retained Resources that CloudFormation is to forget; only where an attempt to delete them has failed.
 * @returns What could not be removed, with AWS's reason for each.
 */
async function tryToDelete(
  session: Session,
  id: string,
  retained: readonly string[],
): Promise<ReadonlyMap<string, string>> {
  const token = await beginOperation(session, {
    operation: "DeleteStack",
    stackId: id,
    send: (client, ClientRequestToken, options) =>
      client.send(
        new DeleteStackCommand({
          StackName: id,
          ClientRequestToken,
          ...(retained.length === 0 ? {} : { RetainResources: [...retained] }),
        }),
        options,
      ),
  });
  const { stack, events } = await watchOperation(session, { stackId: id, token });
  if (phaseOf(stack.status) === "gone") return new Map();
  const left = undeleted(events);
  return left.size > 0 ? left : new Map([[stack.name, stack.reason]]);
}
