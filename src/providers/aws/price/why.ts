import type { whyEn } from "../../../words/providers/aws/price/en.ts";
import { logicalId } from "../names.ts";
import type { Thing, ThingKind } from "./things.ts";

/** Why something is there: a key of the words. */
export type Why = keyof typeof whyEn;

type WhyOfKind<K extends ThingKind> = Why | ((thing: Extract<Thing, { readonly kind: K }>) => Why);

const manageId = logicalId("function.manage");

const isOfFunction = (name: string): boolean => name.startsWith(logicalId("function"));

/** A kind that is not here is an error of the compiler: nothing is made without a reason. */
const reasons: { readonly [K in ThingKind]: WhyOfKind<K> } = {
  "AWS::ApiGateway::Account": "api-log-right",
  "AWS::ApiGateway::BasePathMapping": "api-domain",
  "AWS::ApiGateway::Deployment": "api-deployment",
  "AWS::ApiGateway::DomainName": "api-domain",
  "AWS::ApiGateway::Method": "api-paths",
  "AWS::ApiGateway::Resource": "api-paths",
  "AWS::ApiGateway::RestApi": "api",
  "AWS::ApiGateway::Stage": "api-stage",
  "AWS::Budgets::Budget": "budget",
  "AWS::CloudFront::CachePolicy": "cache-rules",
  "AWS::CloudFront::Distribution": "distribution",
  "AWS::CloudFront::Function": "edge-function",
  "AWS::CloudFront::OriginAccessControl": "bucket-access",
  "AWS::CloudFront::OriginRequestPolicy": "cache-rules",
  "AWS::CloudFront::ResponseHeadersPolicy": "cache-rules",
  "AWS::CloudWatch::Alarm": ({ name }) => (name.startsWith("Alert") ? "alert" : "alarm"),
  "AWS::EC2::EgressOnlyInternetGateway": "way-out-ipv6",
  "AWS::EC2::EIP": "nat-address",
  "AWS::EC2::InternetGateway": "nat-way",
  "AWS::EC2::NatGateway": "nat",
  "AWS::EC2::Route": "routes",
  "AWS::EC2::RouteTable": "routes",
  "AWS::EC2::SecurityGroup": "security-group",
  "AWS::EC2::Subnet": "subnet",
  "AWS::EC2::SubnetRouteTableAssociation": "routes",
  "AWS::EC2::VPC": "network",
  "AWS::EC2::VPCCidrBlock": "network-ipv6",
  "AWS::EC2::VPCEndpoint": ({ properties }) =>
    properties.VpcEndpointType === "Interface" ? "endpoint" : "endpoint-files",
  "AWS::EC2::VPCGatewayAttachment": "nat-way",
  "AWS::ElasticLoadBalancingV2::ListenerCertificate": "certificate",
  "AWS::ElasticLoadBalancingV2::ListenerRule": "listener-rule",
  "AWS::ElasticLoadBalancingV2::TargetGroup": "targets",
  "AWS::IAM::Role": ({ name }) => (isOfFunction(name) ? "role" : "role-other"),
  "AWS::Lambda::EventInvokeConfig": "failed-events",
  "AWS::Lambda::Function": ({ name }) => (name === manageId ? "function-manage" : "function"),
  "AWS::Lambda::Permission": "permission",
  "AWS::Lambda::Url": "function-url",
  "AWS::Lambda::Version": "version",
  "AWS::Logs::LogGroup": ({ name }) => (isOfFunction(name) ? "logs" : "api-logs"),
  "AWS::RDS::DBSubnetGroup": "database-subnets",
  "AWS::Scheduler::Schedule": ({ name }) => (name.startsWith("Database") ? "database-awake" : "schedule"),
  "AWS::SNS::Subscription": "warnings",
  "AWS::SNS::Topic": "warnings",
  "aurora-cluster": "database",
  bucket: ({ name }) => (name === "media" ? "bucket-media" : "bucket-files"),
  certificate: "certificate",
  "dns-record": "dns-record",
  "image-repository": "image-repository",
  "mail-identity": "mail-identity",
  "neon-branch": "database",
  parameter: ({ name }) => `secrets-${name}` as const,
  secret: ({ name }) => `secrets-${name}` as const,
};

/** Why a thing is there. */
export function whyOf(thing: Thing): Why {
  const reason = reasons[thing.kind] as WhyOfKind<ThingKind>;
  return typeof reason === "function" ? reason(thing) : reason;
}
