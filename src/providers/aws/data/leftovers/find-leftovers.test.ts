import { ACMClient, RequestCertificateCommand } from "@aws-sdk/client-acm";
import { APIGatewayClient, CreateRestApiCommand } from "@aws-sdk/client-api-gateway";
import {
  CloudFormationClient,
  CreateStackCommand,
  DeleteStackCommand,
  DescribeStacksCommand,
} from "@aws-sdk/client-cloudformation";
import {
  CloudFrontClient,
  CreateDistributionWithTagsCommand,
  DeleteDistributionCommand,
  GetDistributionConfigCommand,
  UpdateDistributionCommand,
} from "@aws-sdk/client-cloudfront";
import { CloudWatchClient, PutMetricAlarmCommand } from "@aws-sdk/client-cloudwatch";
import {
  CloudWatchLogsClient,
  CreateLogGroupCommand,
  DeleteLogGroupCommand,
} from "@aws-sdk/client-cloudwatch-logs";
import {
  CreateNetworkInterfaceCommand,
  DeleteNetworkInterfaceCommand,
  DescribeSubnetsCommand,
  EC2Client,
} from "@aws-sdk/client-ec2";
import { CreateRepositoryCommand, ECRClient } from "@aws-sdk/client-ecr";
import { CreateRoleCommand, DeleteRoleCommand, IAMClient } from "@aws-sdk/client-iam";
import { ResourceGroupsTaggingAPIClient } from "@aws-sdk/client-resource-groups-tagging-api";
import {
  CreateBucketCommand,
  DeleteBucketTaggingCommand,
  PutBucketTaggingCommand,
  S3Client,
} from "@aws-sdk/client-s3";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { startMinistack, type Ministack } from "../../../../../test/aws/ministack.ts";
import { startMoto } from "../../../../../test/aws/moto.ts";
import { noSecrets, withSecret } from "../../../secrets/document.ts";
import type { Aws } from "../../aws.ts";
import {
  bucketName,
  functionName,
  parameterName,
  stackName,
  stageTags,
  type StageNames,
} from "../../names.ts";
import { ensureBucket } from "../buckets/ensure-bucket.ts";
import { putParameter } from "../parameters/parameters.ts";
import { removeStageData } from "../remove-stage-data.ts";
import { openManagerSecrets } from "../secrets/manager-secrets.ts";
import { findByTags } from "./find-by-tags.ts";
import { findLeftovers, findStages } from "./find-leftovers.ts";

const trust = JSON.stringify({
  Version: "2012-10-17",
  Statement: [{ Effect: "Allow", Principal: { Service: "lambda.amazonaws.com" }, Action: "sts:AssumeRole" }],
});
const interfaceDescription = (names: StageNames): string =>
  `AWS Lambda VPC ENI-${functionName(names, "web")}-11111111-2222-3333-4444-555555555555`;

/** One of each kind; what CloudFormation makes has the tags that it gives. */
async function make(
  aws: Aws,
  names: StageNames,
): Promise<{ readonly distribution: string; readonly eni: string }> {
  const tags = stageTags(names);
  for (const what of ["files", "media"] as const)
    await ensureBucket(aws, { name: bucketName(names, what, aws), tags });
  await putParameter(aws, { name: parameterName(names, "own"), value: "x", type: "SecureString", tags });
  const document = withSecret(noSecrets, "KEY", "value", { at: "", by: "", from: null });
  for (const share of [false, true]) {
    const secrets = openManagerSecrets(aws, names, { document: "secrets", share });
    await secrets.write(document, { expectedVersion: null });
  }
  await makeStack(aws, names);
  // Lambda makes one, without tags, when a function writes after its own is gone.
  await aws
    .client(CloudWatchLogsClient)
    .send(new CreateLogGroupCommand({ logGroupName: `/aws/lambda/${functionName(names, "manage")}` }));
  const { Subnets } = await aws.client(EC2Client).send(new DescribeSubnetsCommand({}));
  const { NetworkInterface } = await aws.client(EC2Client).send(
    new CreateNetworkInterfaceCommand({
      SubnetId: Subnets?.[0]?.SubnetId,
      Description: interfaceDescription(names),
    }),
  );
  const { Distribution } = await aws.client(CloudFrontClient).send(
    new CreateDistributionWithTagsCommand({
      DistributionConfigWithTags: {
        Tags: { Items: [...tags] },
        DistributionConfig: distributionConfig(
          `${bucketName(names, "files", aws)}.s3.us-east-1.amazonaws.com`,
        ),
      },
    }),
  );
  return { distribution: Distribution?.Id ?? "", eni: NetworkInterface?.NetworkInterfaceId ?? "" };
}

