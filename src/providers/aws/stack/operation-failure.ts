import { OperationError, type MonoliftError } from "../../../errors.ts";
import type { StackEvent } from "./events.ts";
import { explainFailure } from "./explain-failure.ts";
import { inspectionFailure } from "./inspection.ts";
import type { Session } from "./session.ts";
import type { EndedOperation } from "./watch-operation.ts";

/**
 * Why an operation has failed: the first resource's reason. Those after it fail because of it, or are cancelled, and the
 * stack itself only counts them.
 */
export async function operationFailure(
  session: Session,
  { stack, events }: EndedOperation,
): Promise<MonoliftError> {
  const { name } = session;
  if (events.some(({ isInspection }) => isInspection))
    return inspectionFailure(session, { StackName: stack.id }, stack.reason);
  const first = firstFailed(events);
  if (first !== undefined) {
    const { logicalId, type, reason } = first;
    return explainFailure({ stack: name, resource: logicalId, type, property: null, reason });
  }
  if (
    events.some(({ isStack, status, reason }) => isStack && isRollback(status) && reason === "User Initiated")
  )
    return new OperationError("STACK_CANCELLED", { stack: name });
  const own = events.find(({ isStack, status }) => isStack && status.endsWith("_FAILED"));
  const reason = own?.reason ?? stack.reason;
  return explainFailure({ stack: name, resource: null, type: null, property: null, reason });
}

const isRollback = (status: string): boolean => status === "UPDATE_ROLLBACK_IN_PROGRESS";

/** Neither what was cancelled on account of another, nor what could not be cleaned up, is why an operation failed. */
function firstFailed(events: readonly StackEvent[]): StackEvent | undefined {
  return events.find(
    ({ isStack, status, reason }) =>
      !isStack && /^(?:CREATE|UPDATE|IMPORT)_FAILED$/.test(status) && !wasCancelled(reason),
  );
}

/** Whether a resource has only been stopped, on account of another. */
export function wasCancelled(reason: string): boolean {
  return /cancell?ed\.?$/i.test(reason);
}

/** The resources that an operation could not remove, with AWS's reason for each. */
export function undeleted(events: readonly StackEvent[]): ReadonlyMap<string, string> {
  const failed = events.filter(({ isStack, status }) => !isStack && status === "DELETE_FAILED");
  return new Map(failed.map(({ logicalId, reason }) => [logicalId, reason]));
}
