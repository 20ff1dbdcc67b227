import { OperationError } from "../../../errors.ts";
import { followEvents, isEnd, type StackEvent } from "./events.ts";
import { growingPauses } from "./pauses.ts";
import type { Session } from "./session.ts";
import type { StackState } from "./stack.ts";
import { phaseOf } from "./stack-phase.ts";

/** An operation that was begun, or found under way. */
export interface Operation {
  readonly stackId: string;
  /** Of the request that began it; undefined for the one that is under way, whoever began it. */
  readonly token: string | undefined;
  /** Resources that it changes; others are not told of. Undefined where nobody has asked what it changes. */
  readonly changes?: ReadonlySet<string> | undefined;
}

/** How an operation has ended. */
export interface EndedOperation {
  readonly stack: StackState;
  /** All that happened, oldest first. */
  readonly events: readonly StackEvent[];
}

/**
 * Waits for the end of an operation and tells each resource's progress: each status of a resource once, though AWS repeats some.
 *
 * @throws {OperationError} `STACK_STUCK` after an hour without news, `STACK_CHANGED_MEANWHILE` where the stack is no longer known.
 */
export async function watchOperation(session: Session, operation: Operation): Promise<EndedOperation> {
  session.begin();
  const { stackId, token } = operation;
  const feed = followEvents(session, stackId, token);
  const teller = createTeller(session, operation);
  const pauses = growingPauses(session.isElsewhere);
  const events: StackEvent[] = [];
  for (let last = ""; ;) {
    // The status first: what happened before it is among the events then.
    const stack = await session.describe(stackId);
    if (stack === undefined) throw new OperationError("STACK_CHANGED_MEANWHILE", { stack: session.name });
    const fresh = await feed.next();
    events.push(...fresh);
    fresh.forEach(teller);
    if (phaseOf(stack.status) !== "moving" && (token === undefined || isOver(events, stack)))
      return { stack, events };
    if (fresh.length > 0 || stack.status !== last) pauses.restart();
    last = stack.status;
    if (pauses.areEnough()) throw stuck(session, stack, events);
    await session.wait(pauses.next());
  }
}

/** The description of a stack may be older than the operation: only its own last event says that it is over. */
function isOver(events: readonly StackEvent[], { status }: StackState): boolean {
  const last = events.at(-1);
  return last !== undefined && isEnd(last) && last.status === status;
}

function createTeller(session: Session, { changes }: Operation): (event: StackEvent) => void {
  const statuses = new Map<string, string>();
  const finished = new Set<string>();
  return ({ logicalId, type, status, reason, isStack }) => {
    // The way back is counted anew.
    if (isStack && status.endsWith("ROLLBACK_IN_PROGRESS")) finished.clear();
    const isWanted = changes === undefined || changes.has(logicalId) || status.endsWith("_FAILED");
    if (isStack || !isWanted || statuses.get(logicalId) === status) return;
    statuses.set(logicalId, status);
    if (/_(COMPLETE|SKIPPED)$/.test(status)) finished.add(logicalId);
    else finished.delete(logicalId);
    const [done, total] = [finished.size, changes?.size ?? null];
    session.watcher.onProgress({ logicalId, type, status, reason, done, total });
  };
}

function stuck({ name }: Session, { status }: StackState, events: readonly StackEvent[]): OperationError {
  const statuses = new Map(events.map(({ logicalId, status: one }) => [logicalId, one]));
  const unfinished = events.find(
    ({ logicalId, isStack }) => !isStack && statuses.get(logicalId)?.endsWith("_IN_PROGRESS") === true,
  );
  const resource = unfinished?.logicalId ?? null;
  return new OperationError("STACK_STUCK", { stack: name, status, resource });
}