function distributionConfig(DomainName: string) {
  return {
    CallerReference: DomainName,
    Comment: "",
    Enabled: false,
    Origins: {
      Quantity: 1,
      Items: [{ Id: "files", DomainName, S3OriginConfig: { OriginAccessIdentity: "" } }],
    },
    DefaultCacheBehavior: { TargetOriginId: "files", ViewerProtocolPolicy: "redirect-to-https" as const },
  };
}

async function makeStack(aws: Aws, names: StageNames): Promise<void> {
  const client = aws.client(CloudFormationClient);
  const StackName = stackName(names);
  const FunctionName = functionName(names, "web");
  await client.send(
    new CreateStackCommand({
      StackName,
      Tags: [...stageTags(names)],
      TemplateBody: JSON.stringify({
        Resources: {
          FunctionWebRole: {
            Type: "AWS::IAM::Role",
            Properties: { AssumeRolePolicyDocument: JSON.parse(trust) as object, Tags: stageTags(names) },
          },
          FunctionWeb: {
            Type: "AWS::Lambda::Function",
            Properties: {
              FunctionName,
              Runtime: "python3.12",
              Handler: "index.handler",
              Code: { ZipFile: "def handler(event, context):\n    return 1\n" },
              Role: { "Fn::GetAtt": ["FunctionWebRole", "Arn"] },
              Tags: stageTags(names),
            },
          },
          FunctionWebLogs: {
            Type: "AWS::Logs::LogGroup",
            Properties: { LogGroupName: `/aws/lambda/${FunctionName}`, Tags: stageTags(names) },
          },
          Clock: {
            Type: "AWS::Events::Rule",
            Properties: {
              Name: `${FunctionName}-clock`,
              ScheduleExpression: "rate(1 day)",
              Tags: stageTags(names),
            },
          },
        },
      }),
    }),
  );
  await untilStack(client, StackName, "CREATE_COMPLETE");
}

/** The emulator makes a stack before it answers, or soon after. */
async function untilStack(client: CloudFormationClient, StackName: string, wanted: string): Promise<void> {
  await expect
    .poll(async () => {
      const { Stacks } = await client
        .send(new DescribeStacksCommand({ StackName }))
        .catch(() => ({ Stacks: undefined }));
      return Stacks?.[0]?.StackStatus ?? "gone";
    })
    .toBe(wanted);
}

async function remove(
  aws: Aws,
  names: StageNames,
  { distribution, eni }: { readonly distribution: string; readonly eni: string },
): Promise<void> {
  const client = aws.client(CloudFormationClient);
  await client.send(new DeleteStackCommand({ StackName: stackName(names) }));
  await untilStack(client, stackName(names), "gone");
  await aws
    .client(CloudWatchLogsClient)
    .send(new DeleteLogGroupCommand({ logGroupName: `/aws/lambda/${functionName(names, "manage")}` }));
  await aws.client(EC2Client).send(new DeleteNetworkInterfaceCommand({ NetworkInterfaceId: eni }));
  const cloudFront = aws.client(CloudFrontClient);
  const { ETag, DistributionConfig } = await cloudFront.send(
    new GetDistributionConfigCommand({ Id: distribution }),
  );
  const off = new UpdateDistributionCommand({
    Id: distribution,
    IfMatch: ETag,
    DistributionConfig: { ...(DistributionConfig ?? distributionConfig("")), Enabled: false },
  });
  const { ETag: offTag } = await cloudFront.send(off);
  await cloudFront.send(new DeleteDistributionCommand({ Id: distribution, IfMatch: offTag }));
  await removeStageData(aws, names);
}

const own = { project: "blog", stage: "a" };
/** Names that begin as those of the stage, or run together with them. */
const others: readonly StageNames[] = [
  { project: "blog", stage: "a-b" },
  { project: "blog-a", stage: "c" },
];

