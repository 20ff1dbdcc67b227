import { CloudFormationClient, paginateListStacks } from "@aws-sdk/client-cloudformation";
import { CloudFrontClient, paginateListDistributions } from "@aws-sdk/client-cloudfront";
import { CloudWatchLogsClient, paginateDescribeLogGroups } from "@aws-sdk/client-cloudwatch-logs";
import { IAMClient, paginateListRoles } from "@aws-sdk/client-iam";
import { LambdaClient, paginateListFunctions } from "@aws-sdk/client-lambda";
import { paginateListBuckets, S3Client } from "@aws-sdk/client-s3";
import { paginateDescribeParameters, SSMClient } from "@aws-sdk/client-ssm";
import type { Ministack } from "./ministack.ts";

/** What an emulator has in its account, asked for service by service: nothing of Monolift's own has a say in it. */
export async function inventory(ministack: Ministack): Promise<readonly string[]> {
  const aws = ministack.connect();
  try {
    const lists = await Promise.all([
      namesOf(
        paginateListStacks({ client: aws.client(CloudFormationClient) }, {}),
        ({ StackSummaries = [] }) =>
          StackSummaries.filter(({ StackStatus }) => StackStatus !== "DELETE_COMPLETE").map(
            ({ StackName }) => `stack ${StackName}`,
          ),
      ),
      namesOf(
        paginateListFunctions({ client: aws.client(LambdaClient) }, { FunctionVersion: "ALL" }),
        ({ Functions = [] }) => Functions.map(({ FunctionArn }) => `function ${FunctionArn}`),
      ),
      namesOf(paginateListBuckets({ client: aws.client(S3Client) }, {}), ({ Buckets = [] }) =>
        Buckets.map(({ Name }) => `bucket ${Name}`),
      ),
      namesOf(paginateDescribeParameters({ client: aws.client(SSMClient) }, {}), ({ Parameters = [] }) =>
        Parameters.filter(({ Name }) => Name?.startsWith("/aws/") !== true).map(
          ({ Name }) => `parameter ${Name}`,
        ),
      ),
      namesOf(
        paginateDescribeLogGroups({ client: aws.client(CloudWatchLogsClient) }, {}),
        ({ logGroups = [] }) => logGroups.map(({ logGroupName }) => `log group ${logGroupName}`),
      ),
      namesOf(
        paginateListDistributions({ client: aws.client(CloudFrontClient) }, {}),
        ({ DistributionList }) =>
          (DistributionList?.Items ?? []).map(({ Id, Comment }) => `distribution ${Id} of ${Comment}`),
      ),
      namesOf(paginateListRoles({ client: aws.client(IAMClient) }, {}), ({ Roles = [] }) =>
        Roles.filter(({ Path }) => Path?.startsWith("/aws-service-role/") !== true).map(
          ({ RoleName }) => `role ${RoleName}`,
        ),
      ),
    ]);
    return lists.flat();
  } finally {
    aws.close();
  }
}

/** Of every page. */
async function namesOf<T>(
  pages: AsyncIterable<T>,
  read: (page: T) => readonly string[],
): Promise<readonly string[]> {
  const names: string[] = [];
  for await (const page of pages) names.push(...read(page));
  return names;
}
