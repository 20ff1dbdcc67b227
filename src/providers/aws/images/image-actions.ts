/** What the registry's own protocol asks for, beside the SDK. */
export const pushActions = [
  "ecr:BatchCheckLayerAvailability",
  "ecr:BatchGetImage",
  "ecr:CompleteLayerUpload",
  "ecr:GetDownloadUrlForLayer",
  "ecr:InitiateLayerUpload",
  "ecr:PutImage",
  "ecr:UploadLayerPart",
] as const;

/**
 * The rights that this folder's calls need, as IAM has them.
 *
 * @see https://docs.aws.amazon.com/AmazonECR/latest/userguide/image-push-iam.html
 */
export const imageActions = [
  "ecr:BatchDeleteImage",
  "ecr:CreateRepository",
  "ecr:DeleteRepository",
  "ecr:DescribeImages",
  "ecr:DescribeRepositories",
  "ecr:GetAuthorizationToken",
  "ecr:GetLifecyclePolicy",
  "ecr:GetRepositoryPolicy",
  "ecr:PutLifecyclePolicy",
  "ecr:SetRepositoryPolicy",
  // A repository is made with its tags.
  "ecr:TagResource",
] as const;
