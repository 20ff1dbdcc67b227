import type { Aws } from "../aws.ts";
import { bucketName, functionName, stackName, type StageNames } from "../names.ts";
import { repositoryName } from "../images/repository.ts";
import { partitionOf } from "./partition.ts";

/** Actions that whoever lifts a stage needs, and on what. */
export interface NeededRights {
  readonly actions: readonly string[];
  /** ARNs, with `*` where AWS knows no narrower one for these actions, or the rest is not known before. */
  readonly resources: readonly string[];
}

const bucketActions = [
  "s3:CreateBucket",
  "s3:DeleteBucket",
  "s3:GetBucketTagging",
  "s3:ListBucket",
  "s3:ListBucketMultipartUploads",
  "s3:ListBucketVersions",
  "s3:PutBucketCORS",
  "s3:PutBucketOwnershipControls",
  "s3:PutBucketPolicy",
  "s3:PutBucketPublicAccessBlock",
  "s3:PutBucketTagging",
  "s3:PutEncryptionConfiguration",
  "s3:PutLifecycleConfiguration",
] as const;

/** Those on tags belong to a copy, which takes them over. */
const objectActions = [
  "s3:AbortMultipartUpload",
  "s3:DeleteObject",
  "s3:DeleteObjectVersion",
  "s3:GetObject",
  "s3:GetObjectTagging",
  "s3:PutObject",
  "s3:PutObjectTagging",
] as const;

const parameterActions = [
  // A parameter is made with its tags.
  "ssm:AddTagsToResource",
  "ssm:DeleteParameters",
  "ssm:GetParameter",
  "ssm:GetParameterHistory",
  "ssm:GetParameters",
  "ssm:PutParameter",
] as const;

const secretActions = [
  "secretsmanager:CreateSecret",
  "secretsmanager:DeleteSecret",
  "secretsmanager:DescribeSecret",
  "secretsmanager:GetSecretValue",
  "secretsmanager:ListSecretVersionIds",
  "secretsmanager:PutSecretValue",
  "secretsmanager:RestoreSecret",
  // A record is made with its tags.
  "secretsmanager:TagResource",
  "secretsmanager:UpdateSecretVersionStage",
] as const;

const repositoryActions = [
  "ecr:BatchDeleteImage",
  "ecr:CreateRepository",
  "ecr:DeleteRepository",
  "ecr:DescribeImages",
  "ecr:DescribeRepositories",
  "ecr:GetLifecyclePolicy",
  "ecr:GetRepositoryPolicy",
  "ecr:PutLifecyclePolicy",
  "ecr:SetRepositoryPolicy",
  // A repository is made with its tags.
  "ecr:TagResource",
] as const;

/** What the registry's own protocol is allowed by. @see https://docs.aws.amazon.com/AmazonECR/latest/userguide/image-push-iam.html */
export const pushActions = [
  "ecr:BatchCheckLayerAvailability",
  "ecr:BatchGetImage",
  "ecr:CompleteLayerUpload",
  "ecr:GetDownloadUrlForLayer",
  "ecr:InitiateLayerUpload",
  "ecr:PutImage",
  "ecr:UploadLayerPart",
] as const;

/** Lists of the whole account: AWS allows them for all or for nothing. */
const listActions = [
  "cloudfront:ListDistributions",
  "ec2:DescribeNetworkInterfaces",
  "iam:ListRoles",
  "logs:DescribeLogGroups",
  "secretsmanager:ListSecrets",
  "ssm:DescribeParameters",
  "tag:GetResources",
] as const;

/**
 * What whoever lifts or ends a stage must be allowed to do with its data, and to prove that nothing is left. A test compares it
 * with the calls that are made.
 *
 * @see https://docs.aws.amazon.com/service-authorization/latest/reference/reference_policies_actions-resources-contextkeys.html
 */
export function neededDataRights(
  aws: Pick<Aws, "region" | "account" | "caller">,
  names: StageNames,
): readonly NeededRights[] {
  const partition = partitionOf(aws);
  const home = `${aws.region}:${aws.account}`;
  const { project, stage } = names;
  const buckets = (["files", "media"] as const).map(
    (what) => `arn:${partition}:s3:::${bucketName(names, what, aws)}`,
  );
  return [
    { actions: bucketActions, resources: buckets },
    { actions: objectActions, resources: buckets.map((bucket) => `${bucket}/*`) },
    {
      actions: parameterActions,
      resources: [`arn:${partition}:ssm:${home}:parameter/monolift/${project}/${stage}/*`],
    },
    {
      actions: secretActions,
      resources: [
        `arn:${partition}:secretsmanager:${home}:secret:/monolift/${project}/${stage}/secrets-*`,
        `arn:${partition}:secretsmanager:${home}:secret:/monolift/${project}/secrets-*`,
      ],
    },
    {
      actions: ["cloudformation:DescribeStacks"],
      resources: [...new Set([aws.region, "us-east-1"])].map(
        (region) => `arn:${partition}:cloudformation:${region}:${aws.account}:stack/${stackName(names)}/*`,
      ),
    },
    {
      actions: [...repositoryActions, ...pushActions],
      resources: [`arn:${partition}:ecr:${home}:repository/${repositoryName(names)}`],
    },
    { actions: ["ecr:GetAuthorizationToken"], resources: ["*"] },
    ...inventoryRights(aws, functionName(names, "*")),
    { actions: listActions, resources: ["*"] },
  ];
}

/** What asks of single things whether they are the stage's own. */
function inventoryRights(
  aws: Pick<Aws, "region" | "account" | "caller">,
  functions: string,
): readonly NeededRights[] {
  const partition = partitionOf(aws);
  const home = `${aws.region}:${aws.account}`;
  return [
    { actions: ["lambda:ListTags"], resources: [`arn:${partition}:lambda:${home}:function:${functions}`] },
    {
      actions: ["logs:ListTagsForResource"],
      resources: [`arn:${partition}:logs:${home}:log-group:/aws/lambda/${functions}`],
    },
    { actions: ["iam:ListRoleTags"], resources: [`arn:${partition}:iam::${aws.account}:role/monolift-*`] },
    {
      actions: ["cloudfront:ListTagsForResource"],
      resources: [`arn:${partition}:cloudfront::${aws.account}:distribution/*`],
    },
    {
      actions: ["rds:DescribeDBClusters", "rds:DescribeDBInstances"],
      resources: [`arn:${partition}:rds:${home}:cluster:*`, `arn:${partition}:rds:${home}:db:*`],
    },
    {
      actions: ["acm:DescribeCertificate"],
      resources: [`arn:${partition}:acm:*:${aws.account}:certificate/*`],
    },
    { actions: ["apigateway:GET"], resources: [`arn:${partition}:apigateway:${aws.region}::/restapis/*`] },
    { actions: ["ses:GetEmailIdentity"], resources: [`arn:${partition}:ses:${home}:identity/*`] },
    { actions: ["cloudwatch:DescribeAlarms"], resources: [`arn:${partition}:cloudwatch:${home}:alarm:*`] },
  ];
}
