/** What has been shown without an account of AWS, from the strongest on. */
export const proofs = {
  deployed: "made by ministack's CloudFormation or its APIs, and then used",
  plain: "made by moto, which answers as AWS does and runs nothing",
  validated: "found without fault by AWS's own validator and by cfn-lint; made by nobody",
} as const;
export type Proof = keyof typeof proofs;

/** A proof, and the test that is it. */
export interface Proven {
  readonly proof: Proof;
  /** Path of the file, and the beginning of the test's name. */
  readonly by: readonly [string, string];
}

const lifted: Proven = {
  proof: "deployed",
  by: ["test/aws/lift.test.ts", "is lifted from nothing by one command"],
};
const byLoadBalancer: Proven = {
  proof: "deployed",
  by: ["src/providers/aws/doors/opened-doors.test.ts", "answers by a load balancer"],
};
const byApiGateway: Proven = {
  proof: "deployed",
  by: ["src/providers/aws/doors/opened-doors.test.ts", "answers by API Gateway"],
};
const doorIsValid: Proven = {
  proof: "validated",
  by: ["src/providers/aws/resources/door.test.ts", "gives a template in which AWS's validator finds nothing"],
};
const alerting: Proven = {
  proof: "deployed",
  by: ["test/aws/operations.long.test.ts", "tells when functions fail"],
};
const network: Proven = {
  proof: "deployed",
  by: ["src/providers/aws/network/network-stack.test.ts", "stands on ministack"],
};
const networkWithNat: Proven = {
  proof: "plain",
  by: ["src/providers/aws/network/network-stack.test.ts", "stands on moto with NAT"],
};
const networkIsValid: Proven = {
  proof: "validated",
  by: ["src/providers/aws/network/network-stack.test.ts", "gives a template in which nobody finds anything"],
};

/** Every type of resource that a template of Monolift's may hold. */
export const resourceProofs: Readonly<Record<string, Proven>> = {
  "AWS::ApiGateway::BasePathMapping": doorIsValid,
  "AWS::ApiGateway::Deployment": byApiGateway,
  "AWS::ApiGateway::DomainName": doorIsValid,
  "AWS::ApiGateway::Method": byApiGateway,
  "AWS::ApiGateway::Resource": byApiGateway,
  "AWS::ApiGateway::RestApi": byApiGateway,
  "AWS::ApiGateway::Stage": byApiGateway,
  "AWS::Budgets::Budget": {
    proof: "validated",
    by: ["src/providers/aws/resources/alerts.test.ts", "adds nothing in which anybody finds anything"],
  },
  "AWS::CloudFront::Distribution": lifted,
  "AWS::CloudFront::Function": lifted,
  "AWS::CloudFront::OriginAccessControl": lifted,
  "AWS::CloudWatch::Alarm": alerting,
  "AWS::EC2::EIP": networkWithNat,
  "AWS::EC2::EgressOnlyInternetGateway": networkIsValid,
  "AWS::EC2::InternetGateway": networkWithNat,
  "AWS::EC2::NatGateway": networkWithNat,
  "AWS::EC2::Route": networkWithNat,
  "AWS::EC2::RouteTable": network,
  "AWS::EC2::SecurityGroup": network,
  "AWS::EC2::Subnet": network,
  "AWS::EC2::SubnetRouteTableAssociation": network,
  "AWS::EC2::VPC": network,
  "AWS::EC2::VPCCidrBlock": networkIsValid,
  "AWS::EC2::VPCEndpoint": network,
  "AWS::EC2::VPCGatewayAttachment": networkWithNat,
  "AWS::ElasticLoadBalancingV2::ListenerCertificate": doorIsValid,
  "AWS::ElasticLoadBalancingV2::ListenerRule": byLoadBalancer,
  "AWS::ElasticLoadBalancingV2::TargetGroup": byLoadBalancer,
  "AWS::IAM::Role": lifted,
  "AWS::Lambda::Function": lifted,
  "AWS::Lambda::Permission": lifted,
  "AWS::Lambda::Url": lifted,
  "AWS::Lambda::Version": lifted,
  "AWS::Logs::LogGroup": lifted,
  "AWS::RDS::DBSubnetGroup": network,
  "AWS::SNS::Subscription": alerting,
  "AWS::SNS::Topic": alerting,
  "AWS::Scheduler::Schedule": {
    proof: "validated",
    by: [
      "src/providers/aws/resources/awake-schedule.test.ts",
      "adds nothing in which anybody finds anything",
    ],
  },
};

const leftovers = "src/providers/aws/data/leftovers/find-leftovers.test.ts";

/** Every service of AWS that is called, by the name of its client among the SDK's; `ec2` has one of Monolift's own. */
export const serviceProofs: Readonly<Record<string, Proven>> = {
  acm: {
    proof: "deployed",
    by: ["src/providers/aws/doors/domain.test.ts", "gets a certificate and its records"],
  },
  "api-gateway": {
    proof: "plain",
    by: ["src/providers/aws/doors/listener.test.ts", "decides whether API Gateway writes logs"],
  },
  cloudformation: lifted,
  cloudfront: {
    proof: "deployed",
    by: ["src/providers/aws/doors/distribution.test.ts", "is switched off, then deleted"],
  },
  cloudwatch: {
    proof: "deployed",
    by: ["src/actions/aws/canary-step.test.ts", "goes back as soon as too many"],
  },
  "cloudwatch-logs": {
    proof: "deployed",
    by: ["test/aws/lift.test.ts", "shows what the functions have written"],
  },
  ec2: { proof: "plain", by: ["src/providers/aws/network/find-network.test.ts", "takes private subnets"] },
  ecr: { proof: "deployed", by: ["src/providers/aws/images/repository.test.ts", "makes a repository"] },
  "elastic-load-balancing-v2": {
    proof: "plain",
    by: ["src/providers/aws/doors/listener.test.ts", "is a listener that is looked at"],
  },
  iam: { proof: "deployed", by: [leftovers, "knows roles without tags"] },
  lambda: lifted,
  rds: {
    proof: "plain",
    by: ["src/providers/aws/databases/aurora.test.ts", "makes a cluster that pauses"],
  },
  "resource-groups-tagging-api": {
    proof: "deployed",
    by: [leftovers, "asks whether what the list of tags names is still there"],
  },
  "route-53": {
    proof: "deployed",
    by: ["src/providers/aws/doors/domain.test.ts", "is found in the zone with the longest name"],
  },
  s3: lifted,
  "secrets-manager": {
    proof: "deployed",
    by: ["src/providers/aws/data/secrets/stage-secrets.test.ts", "are whole after an interruption"],
  },
  sesv2: {
    proof: "deployed",
    by: ["src/providers/aws/mail/ensure-identity.test.ts", "is the domain, with its records"],
  },
  ssm: lifted,
  sts: lifted,
};
