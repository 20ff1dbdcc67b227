import { ACMClient, DescribeCertificateCommand } from "@aws-sdk/client-acm";
import { APIGatewayClient, GetRestApiCommand } from "@aws-sdk/client-api-gateway";
import { CloudWatchClient, DescribeAlarmsCommand } from "@aws-sdk/client-cloudwatch";
import { DescribeDBClustersCommand, DescribeDBInstancesCommand, RDSClient } from "@aws-sdk/client-rds";
import { GetEmailIdentityCommand, SESv2Client } from "@aws-sdk/client-sesv2";
import { unlessAwsError } from "../../aws-error.ts";
import { partitionOf } from "../../partition.ts";
import { sendOptions } from "../../work.ts";
import type { LeftoverKind } from "../leftover.ts";

/** What always has its tags: only whether it is still there is asked. */
type Tagged = Omit<LeftoverKind, "findByName">;

const cluster: Tagged = {
  type: "AWS::RDS::DBCluster",
  usdPerMonth: null,
  nameOf: after("rds", "cluster:"),
  isThere: ({ aws, options }, name) => {
    const command = new DescribeDBClustersCommand({ DBClusterIdentifier: name });
    return unlessGone(aws.client(RDSClient).send(command, sendOptions(options)));
  },
};

const instance: Tagged = {
  type: "AWS::RDS::DBInstance",
  usdPerMonth: null,
  nameOf: after("rds", "db:"),
  isThere: ({ aws, options }, name) => {
    const command = new DescribeDBInstancesCommand({ DBInstanceIdentifier: name });
    return unlessGone(aws.client(RDSClient).send(command, sendOptions(options)));
  },
};

const certificate: Tagged = {
  type: "AWS::CertificateManager::Certificate",
  usdPerMonth: 0,
  nameOf: after("acm", "certificate/"),
  isThere: ({ aws, options }, name) => {
    const arn = `arn:${partitionOf(aws)}:acm:${aws.region}:${aws.account}:certificate/${name}`;
    const command = new DescribeCertificateCommand({ CertificateArn: arn });
    return unlessGone(aws.client(ACMClient).send(command, sendOptions(options)));
  },
};

const restApi: Tagged = {
  type: "AWS::ApiGateway::RestApi",
  usdPerMonth: 0,
  nameOf: (service, resource) =>
    service === "apigateway" ? /^\/restapis\/([^/]+)$/.exec(resource)?.[1] : undefined,
  isThere: ({ aws, options }, name) => {
    const command = new GetRestApiCommand({ restApiId: name });
    return unlessGone(aws.client(APIGatewayClient).send(command, sendOptions(options)));
  },
};

const alarm: Tagged = {
  type: "AWS::CloudWatch::Alarm",
  /** @see https://aws.amazon.com/cloudwatch/pricing/ */
  usdPerMonth: 0.1,
  nameOf: after("cloudwatch", "alarm:"),
  isThere: async ({ aws, options }, name) => {
    const command = new DescribeAlarmsCommand({ AlarmNames: [name] });
    const { MetricAlarms = [] } = await aws.client(CloudWatchClient).send(command, sendOptions(options));
    return MetricAlarms.length > 0;
  },
};

const sender: Tagged = {
  type: "AWS::SES::EmailIdentity",
  usdPerMonth: 0,
  nameOf: after("ses", "identity/"),
  isThere: ({ aws, options }, name) => {
    const command = new GetEmailIdentityCommand({ EmailIdentity: name });
    return unlessGone(aws.client(SESv2Client).send(command, sendOptions(options)));
  },
};

const kinds = [cluster, instance, certificate, restApi, alarm, sender] as const;

/** Kinds that are found by their tags alone. */
export const kindsByTagAlone: readonly LeftoverKind[] = kinds.map((kind) => ({
  ...kind,
  findByName: () => Promise.resolve([]),
}));

function after(service: string, prefix: string): LeftoverKind["nameOf"] {
  return (one, resource) =>
    one === service && resource.startsWith(prefix) ? resource.slice(prefix.length) : undefined;
}

const notFound = [
  "DBClusterNotFoundFault",
  "DBInstanceNotFound",
  "DBInstanceNotFoundFault",
  "NotFoundException",
  "ResourceNotFoundException",
] as const;

/** Whether a call finds what it asks for; each service says in its own words that it does not. */
async function unlessGone(call: Promise<unknown>): Promise<boolean> {
  return (await unlessAwsError(call, ...notFound)) !== undefined;
}
