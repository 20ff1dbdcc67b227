import { CloudFormationClient, ListStacksCommand } from "@aws-sdk/client-cloudformation";
import { CloudFrontClient, ListDistributionsCommand } from "@aws-sdk/client-cloudfront";
import { CloudWatchLogsClient, paginateDescribeLogGroups } from "@aws-sdk/client-cloudwatch-logs";
import { IAMClient, ListRolesCommand } from "@aws-sdk/client-iam";
import { LambdaClient, ListFunctionsCommand } from "@aws-sdk/client-lambda";
import { ListBucketsCommand, S3Client } from "@aws-sdk/client-s3";
import { paginateDescribeParameters, SSMClient } from "@aws-sdk/client-ssm";
import type { Ministack } from "./ministack.ts";

/** What an emulator has in its account, asked for service by service: nothing of Monolift's own has a say in it. */
export async function inventory(ministack: Ministack): Promise<readonly string[]> {
  const aws = ministack.connect();
  try {
    const [stacks, functions, buckets, parameters, groups, distributions, roles] = await Promise.all([
      aws.client(CloudFormationClient).send(new ListStacksCommand({})),
      aws.client(LambdaClient).send(new ListFunctionsCommand({ FunctionVersion: "ALL" })),
      aws.client(S3Client).send(new ListBucketsCommand({})),
      allOf(paginateDescribeParameters({ client: aws.client(SSMClient) }, {})),
      allOf(paginateDescribeLogGroups({ client: aws.client(CloudWatchLogsClient) }, {})),
      aws.client(CloudFrontClient).send(new ListDistributionsCommand({})),
      aws.client(IAMClient).send(new ListRolesCommand({})),
    ]);
    return [
      ...(stacks.StackSummaries ?? [])
        .filter(({ StackStatus }) => StackStatus !== "DELETE_COMPLETE")
        .map(({ StackName }) => `stack ${StackName}`),
      ...(functions.Functions ?? []).map(({ FunctionArn }) => `function ${FunctionArn}`),
      ...(buckets.Buckets ?? []).map(({ Name }) => `bucket ${Name}`),
      ...parameters
        .flatMap(({ Parameters = [] }) => Parameters)
        .filter(({ Name }) => Name?.startsWith("/aws/") !== true)
        .map(({ Name }) => `parameter ${Name}`),
      ...groups
        .flatMap(({ logGroups = [] }) => logGroups)
        .map(({ logGroupName }) => `log group ${logGroupName}`),
      ...(distributions.DistributionList?.Items ?? []).map(
        ({ Id, Comment }) => `distribution ${Id} of ${Comment}`,
      ),
      ...(roles.Roles ?? [])
        .filter(({ Path }) => Path?.startsWith("/aws-service-role/") !== true)
        .map(({ RoleName }) => `role ${RoleName}`),
    ];
  } finally {
    aws.close();
  }
}

async function allOf<Page>(pages: AsyncIterable<Page>): Promise<readonly Page[]> {
  const all: Page[] = [];
  for await (const page of pages) all.push(page);
  return all;
}
