import type { Edge, Resource } from "../../plan/resources.ts";
import { parameterName, type StageNames } from "./names.ts";
import { arn, join, pseudo, type Document, type Text } from "./template/expression.ts";

/** What the edges of a plan lead to, once it is there. */
export interface DataNames {
  readonly buckets: { readonly static: string; readonly media: string };
  /** Address or domain that SES has verified; null where nothing may be sent. */
  readonly mailIdentity: string | null;
  /** ARNs of the records of Secrets Manager that have secrets of the stage. Default: none. */
  readonly secretRecords?: readonly string[] | undefined;
  /** Whether SES sends to confirmed addresses alone. Default: false. */
  readonly isMailSandboxed?: boolean | undefined;
}

/**
 * One statement of a policy: what may be done to which thing. No action is ever `*`, and a thing only where AWS takes nothing
 * else: `networkRights`.
 */
export interface Statement {
  readonly Effect: "Allow" | "Deny";
  readonly Action: readonly string[];
  readonly Resource: readonly Text[];
  readonly Condition?: Readonly<Record<string, Readonly<Record<string, Text | readonly Text[]>>>>;
}

/** S3's actions on objects; `write` is what an upload and its removal need. */
const objectActions = {
  read: ["s3:GetObject"],
  write: ["s3:PutObject", "s3:DeleteObject", "s3:AbortMultipartUpload", "s3:ListMultipartUploadParts"],
} as const;

/**
 * The rights that follow from an edge: as few as do, on the one thing that it leads to.
 *
 * @returns None where the protocol of the target has rights of its own, as a database has.
 * @see https://docs.aws.amazon.com/service-authorization/latest/reference/reference_policies_actions-resources-contextkeys.html
 */
export function rightsOf(
  { may }: Edge,
  target: Resource,
  names: StageNames,
  data: DataNames,
): readonly Statement[] {
  switch (target.kind) {
    case "bucket":
      return bucketRights(may, join("arn:", pseudo.partition, `:s3:::${data.buckets[target.name]}`));
    case "secret":
      return secretRights(names, data.secretRecords ?? []);
    case "mailbox":
      return mailRights(data);
    default:
      return [];
  }
}

const mailActions = ["ses:SendEmail", "ses:SendRawEmail"] as const;

/**
 * The right to send mail as the sender, and as nobody else. In the sandbox SES asks for it on the recipient's identity, too; who
 * has confirmed their address is not known beforehand, so there the sender stands in a condition.
 *
 * @see https://docs.aws.amazon.com/ses/latest/dg/control-user-access.html
 */
function mailRights({ mailIdentity, isMailSandboxed = false }: DataNames): readonly Statement[] {
  if (mailIdentity === null) return [];
  const own = allow(mailActions, arn("ses", `identity/${mailIdentity}`));
  if (!isMailSandboxed) return [own];
  // A domain that is verified stands for the domains below it, too.
  const sender = mailIdentity.includes("@") ? [mailIdentity] : [`*@${mailIdentity}`, `*@*.${mailIdentity}`];
  const toAnyConfirmed = allow(mailActions, arn("ses", "identity/*"));
  return [own, { ...toAnyConfirmed, Condition: { StringLike: { "ses:FromAddress": sender } } }];
}

/** S3's actions on the bucket itself. Without the right to list, S3 answers 403 for an object that is not there. */
const bucketActions = { read: ["s3:ListBucket"], write: ["s3:ListBucketMultipartUploads"] } as const;

/** The parameters that have the secrets of a stage: what it was given when it was made, and what people have set. */
const secretParameters = ["own", "secrets"] as const;

function secretRights(names: StageNames, records: readonly string[]): readonly Statement[] {
  const parameters = allow(["ssm:GetParameters"], ...secretParameters.map((one) => parameterArn(names, one)));
  // AWS allows the whole record or nothing, also where stages share it.
  return records.length === 0
    ? [parameters]
    : [parameters, allow(["secretsmanager:GetSecretValue"], ...records)];
}

function parameterArn(names: StageNames, name: string): Text {
  return arn("ssm", `parameter${parameterName(names, name)}`);
}

function bucketRights(may: Edge["may"], bucket: Text): readonly Statement[] {
  const actions = may.flatMap((one) => (one === "read" || one === "write" ? objectActions[one] : []));
  const list = may.flatMap((one) => (one === "read" || one === "write" ? bucketActions[one] : []));
  return [allow(actions, join(bucket, "/*")), allow(list, bucket)];
}

function allow(actions: readonly string[], ...resources: readonly Text[]): Statement {
  return { Effect: "Allow", Action: actions, Resource: resources };
}

/** What Lambda does with network interfaces, in the function's name. */
const interfaceActions = {
  look: ["ec2:DescribeNetworkInterfaces", "ec2:DescribeSubnets"],
  change: [
    "ec2:CreateNetworkInterface",
    "ec2:DeleteNetworkInterface",
    "ec2:AssignPrivateIpAddresses",
    "ec2:UnassignPrivateIpAddresses",
  ],
} as const;

/**
 * The rights with which Lambda connects a function to a network: those of AWS's policy `AWSLambdaVPCAccessExecutionRole`, with
 * narrower resources where AWS's page names them. EC2 knows no resource for what only looks, and Lambda asks beforehand whether
 * interfaces may be deleted whose ids nobody knows yet. So that none of it is for the application, the code of the function is
 * denied all of it: Lambda itself calls without `lambda:SourceFunctionArn`.
 *
 * @param lambda ARN of the function.
 * @see https://docs.aws.amazon.com/lambda/latest/dg/configuration-vpc.html
 * @see https://docs.aws.amazon.com/aws-managed-policy/latest/reference/AWSLambdaVPCAccessExecutionRole.html
 * @see https://docs.aws.amazon.com/lambda/latest/dg/permissions-source-function-arn.html
 */
export function networkRights(lambda: Text): readonly Statement[] {
  return [
    { Effect: "Allow", Action: interfaceActions.look, Resource: ["*"] },
    { Effect: "Allow", Action: interfaceActions.change, Resource: [arn("ec2", "*/*")] },
    {
      Effect: "Deny",
      Action: [...interfaceActions.look, ...interfaceActions.change, "ec2:DetachNetworkInterface"],
      Resource: ["*"],
      Condition: { ArnEquals: { "lambda:SourceFunctionArn": lambda } },
    },
  ];
}

/** A policy with these statements. */
export function policyOf(statements: readonly Statement[]): Document {
  return { Version: "2012-10-17", Statement: statements as unknown as readonly Document[] };
}

/** Lets one of AWS's services take a role on. */
export function trust(service: string): Document {
  return {
    Version: "2012-10-17",
    Statement: [{ Effect: "Allow", Principal: { Service: service }, Action: "sts:AssumeRole" }],
  };
}
