import type { FunctionResource } from "../../../plan/resources.ts";
import { functionName, logicalId, tagNames, type StageNames } from "../names.ts";
import type { NetworkPlace } from "../network/place.ts";
import { networkRights, policyOf, trust, type Statement } from "../rights.ts";
import { arn, type Text } from "../template/expression.ts";
import type { Resource, TemplateBuilder } from "../template/template.ts";

/** An archive in a bucket, and what runs it. */
export interface ZipOrigin {
  readonly kind: "zip";
  readonly bucket: string;
  readonly key: string;
  /** `python3.14`. */
  readonly runtime: string;
  readonly handler: string;
}

/** A container image, which says itself how it is started. */
export interface ImageOrigin {
  readonly kind: "image";
  /** `HOST/REPOSITORY@sha256:…` */
  readonly uri: string;
}

/** The code of a function as it was uploaded, and how it is started. */
export type FunctionCode = (ZipOrigin | ImageOrigin) & {
  readonly architecture: "x86_64" | "arm64";
  /** At most 4 KB with names; no secret is among them. */
  readonly environment: Readonly<Record<string, string>>;
  /** Of code, dependencies, runtime and environment: another digest is another version. */
  readonly digest: string;
};

export interface FunctionOptions {
  readonly names: StageNames;
  readonly release: number;
  readonly code: FunctionCode;
  readonly rights: readonly Statement[];
  /** How long log lines are kept: one of the numbers that CloudWatch takes. */
  readonly retentionDays: number;
  /** Sandboxes that are kept for this function, which are also the most that it gets; null for the account's limit. */
  readonly reservedConcurrency: number | null;
  /** The network that it joins; null for none, which starts faster. */
  readonly network: NetworkPlace | null;
}

/** A function with a version of its own for each release. */
export interface FunctionParts {
  readonly lambda: Resource<"AWS::Lambda::Function">;
  readonly version: Resource<"AWS::Lambda::Version">;
}

/**
 * A function, its role, its log group, and the version of this release. Versions are kept when the template has them no
 * more, so that a rollback finds them; `live` is not here, since moving it is not the template's business.
 *
 * @see https://docs.aws.amazon.com/lambda/latest/dg/configuration-versions.html
 */
export function addFunction(
  template: TemplateBuilder,
  resource: FunctionResource,
  options: FunctionOptions,
): FunctionParts {
  const { names, release, code } = options;
  const id = logicalId(resource.id);
  const name = functionName(names, resource.name);
  const logs = template.add(`${id}Logs`, "AWS::Logs::LogGroup", {
    LogGroupName: `/aws/lambda/${name}`,
    RetentionInDays: options.retentionDays,
  });
  const role = template.add(`${id}Role`, "AWS::IAM::Role", {
    AssumeRolePolicyDocument: trust("lambda.amazonaws.com"),
    Policies: [{ PolicyName: "function", PolicyDocument: policyOf(statementsOf(name, options)) }],
  });
  const lambda = template.add(id, "AWS::Lambda::Function", {
    FunctionName: name,
    Role: role.attribute("Arn"),
    ...packageOf(code),
    Architectures: [code.architecture],
    MemorySize: resource.memoryMb,
    Timeout: resource.timeoutSeconds,
    EphemeralStorage: { Size: resource.tmpMb },
    ...(resource.startsFrom === "snapshot" ? { SnapStart: { ApplyOn: "PublishedVersions" } } : {}),
    LoggingConfig: { LogFormat: "JSON", LogGroup: logs.ref },
    Environment: { Variables: code.environment },
    ...(options.network === null ? {} : { VpcConfig: vpcConfigOf(options.network) }),
    ...(options.reservedConcurrency === null
      ? {}
      : { ReservedConcurrentExecutions: options.reservedConcurrency }),
    Tags: [{ Key: tagNames.release, Value: String(release) }],
  });
  // Its id names what it is made of: another one makes CloudFormation publish another version.
  const version = template.add(
    `${id}Version${code.digest.slice(0, 12)}`,
    "AWS::Lambda::Version",
    { FunctionName: lambda.ref, Description: `release ${release}` },
    { deletionPolicy: "Retain" },
  );
  return { lambda, version };
}

/** @see https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-lambda-function.html */
function packageOf(code: FunctionCode) {
  if (code.kind === "image") return { PackageType: "Image", Code: { ImageUri: code.uri } } as const;
  const { runtime, handler, bucket, key } = code;
  return { Runtime: runtime, Handler: handler, Code: { S3Bucket: bucket, S3Key: key } };
}

function statementsOf(name: string, { rights, network }: FunctionOptions): readonly Statement[] {
  // Its name stands in for the function, which needs the role before it is there.
  const ofNetwork = network === null ? [] : networkRights(arn("lambda", `function:${name}`));
  return [writeLogs(name), ...rights, ...ofNetwork];
}

function vpcConfigOf({ subnets, groups, reaches }: NetworkPlace) {
  return {
    SubnetIds: subnets,
    SecurityGroupIds: groups,
    // Lambda leaves IPv6 out unless it is told otherwise, and refuses it where a subnet has none.
    ...(reaches.ipv6 ? { Ipv6AllowedForDualStack: true } : {}),
  };
}

function writeLogs(name: string): Statement {
  const streams: Text = arn("logs", `log-group:/aws/lambda/${name}:*`);
  return {
    Effect: "Allow",
    Action: ["logs:CreateLogStream", "logs:PutLogEvents"],
    Resource: [streams],
  };
}
