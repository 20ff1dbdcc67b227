import { DescribeStackEventsCommand, type StackEvent as AwsEvent } from "@aws-sdk/client-cloudformation";
import type { Session } from "./session.ts";

/** One thing that happened in an operation. */
export interface StackEvent {
  readonly id: string;
  readonly logicalId: string;
  readonly type: string;
  readonly status: string;
  /** Empty where AWS gives none. */
  readonly reason: string;
  /** Of the request that began the operation; undefined where it had none. */
  readonly token: string | undefined;
  /** It is about the stack itself. */
  readonly isStack: boolean;
  /** Nothing was tried: the template did not pass CloudFormation's own inspection. */
  readonly isInspection: boolean;
}

/** What an operation has done since the last look, oldest first. */
export interface EventFeed {
  readonly next: () => Promise<readonly StackEvent[]>;
}

/** Statuses with which an operation ends; `CREATE_FAILED` and `UPDATE_FAILED` of a stack come before its rollback. */
const ends = new Set([
  "REVIEW_IN_PROGRESS",
  "CREATE_COMPLETE",
  "ROLLBACK_COMPLETE",
  "ROLLBACK_FAILED",
  "UPDATE_COMPLETE",
  "UPDATE_ROLLBACK_COMPLETE",
  "UPDATE_ROLLBACK_FAILED",
  "DELETE_COMPLETE",
  "DELETE_FAILED",
  "IMPORT_COMPLETE",
  "IMPORT_ROLLBACK_COMPLETE",
  "IMPORT_ROLLBACK_FAILED",
]);

/** Whether an event is the last one of its operation. */
export function isEnd({ isStack, status }: StackEvent): boolean {
  return isStack && ends.has(status);
}

/**
 * Follows one operation of a stack. CloudFormation gives the newest event first, and an operation reaches back to the end of
 * the one before it.
 *
 * @param token Of the request that began it, which its first event bears; those after a cancellation bear that one's. Undefined
 *   for the operation that is under way, whoever began it.
 */
export function followEvents(session: Session, stackId: string, token: string | undefined): EventFeed {
  const seen = new Set<string>();
  let isOver = false;
  return {
    next: async () => {
      if (isOver) return [];
      const fresh = await readNewer(session, { stackId, token, seen });
      const end = fresh.findIndex(isEnd);
      isOver = end !== -1;
      const ours = isOver ? fresh.slice(0, end + 1) : fresh;
      for (const { id } of ours) seen.add(id);
      return ours;
    },
  };
}

interface Followed {
  readonly stackId: string;
  readonly token: string | undefined;
  readonly seen: ReadonlySet<string>;
}

/** Everything since what was seen; where nothing was, the operation from its first event on, once it has begun. */
async function readNewer(
  session: Session,
  { stackId, token, seen }: Followed,
): Promise<readonly StackEvent[]> {
  const isOurs = (first: StackEvent | undefined): boolean =>
    first !== undefined && (token === undefined || first.token === token);
  let operation: StackEvent[] = [];
  let others = 0;
  for await (const event of newestFirst(session, stackId)) {
    if (seen.has(event.id)) return operation;
    if (isEnd(event) && operation.length > 0) {
      if (isOurs(operation[0])) return operation;
      // Somebody's next operation may have begun already; before that, ours has not begun.
      others += 1;
      if (others === 2) return [];
      operation = [];
    }
    operation.unshift(event);
  }
  return isOurs(operation[0]) ? operation : [];
}

async function* newestFirst(session: Session, stackId: string): AsyncGenerator<StackEvent> {
  let page: string | undefined;
  do {
    const request = new DescribeStackEventsCommand({ StackName: stackId, NextToken: page });
    const { StackEvents = [], NextToken } = await session.call("DescribeStackEvents", (client, options) =>
      client.send(request, options),
    );
    yield* StackEvents.map(eventOf);
    page = NextToken;
  } while (page !== undefined);
}

function eventOf(event: AwsEvent): StackEvent {
  return {
    id: event.EventId ?? "",
    logicalId: event.LogicalResourceId ?? "",
    type: event.ResourceType ?? "",
    status: event.ResourceStatus ?? "",
    reason: event.ResourceStatusReason ?? "",
    token: event.ClientRequestToken,
    isStack: event.PhysicalResourceId === event.StackId,
    isInspection: event.DetailedStatus === "VALIDATION_FAILED",
  };
}
