import { CloudFormationClient, DescribeStacksCommand, type Stack } from "@aws-sdk/client-cloudformation";
import { stackName } from "../../../names.ts";
import { unlessAwsError } from "../../aws-error.ts";
import { asTagPairs, isOfStage } from "../../ownership.ts";
import { sendOptions } from "../../work.ts";
import { certain, globalRegion, type LeftoverKind, type Search } from "../leftover.ts";

const stackType = { type: "AWS::CloudFormation::Stack", usdPerMonth: 0 } as const;

export const stackKind: LeftoverKind = {
  ...stackType,
  nameOf: (service, resource) =>
    service === "cloudformation" ? /^stack\/([^/]+)/.exec(resource)?.[1] : undefined,
  findByName: async (search) => {
    const name = stackName(search.names);
    const regions = [...new Set([search.aws.region, globalRegion])];
    const found = await Promise.all(
      regions.map(async (region) => ({ region, stack: await readStack(search, name, region) })),
    );
    return found.flatMap(({ region, stack }) =>
      stack !== undefined && isOfStage(asTagPairs(stack.Tags), search.names)
        ? [certain(stackType, { name, region, arn: stack.StackId ?? null })]
        : [],
    );
  },
  isThere: async (search, name) => (await readStack(search, name, search.aws.region)) !== undefined,
};

async function readStack(
  { aws, options }: Search,
  StackName: string,
  region: string,
): Promise<Stack | undefined> {
  const client = aws.client(CloudFormationClient, { region });
  const answer = client.send(new DescribeStacksCommand({ StackName }), sendOptions(options));
  // So CloudFormation says that there is none.
  const found = await unlessAwsError(answer, "ValidationError");
  return found?.Stacks?.find(({ StackStatus }) => StackStatus !== "DELETE_COMPLETE");
}
