import { CloudFormationClient, SignalResourceCommand } from "@aws-sdk/client-cloudformation";
import type { Aws } from "../../src/providers/aws/aws.ts";
import type { Template } from "../../src/providers/aws/template/template.ts";

/**
 * Puts a gate into a template: an operation that comes to it stays there until it is opened.
 *
 * @param gate Id of the gate. An update waits at a new gate only.
 * @param order Resources that come before it, and those that wait behind it.
 */
export function withGate(
  template: Template,
  gate: string,
  { after = [], behind = [] }: { readonly after?: readonly string[]; readonly behind?: readonly string[] },
): Template {
  const resources = Object.entries(template.Resources).map(([id, resource]) =>
    behind.includes(id)
      ? [id, { ...resource, DependsOn: [...(resource.DependsOn ?? []), gate] }]
      : [id, resource],
  );
  const waiting = {
    Type: "AWS::CloudFormation::WaitCondition",
    CreationPolicy: { ResourceSignal: { Count: 1, Timeout: "PT1M" } },
    DependsOn: after,
  };
  // No type of ours: the tests need an operation that takes as long as they want.
  return { ...template, Resources: { ...Object.fromEntries(resources), [gate]: waiting } };
}

/**
 * Lets the operation through its gate, or makes it fail there.
 *
 * @returns False where it has not come to the gate yet.
 */
export async function openGate(
  aws: Aws,
  stack: string,
  gate: string,
  status: "SUCCESS" | "FAILURE" = "SUCCESS",
): Promise<boolean> {
  const command = new SignalResourceCommand({
    StackName: stack,
    LogicalResourceId: gate,
    UniqueId: "gate",
    Status: status,
  });
  try {
    await aws.client(CloudFormationClient).send(command);
    return true;
  } catch (error) {
    if (error instanceof Error && /is not waiting|cannot be signaled|does not exist/.test(error.message))
      return false;
    throw error;
  }
}