describe("findLeftovers", () => {
  let ministack: Ministack;
  let aws: ReturnType<Ministack["connect"]>;
  beforeAll(async () => {
    ministack = await startMinistack();
    aws = ministack.connect();
  });
  afterAll(async () => {
    aws.close();
    await ministack.stop();
  });

  it("finds one of each kind, of no other stage, and nothing once all is gone", async () => {
    for (const names of others) await make(aws, names);
    expect(await findLeftovers(aws, own)).toEqual([]);
    const made = await make(aws, own);
    const found = await findLeftovers(aws, own);
    expect(found.map(({ type, name }) => `${type} ${name}`)).toEqual([
      `AWS::CloudFormation::Stack monolift-blog-a`,
      `AWS::CloudFront::Distribution ${made.distribution}`,
      `AWS::EC2::NetworkInterface ${made.eni}`,
      expect.stringMatching(/^AWS::IAM::Role monolift-blog-a-FunctionWebRole-/),
      "AWS::Lambda::Function blog-a-web",
      "AWS::Logs::LogGroup /aws/lambda/blog-a-manage",
      "AWS::Logs::LogGroup /aws/lambda/blog-a-web",
      `AWS::S3::Bucket ${bucketName(own, "files", aws)}`,
      `AWS::S3::Bucket ${bucketName(own, "media", aws)}`,
      "AWS::SSM::Parameter /monolift/blog/a/own",
      "AWS::SecretsManager::Secret /monolift/blog/a/secrets",
      "AWS::SecretsManager::Secret /monolift/blog/secrets:a",
      "events rule/blog-a-web-clock",
    ]);
    expect(found.filter(({ isCertain }) => !isCertain).map(({ type }) => type)).toEqual(["events"]);
    expect(found.filter((one) => (one.usdPerMonth ?? 0) > 0)).toMatchObject([
      { name: "/monolift/blog/a/secrets", usdPerMonth: 0.4 },
    ]);
    expect((await findStages(aws)).map(({ project, stage }) => `${project}/${stage}`)).toEqual([
      "blog-a/c",
      "blog/a",
      "blog/a-b",
    ]);
    await remove(aws, own, made);
    expect(await findLeftovers(aws, own)).toEqual([]);
    for (const names of others) expect(await findLeftovers(aws, names)).toHaveLength(13);
  });

  it("finds what has lost its tags, and not what has the tags of another stage", async () => {
    const names = { project: "shop", stage: "a-b" };
    const twin = { project: "shop-a", stage: "b" };
    const Bucket = bucketName(names, "files", aws);
    expect(Bucket).toBe(bucketName(twin, "files", aws));
    await aws.client(S3Client).send(new CreateBucketCommand({ Bucket }));
    const found = await findLeftovers(aws, names);
    expect(found).toMatchObject([{ type: "AWS::S3::Bucket", name: Bucket }]);
    await aws
      .client(S3Client)
      .send(new PutBucketTaggingCommand({ Bucket, Tagging: { TagSet: [...stageTags(twin)] } }));
    expect(await findLeftovers(aws, names)).toEqual([]);
    expect(await findLeftovers(aws, twin)).toHaveLength(1);
    await aws.client(S3Client).send(new DeleteBucketTaggingCommand({ Bucket }));
    expect(await findLeftovers(aws, twin)).toHaveLength(1);
  });

  it("knows roles without tags by the whole of their names", async () => {
    const iam = aws.client(IAMClient);
    const role = (RoleName: string, tagged?: StageNames): Promise<unknown> =>
      iam.send(
        new CreateRoleCommand({
          RoleName,
          AssumeRolePolicyDocument: trust,
          ...(tagged === undefined ? {} : { Tags: [...stageTags(tagged)] }),
        }),
      );
    const names = { project: "a-name-of-a-project-that-is-long", stage: "production" };
    await role("monolift-a-name-of-a-project-that-is-long-production-FunctionWebRole-1");
    await role("monolift-a-name-of-a-pro-FunctionManageRole-2", names);
    await role("monolift-a-name-of-a-pro-FunctionManageRole-3", { ...names, stage: "staging" });
    await role("monolift-a-name-of-a-project-that-is-long-production-b-FunctionWebRole-4");
    await role("monolift-a-name-of-a-pro-FunctionManageRole-5");
    const found = await findLeftovers(aws, names);
    expect(found.map(({ name }) => name.at(-1))).toEqual(["2", "1"]);
    await iam.send(new DeleteRoleCommand({ RoleName: "monolift-a-name-of-a-pro-FunctionManageRole-2" }));
    expect(await findLeftovers(aws, names)).toHaveLength(1);
  });

  it("asks whether what the list of tags names is still there", async () => {
    const names = { project: "ghost", stage: "a" };
    const arns = [
      "arn:aws:s3:::gone-bucket",
      "arn:aws:lambda:us-east-1:000000000000:function:ghost-a-gone",
      "arn:aws:logs:us-east-1:000000000000:log-group:/gone",
      "arn:aws:ssm:us-east-1:000000000000:parameter/gone",
      "arn:aws:secretsmanager:us-east-1:000000000000:secret:gone-AbCdEf",
      "arn:aws:cloudformation:us-east-1:000000000000:stack/gone/1",
      "arn:aws:cloudfront::000000000000:distribution/GONE",
      "arn:aws:iam::000000000000:role/gone",
      "arn:aws:ses:us-east-1:000000000000:identity/gone.example",
      "arn:aws:ec2:us-east-1:000000000000:network-interface/eni-0123456789abcdef0",
      "arn:aws:ecr:us-east-1:000000000000:repository/gone",
      "arn:aws:rds:us-east-1:000000000000:cluster:gone",
      "arn:aws:rds:us-east-1:000000000000:db:gone",
      "arn:aws:acm:us-east-1:000000000000:certificate/11111111-2222-3333-4444-555555555555",
      "arn:aws:apigateway:us-east-1::/restapis/gone",
      "arn:aws:cloudwatch:us-east-1:000000000000:alarm:gone",
      "arn:aws:sqs:us-east-1:000000000000:unknown",
    ];
    const found = await findLeftovers(listing(aws, arns), names);
    expect(found).toEqual([
      {
        type: "sqs",
        name: "unknown",
        region: "us-east-1",
        arn: arns.at(-1),
        usdPerMonth: null,
        isCertain: false,
      },
    ]);
  });
});

