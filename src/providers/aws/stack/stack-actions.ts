/**
 * The rights that this folder's own calls need, as IAM has them; what the resources of a template need comes on top, since
 * CloudFormation makes them in the caller's name. All of them can be limited to `stack/monolift-*`, and those of S3 to the
 * bucket that long templates lie in.
 *
 * @see https://docs.aws.amazon.com/service-authorization/latest/reference/list_awscloudformation.html
 */
export const stackActions = [
  "cloudformation:CancelUpdateStack",
  "cloudformation:ContinueUpdateRollback",
  "cloudformation:CreateChangeSet",
  "cloudformation:DeleteChangeSet",
  "cloudformation:DeleteStack",
  "cloudformation:DescribeChangeSet",
  "cloudformation:DescribeEvents",
  "cloudformation:DescribeStackEvents",
  "cloudformation:DescribeStacks",
  "cloudformation:ExecuteChangeSet",
  "cloudformation:GetTemplate",
  "cloudformation:ListStackResources",
  "s3:GetObject",
  "s3:PutObject",
] as const;
