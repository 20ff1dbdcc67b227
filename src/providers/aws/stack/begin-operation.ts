import type { CloudFormationClient } from "@aws-sdk/client-cloudformation";
import { OperationError } from "../../../errors.ts";
import { followEvents } from "./events.ts";
import { hasName, isBusy } from "./explain-call.ts";
import { growingPauses } from "./pauses.ts";
import { ownToken, type CallOptions, type Session } from "./session.ts";

/** A request that begins an operation of a stack. */
export interface Beginning {
  /** `ExecuteChangeSet`. */
  readonly operation: string;
  readonly stackId: string;
  /** Sends it with the token that the operation's events are to bear. */
  readonly send: (client: CloudFormationClient, token: string, options: CallOptions) => Promise<unknown>;
}

const mostTries = 5;

/**
 * Begins an operation once, though replies may be lost: where a try is refused, the stack's events know whether an earlier one
 * has arrived, since they bear its token.
 *
 * @returns The token.
 * @throws {OperationError} `STACK_CHANGED_MEANWHILE` where the stack is no longer as it was; an error that `isBusy` as it comes.
 */
export async function beginOperation(
  session: Session,
  { operation, stackId, send }: Beginning,
): Promise<string> {
  const token = ownToken();
  const pauses = growingPauses(session.isElsewhere);
  session.begin();
  for (let tries = 1; ; tries += 1) {
    try {
      await session.call(operation, (client, options) => send(client, token, options), isRefused);
      return token;
    } catch (error) {
      if (!isRefused(error)) throw error;
      const events = await followEvents(session, stackId, token).next();
      if (events.length > 0) return token;
      if (tries < mostTries) await session.wait(pauses.next());
      else if (isBusy(error)) throw error;
      else throw new OperationError("STACK_CHANGED_MEANWHILE", { stack: session.name }, { cause: error });
    }
  }
}

function isRefused(error: unknown): boolean {
  return (
    isBusy(error) ||
    hasName(error, "InvalidChangeSetStatus", "InvalidChangeSetStatusException") ||
    hasName(error, "ChangeSetNotFound", "ChangeSetNotFoundException") ||
    isOutOfPlace(error)
  );
}

/** True where a stack is not in the status that a request is for. */
export function isOutOfPlace(error: unknown): boolean {
  return error instanceof Error && /cannot be called from current stack status/.test(error.message);
}
