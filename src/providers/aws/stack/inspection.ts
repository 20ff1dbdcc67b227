import { DescribeEventsCommand } from "@aws-sdk/client-cloudformation";
import { UserError, type MonoliftError } from "../../../errors.ts";
import { explainFailure } from "./explain-failure.ts";
import type { Session } from "./session.ts";

/**
 * Why CloudFormation refused a template before it tried anything. The operation says only that it did; which resource is
 * meant has to be asked for.
 *
 * @param about The stack, and the change set where it was one that was refused.
 * @param reason What the operation says.
 * @see https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/validate-stack-deployments.html
 */
export async function inspectionFailure(
  session: Session,
  about: { readonly StackName: string; readonly ChangeSetName?: string },
  reason: string,
): Promise<MonoliftError> {
  const { name: stack } = session;
  const command = new DescribeEventsCommand({ ...about, Filters: { FailedEvents: true } });
  try {
    const { OperationEvents = [] } = await session.call("DescribeEvents", (client, options) =>
      client.send(command, options),
    );
    const found = OperationEvents.filter(({ ValidationStatus }) => ValidationStatus === "FAILED");
    const [first] = found;
    if (first !== undefined)
      return explainFailure({
        stack,
        resource: first.LogicalResourceId ?? null,
        type: first.ResourceType ?? null,
        property: /\/Properties\/(.+)$/.exec(first.ValidationPath ?? "")?.[1] ?? null,
        reason: found.map(({ ValidationStatusReason = "" }) => ValidationStatusReason).join("\n"),
      });
  } catch (error) {
    // Whoever may deploy but not ask for this is told what there is without it.
    if (!(error instanceof UserError && error.code === "STACK_ACCESS_DENIED")) throw error;
  }
  return explainFailure({ stack, resource: null, type: null, property: null, reason });
}
