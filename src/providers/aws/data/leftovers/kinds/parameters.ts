import { DescribeParametersCommand, SSMClient } from "@aws-sdk/client-ssm";
import { parameterName } from "../../../names.ts";
import { listParameters } from "../../parameters/list-parameters.ts";
import { usdPerMonth } from "../../prices.ts";
import { sendOptions } from "../../work.ts";
import { certain, type LeftoverKind } from "../leftover.ts";

const parameterType = { type: "AWS::SSM::Parameter", usdPerMonth: 0 } as const;

export const parameterKind: LeftoverKind = {
  ...parameterType,
  nameOf: (service, resource) =>
    service === "ssm" && resource.startsWith("parameter/") ? resource.slice("parameter".length) : undefined,
  findByName: async ({ aws, names, options }) => {
    const found = await listParameters(aws, parameterName(names, "").slice(0, -1), options);
    return found.map(({ Name = "", Tier, ARN }) =>
      certain(parameterType, {
        name: Name,
        region: aws.region,
        arn: ARN ?? null,
        usdPerMonth: Tier === "Advanced" ? usdPerMonth.advancedParameter : 0,
      }),
    );
  },
  isThere: async ({ aws, options }, name) => {
    const command = new DescribeParametersCommand({
      ParameterFilters: [{ Key: "Name", Option: "Equals", Values: [name] }],
    });
    const { Parameters = [] } = await aws.client(SSMClient).send(command, sendOptions(options));
    return Parameters.length > 0;
  },
};
