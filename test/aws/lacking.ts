import { CloudFormationClient, type CreateChangeSetCommandInput } from "@aws-sdk/client-cloudformation";
import type { Aws } from "../../src/providers/aws/aws.ts";
import type { Template } from "../../src/providers/aws/template/template.ts";

/** Types of a network that no emulator has in its CloudFormation, and those that ministack alone lacks. */
export const lacking = {
  everywhere: ["AWS::EC2::VPCCidrBlock", "AWS::EC2::EgressOnlyInternetGateway"],
  ministack: ["AWS::EC2::EIP", "AWS::EC2::NatGateway"],
} as const;

/** The template without resources of some types, and without what refers to them. */
export function without<T extends Pick<Template, "Resources" | "Outputs">>(
  template: T,
  types: readonly string[],
): T {
  const gone = new Set(
    Object.entries(template.Resources).flatMap(([id, { Type }]) => (types.includes(Type) ? [id] : [])),
  );
  const refers = (value: unknown): boolean => {
    const text = JSON.stringify(value);
    return [...gone].some((id) => text.includes(`"Ref":"${id}"`) || text.includes(`["${id}",`));
  };
  const kept = Object.entries(template.Resources).filter(
    ([id, { Properties }]) => !gone.has(id) && !refers(Properties),
  );
  return {
    ...template,
    Resources: Object.fromEntries(
      kept.map(([id, { DependsOn = [], Properties, ...resource }]) => {
        // An attribute that only IPv6 gives to a VPC.
        const { Ipv6CidrBlock: _block, ...properties } = Properties;
        const isLacking = gone.has("NetworkIpv6");
        return [
          id,
          {
            ...resource,
            Properties: isLacking ? properties : Properties,
            DependsOn: DependsOn.filter((one) => !gone.has(one)),
          },
        ];
      }),
    ),
    Outputs: Object.fromEntries(Object.entries(template.Outputs).filter(([, { Value }]) => !refers(Value))),
  };
}

/** From now on templates go to the emulator of this connection without the types that it does not have. */
export function leaveOut(aws: Aws, types: readonly string[]): void {
  aws.client(CloudFormationClient).middlewareStack.add(
    (next) => (call) => {
      const input = call.input as CreateChangeSetCommandInput;
      if (input.TemplateBody !== undefined)
        input.TemplateBody = JSON.stringify(without(JSON.parse(input.TemplateBody) as Template, types));
      return next(call);
    },
    { step: "initialize", name: "leaveOut" },
  );
}
