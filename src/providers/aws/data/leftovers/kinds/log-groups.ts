import {
  CloudWatchLogsClient,
  DescribeLogGroupsCommand,
  ListTagsForResourceCommand,
  type LogGroup,
} from "@aws-sdk/client-cloudwatch-logs";
import { functionName, type TagPair } from "../../../names.ts";
import { asTagPairs, isOfStage } from "../../ownership.ts";
import { sendOptions } from "../../work.ts";
import { certain, type LeftoverKind, type Search } from "../leftover.ts";

const logsType = { type: "AWS::Logs::LogGroup", usdPerMonth: null } as const;

export const logsKind: LeftoverKind = {
  ...logsType,
  nameOf: (service, resource) => (service === "logs" ? /^log-group:([^:]+)/.exec(resource)?.[1] : undefined),
  findByName: async (search) => {
    const { aws, names, functions } = search;
    const groups = functions.map((one) => `/aws/lambda/${functionName(names, one)}`);
    const found = await Promise.all(groups.map((name) => readLogGroup(search, name)));
    const own = await Promise.all(
      found.map(async (group) =>
        group !== undefined && isOfStage(await readLogTags(search, group), names) ? [group] : [],
      ),
    );
    return own
      .flat()
      .map(({ logGroupName = "", arn }) =>
        certain(logsType, { name: logGroupName, region: aws.region, arn: arn ?? null }),
      );
  },
  isThere: async (search, name) => (await readLogGroup(search, name)) !== undefined,
};

async function readLogGroup({ aws, options }: Search, name: string): Promise<LogGroup | undefined> {
  const command = new DescribeLogGroupsCommand({ logGroupNamePrefix: name });
  const { logGroups = [] } = await aws.client(CloudWatchLogsClient).send(command, sendOptions(options));
  return logGroups.find(({ logGroupName }) => logGroupName === name);
}

async function readLogTags({ aws, options }: Search, { arn = "" }: LogGroup): Promise<readonly TagPair[]> {
  // Its streams are meant with the end, which tags do not have.
  const command = new ListTagsForResourceCommand({ resourceArn: arn.replace(/:\*$/, "") });
  return asTagPairs((await aws.client(CloudWatchLogsClient).send(command, sendOptions(options))).tags);
}
