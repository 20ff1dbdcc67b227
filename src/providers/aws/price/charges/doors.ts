import { gigabytes, has, nothing, type Charge, type Charging, type Ground } from "../charge.ts";
import type { Usage } from "../usage.ts";

/** What of each streamed answer has no price, in KB. */
const freeAnswerKb = 6 * 1024;

/** What a unit of a load balancer's capacity takes of a function's answers in an hour. */
const gbPerUnitHour = 0.4;

const chargeDistribution: Charging<"AWS::CloudFront::Distribution"> = ({ properties }, { usage }) => {
  const { DefaultCacheBehavior, CacheBehaviors = [] } = properties.DistributionConfig;
  const pages = pagesOf(usage);
  const files = usage.staticFiles.fetched + usage.media.fetched;
  const calls = countCalls(DefaultCacheBehavior);
  const callsOfFiles = Math.max(0, ...CacheBehaviors.map(countCalls));
  return [
    { meter: "cloudFrontRequests", quantity: pages + files },
    { meter: "cloudFrontGb", quantity: answersGb(usage) + filesGb(usage) },
    { meter: "cloudFrontFunctionCalls", quantity: pages * calls + files * callsOfFiles },
  ];
};

/** How many functions at the edge see a request. */
function countCalls(behavior: unknown): number {
  const { FunctionAssociations = [] } = behavior as { readonly FunctionAssociations?: readonly unknown[] };
  return FunctionAssociations.length;
}

const chargeUrl: Charging<"AWS::Lambda::Url"> = ({ properties }, ground) => {
  const isStream = properties.InvokeMode === "RESPONSE_STREAM";
  const paidKb = isStream ? Math.max(0, ground.usage.answerKb - freeAnswerKb) : 0;
  const streamedGb = gigabytes(pagesOf(ground.usage), paidKb);
  return [{ meter: "lambdaStreamedGb", quantity: streamedGb }, ...chargeAnswers(ground)];
};

const chargeApi: Charging<"AWS::ApiGateway::Stage"> = (_thing, ground) => [
  { meter: "restRequests", quantity: pagesOf(ground.usage) },
  ...chargeAnswers(ground),
];

const chargeTargets: Charging<"AWS::ElasticLoadBalancingV2::TargetGroup"> = (_thing, ground) => [
  { meter: "loadBalancerUnitHours", quantity: answersGb(ground.usage) / gbPerUnitHour },
  ...chargeAnswers(ground),
];

/** What goes to the Internet. On its way to CloudFront nothing is charged, only from there. */
function chargeAnswers(ground: Ground): readonly Charge[] {
  const quantity = has(ground, "AWS::CloudFront::Distribution") ? 0 : answersGb(ground.usage);
  return [{ meter: "transferOutGb", quantity }];
}

function pagesOf({ functions }: Usage): number {
  return functions["web"]?.calls ?? 0;
}

function answersGb(usage: Usage): number {
  return gigabytes(pagesOf(usage), usage.answerKb);
}

function filesGb({ staticFiles, media }: Usage): number {
  return gigabytes(staticFiles.fetched, staticFiles.averageKb) + gigabytes(media.fetched, media.averageKb);
}

/** What leads requests to a function, and a domain to that. */
export const doorCharges = {
  "AWS::ApiGateway::Account": nothing,
  "AWS::ApiGateway::BasePathMapping": nothing,
  "AWS::ApiGateway::Deployment": nothing,
  "AWS::ApiGateway::DomainName": nothing,
  "AWS::ApiGateway::Method": nothing,
  "AWS::ApiGateway::Resource": nothing,
  "AWS::ApiGateway::RestApi": nothing,
  "AWS::ApiGateway::Stage": chargeApi,
  "AWS::CloudFront::CachePolicy": nothing,
  "AWS::CloudFront::Distribution": chargeDistribution,
  // Its calls are the distribution's, which says for which requests it is asked.
  "AWS::CloudFront::Function": nothing,
  "AWS::CloudFront::OriginAccessControl": nothing,
  "AWS::CloudFront::OriginRequestPolicy": nothing,
  "AWS::CloudFront::ResponseHeadersPolicy": nothing,
  "AWS::ElasticLoadBalancingV2::ListenerCertificate": nothing,
  "AWS::ElasticLoadBalancingV2::ListenerRule": nothing,
  "AWS::ElasticLoadBalancingV2::TargetGroup": chargeTargets,
  "AWS::Lambda::Url": chargeUrl,
  certificate: nothing,
  // In a zone that its owner has already; questions for what leads to AWS are not counted.
  "dns-record": nothing,
} as const;