describe("what is found by its tags alone", () => {
  it("is certain when its service shows it", async () => {
    const ministack = await startMinistack();
    try {
      const aws = ministack.connect();
      const { repository } = await aws
        .client(ECRClient)
        .send(new CreateRepositoryCommand({ repositoryName: "blog/a" }));
      const { CertificateArn } = await aws
        .client(ACMClient)
        .send(new RequestCertificateCommand({ DomainName: "blog.example.com" }));
      const { id } = await aws.client(APIGatewayClient).send(new CreateRestApiCommand({ name: "blog-a" }));
      const watched = { MetricName: "Errors", Namespace: "AWS/Lambda", Statistic: "Sum" as const };
      const bound = { Period: 60, EvaluationPeriods: 1, Threshold: 1 };
      await aws.client(CloudWatchClient).send(
        new PutMetricAlarmCommand({
          AlarmName: "blog-a-errors",
          ComparisonOperator: "GreaterThanThreshold",
          ...watched,
          ...bound,
        }),
      );
      const arns = [
        repository?.repositoryArn ?? "",
        CertificateArn ?? "",
        `arn:aws:apigateway:us-east-1::/restapis/${id}`,
        "arn:aws:cloudwatch:us-east-1:000000000000:alarm:blog-a-errors",
      ];
      const found = await findLeftovers(listing(aws, arns), own);
      expect(found.map(({ type, isCertain }) => [type, isCertain])).toEqual([
        ["AWS::ApiGateway::RestApi", true],
        ["AWS::CertificateManager::Certificate", true],
        ["AWS::CloudWatch::Alarm", true],
        ["AWS::ECR::Repository", true],
      ]);
      aws.close();
    } finally {
      await ministack.stop();
    }
  });
});

/** The same connection, whose list of tags names these. */
function listing(aws: Aws, arns: readonly string[]): Aws {
  return {
    ...aws,
    client: (kind, options) => {
      const client = aws.client(kind, options);
      if (!(client instanceof ResourceGroupsTaggingAPIClient)) return client;
      return new Proxy(client, {
        get: (target, name) =>
          name === "send"
            ? () => Promise.resolve({ ResourceTagMappingList: arns.map((ResourceARN) => ({ ResourceARN })) })
            : (Reflect.get(target, name, target) as unknown),
      });
    },
  };
}

describe("findByTags", () => {
  it("reads every page of the list", async () => {
    const moto = await startMoto();
    try {
      const aws = moto.connect();
      const s3 = aws.client(S3Client);
      const buckets = Array.from({ length: 6 }, (_, index) => `paged-${index}`);
      for (const Bucket of buckets) {
        const Tags = [...stageTags({ project: "blog", stage: Bucket === "paged-3" ? "b" : "a" })];
        await s3.send(new CreateBucketCommand({ Bucket }));
        await s3.send(new PutBucketTaggingCommand({ Bucket, Tagging: { TagSet: Tags } }));
      }
      const found = await findByTags(aws, [{ Key: "monolift:stage", Values: ["a"] }], { perPage: 2 });
      expect(found).toHaveLength(5);
      const asked = aws.calls.filter(({ operation }) => operation === "GetResources");
      expect(asked.length).toBeGreaterThanOrEqual(3);
      aws.close();
    } finally {
      await moto.stop();
    }
  });
});
