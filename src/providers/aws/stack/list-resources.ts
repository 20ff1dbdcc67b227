import { CloudFormationClient, ListStackResourcesCommand } from "@aws-sdk/client-cloudformation";
import type { Aws } from "../aws.ts";
import { explainCall } from "./explain-call.ts";

/** Something that a stack has made. */
export interface StackResource {
  /** Its id in the template. */
  readonly logicalId: string;
  /** `AWS::Lambda::Function`. */
  readonly type: string;
  /** As its own service names it. */
  readonly id: string;
}

/**
 * What a stack has made and not deleted; changes nothing.
 *
 * @param stack Name or ARN of one that is there.
 * @throws What `explainCall` throws.
 */
export async function listStackResources(aws: Aws, stack: string): Promise<readonly StackResource[]> {
  const found: StackResource[] = [];
  let token: string | undefined;
  do {
    const command: ListStackResourcesCommand = new ListStackResourcesCommand({
      StackName: stack,
      ...(token === undefined ? {} : { NextToken: token }),
    });
    const page = await aws
      .client(CloudFormationClient)
      .send(command)
      .catch((error: unknown) => explainCall(error, { operation: "ListStackResources", stack }));
    for (const one of page.StackResourceSummaries ?? []) {
      const { LogicalResourceId: logicalId = "", ResourceType: type = "", PhysicalResourceId: id } = one;
      if (id !== undefined && one.ResourceStatus !== "DELETE_COMPLETE") found.push({ logicalId, type, id });
    }
    token = page.NextToken;
  } while (token !== undefined);
  return found;
}
