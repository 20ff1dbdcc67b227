import { describe, expect, it } from "vitest";
import type { ErrorCode } from "../../../words/words.ts";
import { explainFailure } from "./explain-failure.ts";

const lambda = "AWS::Lambda::Function";
const handled = (message: string, code: string): string =>
  `Resource handler returned message: "${message}" (RequestToken: 4ab1f6d1-0000-0000-0000-000000000000, HandlerErrorCode: ${code})`;

/** Sentences as AWS has given them to people, names and ids changed. */
const sentences: readonly (readonly [ErrorCode, string, string, object])[] = [
  [
    "STACK_ACCESS_DENIED",
    "AWS::IAM::Role",
    "API: iam:CreateRole User: arn:aws:iam::123456789012:user/ann is not authorized to perform: iam:CreateRole on resource: arn:aws:iam::123456789012:role/blog-Role because no identity-based policy allows the iam:CreateRole action",
    { action: "iam:CreateRole", target: "arn:aws:iam::123456789012:role/blog-Role" },
  ],
  [
    "STACK_ACCESS_DENIED",
    lambda,
    handled(
      "User: arn:aws:sts::123456789012:assumed-role/Deploy/ann is not authorized to perform: lambda:CreateFunction on resource: arn:aws:lambda:us-east-1:123456789012:function:blog-web because no identity-based policy allows the lambda:CreateFunction action (Service: Lambda, Status Code: 403, Request ID: 1)",
      "AccessDenied",
    ),
    {
      action: "lambda:CreateFunction",
      target: "arn:aws:lambda:us-east-1:123456789012:function:blog-web",
    },
  ],
  [
    "STACK_ACCESS_DENIED",
    "AWS::Logs::LogGroup",
    handled(
      'User with accountId: 123456789012 is not authorized to perform CreateLogGroup with Tags. An additional permission "logs:TagResource" is required. (Service: CloudWatchLogs, Status Code: 400, Request ID: 1)',
      "AccessDenied",
    ),
    { action: "logs:TagResource", target: null },
  ],
  [
    "STACK_ACCESS_DENIED",
    "AWS::EC2::VPC",
    "You are not authorized to perform this operation. Encoded authorization failure message: 4ZkPq",
    { action: null, target: null },
  ],
  [
    "STACK_CONCURRENCY_TOO_HIGH",
    lambda,
    handled(
      "Specified ReservedConcurrentExecutions for function decreases account's UnreservedConcurrentExecution below its minimum value of [10]. (Service: Lambda, Status Code: 400, Request ID: 1)",
      "InvalidRequest",
    ),
    { least: 10 },
  ],
  [
    "STACK_QUOTA_REACHED",
    "AWS::IAM::Role",
    "Cannot exceed quota for RolesPerAccount: 1000 (Service: AmazonIdentityManagement; Status Code: 409; Error Code: LimitExceeded; Request ID: 1; Proxy: null)",
    { type: "AWS::IAM::Role" },
  ],
  [
    "STACK_QUOTA_REACHED",
    "AWS::CloudFront::Distribution",
    "Your request would cause you to exceed the maximum number of distributions allowed. (Service: AmazonCloudFront; Status Code: 400; Error Code: TooManyDistributions; Request ID: 1)",
    { type: "AWS::CloudFront::Distribution" },
  ],
  [
    "STACK_NAME_IN_STACK",
    "AWS::Logs::LogGroup",
    "/aws/lambda/blog-web already exists in stack arn:aws:cloudformation:us-east-1:123456789012:stack/old-blog/1b-48",
    { name: "/aws/lambda/blog-web", other: "old-blog" },
  ],
  [
    "STACK_NAME_EXISTS",
    "AWS::Logs::LogGroup",
    handled(
      `Resource of type 'AWS::Logs::LogGroup' with identifier '{"/properties/LogGroupName":"/aws/lambda/blog-web"}' already exists.`,
      "AlreadyExists",
    ),
    { name: "/aws/lambda/blog-web" },
  ],
  [
    "STACK_NAME_EXISTS",
    lambda,
    handled(
      "Function already exist: blog-web (Service: Lambda, Status Code: 409, Request ID: 1)",
      "AlreadyExists",
    ),
    { name: "blog-web" },
  ],
  [
    "STACK_NAME_EXISTS",
    "AWS::IAM::Role",
    "Role with name blog-web already exists. (Service: AmazonIdentityManagement; Status Code: 409; Error Code: EntityAlreadyExists; Request ID: 1)",
    { name: "blog-web" },
  ],
  [
    "STACK_CODE_TOO_LARGE",
    lambda,
    handled(
      "Unzipped size must be smaller than 262144000 bytes (Service: Lambda, Status Code: 400, Request ID: 1)",
      "InvalidRequest",
    ),
    { mostMb: 250 },
  ],
  [
    "STACK_CODE_STORAGE_FULL",
    lambda,
    handled(
      "Code storage limit exceeded. (Service: Lambda, Status Code: 400, Request ID: 1)",
      "ServiceLimitExceeded",
    ),
    {},
  ],
  [
    "STACK_CODE_MISSING",
    lambda,
    handled(
      "Error occurred while GetObject. S3 Error Code: NoSuchKey. S3 Error Message: The specified key does not exist. (Service: Lambda, Status Code: 400, Request ID: 1)",
      "InvalidRequest",
    ),
    {},
  ],
  [
    "STACK_THROTTLED",
    lambda,
    handled("Rate exceeded (Service: Lambda, Status Code: 429, Request ID: 1)", "Throttling"),
    { resource: "FunctionWeb" },
  ],
  [
    "STACK_MEMORY_LIMIT",
    lambda,
    handled(
      "'MemorySize' value failed to satisfy constraint: Member must have value less than or equal to 3008 (Service: Lambda, Status Code: 400, Request ID: 1)",
      "InvalidRequest",
    ),
    { mostMb: 3008 },
  ],
  [
    "STACK_PROPERTY_REFUSED",
    lambda,
    "Properties validation failed for resource FunctionWeb with message: #/Timeout: 5000 is not less or equal to 900",
    { property: "Timeout" },
  ],
  ["STACK_PROPERTY_REFUSED", lambda, "Encountered unsupported property Memory", { property: "Memory" }],
  [
    "STACK_PROPERTY_REFUSED",
    lambda,
    handled(
      "1 validation error detected: Value '5000' at 'timeout' failed to satisfy constraint: Member must have value less than or equal to 900 (Service: Lambda, Status Code: 400, Request ID: 1)",
      "InvalidRequest",
    ),
    { property: "timeout" },
  ],
  [
    "STACK_KEY_UNUSABLE",
    lambda,
    handled(
      "Lambda was unable to configure access to your environment variables because the KMS key is invalid for CreateGrant. Please check your KMS key settings. KMS Exception: InvalidArnException (Service: Lambda, Status Code: 502, Request ID: 1)",
      "GeneralServiceException",
    ),
    { resource: "FunctionWeb" },
  ],
  [
    "STACK_CLOUDFRONT_UNVERIFIED",
    "AWS::CloudFront::Distribution",
    "Resource handler returned message: \"Access denied for operation 'AWS::CloudFront::Distribution: Your account must be verified before you can add new CloudFront resources. To verify your account, please contact AWS Support (https://console.aws.amazon.com/support/home#/) and include this error message.'.\" (RequestToken: 1, HandlerErrorCode: AccessDenied)",
    {},
  ],
  [
    "STACK_CERTIFICATE_UNUSABLE",
    "AWS::CloudFront::Distribution",
    handled(
      "Invalid request provided: AWS::CloudFront::Distribution: The specified SSL certificate doesn't exist, isn't in us-east-1 region, isn't valid, or doesn't include a valid certificate chain. (Service: CloudFront, Status Code: 400, Request ID: 1)",
      "InvalidRequest",
    ),
    { resource: "FunctionWeb" },
  ],
  [
    "STACK_DOMAIN_TAKEN",
    "AWS::CloudFront::Distribution",
    handled(
      "Invalid request provided: AWS::CloudFront::Distribution: One or more of the CNAMEs you provided are already associated with a different resource. (Service: CloudFront, Status Code: 409, Request ID: 1)",
      "InvalidRequest",
    ),
    {},
  ],
  [
    "STACK_ROLE_NOT_READY",
    lambda,
    handled(
      "The role defined for the function cannot be assumed by Lambda. (Service: Lambda, Status Code: 400, Request ID: 1)",
      "InvalidRequest",
    ),
    { resource: "FunctionWeb" },
  ],
  [
    "STACK_CREDENTIALS_EXPIRED",
    lambda,
    "The security token included in the request is expired (Service: AWSLambdaInternal; Status Code: 403; Error Code: ExpiredTokenException; Request ID: 1)",
    { stack: "monolift-blog-production" },
  ],
  [
    "STACK_FAILED",
    lambda,
    handled("Internal Failure", "InternalFailure"),
    { resource: "FunctionWeb", type: lambda },
  ],
];

describe("explainFailure", () => {
  it.each(sentences)("takes for %s what AWS says of %s: %s", (code, type, reason, facts) => {
    const failure = {
      stack: "monolift-blog-production",
      resource: "FunctionWeb",
      type,
      property: null,
      reason,
    };
    expect(explainFailure(failure)).toMatchObject({ code, facts, detail: reason });
  });

  it("leaves out the middle of a sentence that quotes all it was sent, and keeps what is wrong with it", () => {
    const reason = `Value '${"x".repeat(60_000)}' at 'templateBody' failed to satisfy constraint: too long`;
    const failure = { stack: "monolift-blog-production", resource: null, type: null, property: null, reason };
    const { detail = "" } = explainFailure(failure);
    expect(detail.length).toBeLessThan(1_000);
    expect(detail).toMatch(/^Value 'xxx.* at 'templateBody' failed to satisfy constraint: too long$/);
  });
});
