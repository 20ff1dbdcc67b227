import {
  CreateChangeSetCommand,
  DeleteChangeSetCommand,
  DescribeChangeSetCommand,
  ExecuteChangeSetCommand,
  type Capability,
  type DescribeChangeSetOutput,
} from "@aws-sdk/client-cloudformation";
import type { TagPair } from "../names.ts";
import { beginOperation } from "./begin-operation.ts";
import { readChange } from "./change.ts";
import { hasName, isBusy } from "./explain-call.ts";
import { inspectionFailure } from "./inspection.ts";
import { growingPauses } from "./pauses.ts";
import type { PlacedTemplate } from "./place-template.ts";
import { ownToken, type Session } from "./session.ts";
import type { StackChange } from "./stack-change.ts";

/** Changes that AWS has worked out and not yet made. */
export interface ChangeSet {
  readonly name: string;
  readonly stackId: string;
  readonly changes: readonly StackChange[];
  /** There is nothing to change: it cannot be executed. */
  readonly isEmpty: boolean;
}

export interface ChangeSetRequest {
  readonly template: PlacedTemplate;
  readonly parameters: Readonly<Record<string, string>>;
  readonly tags: readonly TagPair[];
  readonly capabilities: readonly Capability[];
  /** `CREATE` for a stack that is not there yet, or only planned. */
  readonly type: "CREATE" | "UPDATE";
}

/**
 * Lets AWS work out what a template changes.
 *
 * @throws What AWS found wrong before it tried anything, and what `Session.call` throws; an error that `isBusy` as it comes.
 */
export async function makeChangeSet(session: Session, request: ChangeSetRequest): Promise<ChangeSet> {
  const name = ownToken();
  const command = new CreateChangeSetCommand({
    StackName: session.name,
    ChangeSetName: name,
    ChangeSetType: request.type,
    ClientToken: name,
    Capabilities: [...request.capabilities],
    Tags: request.tags.map(({ Key, Value }) => ({ Key, Value })),
    Parameters: Object.entries(request.parameters).map(([ParameterKey, ParameterValue]) => ({
      ParameterKey,
      ParameterValue,
    })),
    ...request.template,
  });
  const isTaken = (error: unknown): boolean => hasName(error, "AlreadyExistsException");
  await session
    .call(
      "CreateChangeSet",
      (client, options) => client.send(command, options),
      (error) => isTaken(error) || isBusy(error),
    )
    .catch((error: unknown) => {
      // Nobody else knows the name: what bears it is ours, and only the reply was lost.
      if (!isTaken(error)) throw error;
    });
  const described = await untilWorkedOut(session, name);
  const { StackId: stackId = "", Status, StatusReason = "" } = described;
  const isEmpty = Status === "FAILED" && isAboutNothing(StatusReason);
  if (Status === "FAILED" && !isEmpty) {
    const about = { ChangeSetName: described.ChangeSetId ?? name, StackName: session.name };
    const failure = await inspectionFailure(session, about, StatusReason);
    await discardChangeSet(session, name);
    throw failure;
  }
  return { name, stackId, isEmpty, changes: isEmpty ? [] : await changesOf(session, described) };
}

function isAboutNothing(reason: string): boolean {
  return /^The submitted information didn't contain changes|^No updates are to be performed/.test(reason);
}

async function untilWorkedOut(session: Session, name: string): Promise<DescribeChangeSetOutput> {
  const pauses = growingPauses(session.isElsewhere);
  for (;;) {
    const described = await describe(session, name);
    if (described.Status === "CREATE_COMPLETE" || described.Status === "FAILED") return described;
    await session.wait(pauses.next());
  }
}

function describe(session: Session, name: string, page?: string): Promise<DescribeChangeSetOutput> {
  const command = new DescribeChangeSetCommand({
    ChangeSetName: name,
    StackName: session.name,
    NextToken: page,
  });
  return session.call("DescribeChangeSet", (client, options) => client.send(command, options));
}

async function changesOf(session: Session, first: DescribeChangeSetOutput): Promise<readonly StackChange[]> {
  const changes: StackChange[] = [];
  for (let page = first; ; page = await describe(session, first.ChangeSetName ?? "", page.NextToken)) {
    for (const { ResourceChange } of page.Changes ?? [])
      if (ResourceChange !== undefined) changes.push(...readChange(ResourceChange));
    if (page.NextToken === undefined) return changes;
  }
}

/**
 * Makes the changes. Whatever the operation makes is removed again when it fails, versions that are to be retained as well.
 *
 * @returns The token that its events bear.
 * @throws What `beginOperation` throws.
 */
export function executeChangeSet(session: Session, { name, stackId }: ChangeSet): Promise<string> {
  return beginOperation(session, {
    operation: "ExecuteChangeSet",
    stackId,
    send: (client, token, options) =>
      client.send(
        new ExecuteChangeSetCommand({
          ChangeSetName: name,
          StackName: session.name,
          ClientRequestToken: token,
          DisableRollback: false,
          RetainExceptOnCreate: true,
        }),
        options,
      ),
  });
}

/** Removes a change set that is not to be executed; none that bears the name is as good. */
export async function discardChangeSet(session: Session, name: string): Promise<void> {
  const command = new DeleteChangeSetCommand({ ChangeSetName: name, StackName: session.name });
  await session.call("DeleteChangeSet", (client, options) => client.send(command, options));
}
