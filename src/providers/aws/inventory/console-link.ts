import type { Aws } from "../aws.ts";

/** Something that has a page in AWS's console. */
export interface ConsoleThing {
  /** As CloudFormation calls it: `AWS::Lambda::Function`. */
  readonly type: string;
  /** As its own service names it: a name, an id or an ARN. */
  readonly id: string;
}

type Page = (id: string, region: string) => string;

const inRegion = (region: string, path: string): string => `https://${region}.console.aws.amazon.com/${path}`;
const anywhere = (path: string): string => `https://console.aws.amazon.com/${path}`;
/** CloudWatch's pages decode what stands behind the `#` twice, with `$` for `%`. */
const forCloudWatch = (name: string): string =>
  encodeURIComponent(encodeURIComponent(name)).replaceAll("%", "$");
const lastPart = (arn: string): string => arn.split(/[/:]/).at(-1) ?? arn;

const pages: Readonly<Record<string, Page>> = {
  "AWS::ApiGateway::RestApi": (id, region) =>
    inRegion(region, `apigateway/main/apis/${id}/resources?api=${id}&region=${region}`),
  "AWS::CertificateManager::Certificate": (arn, region) =>
    inRegion(region, `acm/home?region=${region}#/certificates/${lastPart(arn)}`),
  "AWS::CloudFront::Distribution": (id) => anywhere(`cloudfront/v4/home#/distributions/${id}`),
  "AWS::CloudWatch::Alarm": (name, region) =>
    inRegion(region, `cloudwatch/home?region=${region}#alarmsV2:alarm/${encodeURIComponent(name)}`),
  "AWS::EC2::NatGateway": (id, region) =>
    inRegion(region, `vpcconsole/home?region=${region}#NatGatewayDetails:natGatewayId=${id}`),
  "AWS::EC2::VPC": (id, region) =>
    inRegion(region, `vpcconsole/home?region=${region}#VpcDetails:VpcId=${id}`),
  "AWS::IAM::Role": (name) => anywhere(`iam/home#/roles/details/${name}`),
  "AWS::Lambda::Function": (name, region) =>
    inRegion(region, `lambda/home?region=${region}#/functions/${lastPart(name)}`),
  "AWS::Lambda::Version": (arn, region) => {
    const [version = "", name = ""] = arn.split(":").toReversed();
    return inRegion(region, `lambda/home?region=${region}#/functions/${name}/versions/${version}`);
  },
  "AWS::Logs::LogGroup": (name, region) =>
    inRegion(region, `cloudwatch/home?region=${region}#logsV2:log-groups/log-group/${forCloudWatch(name)}`),
  "AWS::RDS::DBCluster": (name, region) =>
    inRegion(region, `rds/home?region=${region}#database:id=${name};is-cluster=true`),
  "AWS::S3::Bucket": (name, region) => inRegion(region, `s3/buckets/${name}?region=${region}`),
  "AWS::SES::EmailIdentity": (identity, region) =>
    inRegion(region, `ses/home?region=${region}#/identities/${encodeURIComponent(identity)}`),
  "AWS::SNS::Topic": (arn, region) => inRegion(region, `sns/v3/home?region=${region}#/topic/${arn}`),
  "AWS::SSM::Parameter": (name, region) =>
    inRegion(
      region,
      `systems-manager/parameters/${encodeURIComponent(encodeURIComponent(name))}/description?region=${region}`,
    ),
  "AWS::SecretsManager::Secret": (name, region) =>
    inRegion(region, `secretsmanager/secret?name=${encodeURIComponent(name)}&region=${region}`),
};

/**
 * The page of a thing in AWS's console; of what has none of its own, the one of the stack that it is in. Null where there is
 * neither, or where another endpoint than AWS's is used.
 *
 * @param stack ARN of its stack.
 */
export function consoleLink(
  { region, isElsewhere }: Pick<Aws, "region" | "isElsewhere">,
  { type, id }: ConsoleThing,
  stack: string | null,
): string | null {
  if (isElsewhere) return null;
  const page = Object.hasOwn(pages, type) ? pages[type] : undefined;
  if (page !== undefined) return page(id, region);
  if (stack === null) return null;
  return inRegion(
    region,
    `cloudformation/home?region=${region}#/stacks/resources?stackId=${encodeURIComponent(stack)}`,
  );
}
