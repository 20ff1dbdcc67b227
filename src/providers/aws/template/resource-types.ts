// Written by `node scripts/resource-types.mjs` from @aws-cdk/aws-service-spec; not edited by hand.
import type { Document, Expression, Flag, Numeric, Tag, Text } from "./expression.ts";

/** Every type of resource that a template may hold. */
export interface ResourceTypes {
  readonly "AWS::ApiGateway::Account": {
    readonly properties: ApiGatewayAccountProperties;
    readonly attribute: "Id";
  };
  readonly "AWS::ApiGateway::BasePathMapping": {
    readonly properties: ApiGatewayBasePathMappingProperties;
    readonly attribute: never;
  };
  readonly "AWS::ApiGateway::Deployment": {
    readonly properties: ApiGatewayDeploymentProperties;
    readonly attribute: "DeploymentId";
  };
  readonly "AWS::ApiGateway::DomainName": {
    readonly properties: ApiGatewayDomainNameProperties;
    readonly attribute:
      | "DistributionDomainName"
      | "DistributionHostedZoneId"
      | "DomainNameArn"
      | "RegionalDomainName"
      | "RegionalHostedZoneId";
  };
  readonly "AWS::ApiGateway::Method": {
    readonly properties: ApiGatewayMethodProperties;
    readonly attribute: never;
  };
  readonly "AWS::ApiGateway::Resource": {
    readonly properties: ApiGatewayResourceProperties;
    readonly attribute: "ResourceId";
  };
  readonly "AWS::ApiGateway::RestApi": {
    readonly properties: ApiGatewayRestApiProperties;
    readonly attribute: "RestApiId" | "RootResourceId";
  };
  readonly "AWS::ApiGateway::Stage": {
    readonly properties: ApiGatewayStageProperties;
    readonly attribute: never;
  };
  readonly "AWS::Budgets::Budget": {
    readonly properties: BudgetsBudgetProperties;
    readonly attribute: "Id";
  };
  readonly "AWS::CloudFront::CachePolicy": {
    readonly properties: CloudFrontCachePolicyProperties;
    readonly attribute: "Id" | "LastModifiedTime";
  };
  readonly "AWS::CloudFront::Distribution": {
    readonly properties: CloudFrontDistributionProperties;
    readonly attribute: "DomainName" | "Id";
  };
  readonly "AWS::CloudFront::Function": {
    readonly properties: CloudFrontFunctionProperties;
    readonly attribute: "FunctionARN" | "FunctionMetadata.FunctionARN" | "Stage";
  };
  readonly "AWS::CloudFront::OriginAccessControl": {
    readonly properties: CloudFrontOriginAccessControlProperties;
    readonly attribute: "Id";
  };
  readonly "AWS::CloudFront::OriginRequestPolicy": {
    readonly properties: CloudFrontOriginRequestPolicyProperties;
    readonly attribute: "Id" | "LastModifiedTime";
  };
  readonly "AWS::CloudFront::ResponseHeadersPolicy": {
    readonly properties: CloudFrontResponseHeadersPolicyProperties;
    readonly attribute: "Id" | "LastModifiedTime";
  };
  readonly "AWS::CloudWatch::Alarm": {
    readonly properties: CloudWatchAlarmProperties;
    readonly attribute: "Arn";
  };
  readonly "AWS::EC2::EgressOnlyInternetGateway": {
    readonly properties: EC2EgressOnlyInternetGatewayProperties;
    readonly attribute: "Id";
  };
  readonly "AWS::EC2::EIP": {
    readonly properties: EC2EIPProperties;
    readonly attribute: "AllocationId" | "PublicIp";
  };
  readonly "AWS::EC2::InternetGateway": {
    readonly properties: EC2InternetGatewayProperties;
    readonly attribute: "InternetGatewayId";
  };
  readonly "AWS::EC2::NatGateway": {
    readonly properties: EC2NatGatewayProperties;
    readonly attribute: "AutoProvisionZones" | "AutoScalingIps" | "EniId" | "NatGatewayId" | "RouteTableId";
  };
  readonly "AWS::EC2::Route": {
    readonly properties: EC2RouteProperties;
    readonly attribute: "CidrBlock";
  };
  readonly "AWS::EC2::RouteTable": {
    readonly properties: EC2RouteTableProperties;
    readonly attribute: "RouteTableId";
  };
  readonly "AWS::EC2::SecurityGroup": {
    readonly properties: EC2SecurityGroupProperties;
    readonly attribute: "GroupId" | "Id" | "VpcId";
  };
  readonly "AWS::EC2::Subnet": {
    readonly properties: EC2SubnetProperties;
    readonly attribute:
      | "AvailabilityZone"
      | "AvailabilityZoneId"
      | "BlockPublicAccessStates"
      | "CidrBlock"
      | "Ipv6CidrBlocks"
      | "NetworkAclAssociationId"
      | "OutpostArn"
      | "SubnetId"
      | "VpcId";
  };
  readonly "AWS::EC2::SubnetRouteTableAssociation": {
    readonly properties: EC2SubnetRouteTableAssociationProperties;
    readonly attribute: "Id";
  };
  readonly "AWS::EC2::VPC": {
    readonly properties: EC2VPCProperties;
    readonly attribute:
      | "CidrBlock"
      | "CidrBlockAssociations"
      | "DefaultNetworkAcl"
      | "DefaultSecurityGroup"
      | "Ipv6CidrBlocks"
      | "VpcEncryptionControl.ResourceExclusions"
      | "VpcEncryptionControl.ResourceExclusions.EgressOnlyInternetGateway"
      | "VpcEncryptionControl.ResourceExclusions.EgressOnlyInternetGateway.State"
      | "VpcEncryptionControl.ResourceExclusions.EgressOnlyInternetGateway.StateMessage"
      | "VpcEncryptionControl.ResourceExclusions.ElasticFileSystem"
      | "VpcEncryptionControl.ResourceExclusions.ElasticFileSystem.State"
      | "VpcEncryptionControl.ResourceExclusions.ElasticFileSystem.StateMessage"
      | "VpcEncryptionControl.ResourceExclusions.InternetGateway"
      | "VpcEncryptionControl.ResourceExclusions.InternetGateway.State"
      | "VpcEncryptionControl.ResourceExclusions.InternetGateway.StateMessage"
      | "VpcEncryptionControl.ResourceExclusions.Lambda"
      | "VpcEncryptionControl.ResourceExclusions.Lambda.State"
      | "VpcEncryptionControl.ResourceExclusions.Lambda.StateMessage"
      | "VpcEncryptionControl.ResourceExclusions.NatGateway"
      | "VpcEncryptionControl.ResourceExclusions.NatGateway.State"
      | "VpcEncryptionControl.ResourceExclusions.NatGateway.StateMessage"
      | "VpcEncryptionControl.ResourceExclusions.VirtualPrivateGateway"
      | "VpcEncryptionControl.ResourceExclusions.VirtualPrivateGateway.State"
      | "VpcEncryptionControl.ResourceExclusions.VirtualPrivateGateway.StateMessage"
      | "VpcEncryptionControl.ResourceExclusions.VpcLattice"
      | "VpcEncryptionControl.ResourceExclusions.VpcLattice.State"
      | "VpcEncryptionControl.ResourceExclusions.VpcLattice.StateMessage"
      | "VpcEncryptionControl.ResourceExclusions.VpcPeering"
      | "VpcEncryptionControl.ResourceExclusions.VpcPeering.State"
      | "VpcEncryptionControl.ResourceExclusions.VpcPeering.StateMessage"
      | "VpcEncryptionControl.State"
      | "VpcEncryptionControl.StateMessage"
      | "VpcEncryptionControl.VpcEncryptionControlId"
      | "VpcEncryptionControl.VpcId"
      | "VpcId";
  };
  readonly "AWS::EC2::VPCCidrBlock": {
    readonly properties: EC2VPCCidrBlockProperties;
    readonly attribute: "Id" | "IpSource" | "Ipv6AddressAttribute";
  };
  readonly "AWS::EC2::VPCEndpoint": {
    readonly properties: EC2VPCEndpointProperties;
    readonly attribute: "CreationTimestamp" | "DnsEntries" | "Id" | "NetworkInterfaceIds";
  };
  readonly "AWS::EC2::VPCGatewayAttachment": {
    readonly properties: EC2VPCGatewayAttachmentProperties;
    readonly attribute: "AttachmentType";
  };
  readonly "AWS::ElasticLoadBalancingV2::ListenerCertificate": {
    readonly properties: ElasticLoadBalancingV2ListenerCertificateProperties;
    readonly attribute: "Id";
  };
  readonly "AWS::ElasticLoadBalancingV2::ListenerRule": {
    readonly properties: ElasticLoadBalancingV2ListenerRuleProperties;
    readonly attribute: "IsDefault" | "RuleArn";
  };
  readonly "AWS::ElasticLoadBalancingV2::TargetGroup": {
    readonly properties: ElasticLoadBalancingV2TargetGroupProperties;
    readonly attribute: "LoadBalancerArns" | "TargetGroupArn" | "TargetGroupFullName" | "TargetGroupName";
  };
  readonly "AWS::IAM::Role": {
    readonly properties: IAMRoleProperties;
    readonly attribute: "Arn" | "RoleId";
  };
  readonly "AWS::Lambda::EventInvokeConfig": {
    readonly properties: LambdaEventInvokeConfigProperties;
    readonly attribute: never;
  };
  readonly "AWS::Lambda::Function": {
    readonly properties: LambdaFunctionProperties;
    readonly attribute:
      | "Arn"
      | "SnapStartResponse"
      | "SnapStartResponse.ApplyOn"
      | "SnapStartResponse.OptimizationStatus";
  };
  readonly "AWS::Lambda::Permission": {
    readonly properties: LambdaPermissionProperties;
    readonly attribute: "Id";
  };
  readonly "AWS::Lambda::Url": {
    readonly properties: LambdaUrlProperties;
    readonly attribute: "FunctionArn" | "FunctionUrl";
  };
  readonly "AWS::Lambda::Version": {
    readonly properties: LambdaVersionProperties;
    readonly attribute: "FunctionArn" | "Version";
  };
  readonly "AWS::Logs::LogGroup": {
    readonly properties: LogsLogGroupProperties;
    readonly attribute: "Arn";
  };
  readonly "AWS::RDS::DBSubnetGroup": {
    readonly properties: RDSDBSubnetGroupProperties;
    readonly attribute: "DBSubnetGroupArn";
  };
  readonly "AWS::Scheduler::Schedule": {
    readonly properties: SchedulerScheduleProperties;
    readonly attribute: "Arn";
  };
  readonly "AWS::SNS::Subscription": {
    readonly properties: SNSSubscriptionProperties;
    readonly attribute: "Arn";
  };
  readonly "AWS::SNS::Topic": {
    readonly properties: SNSTopicProperties;
    readonly attribute: "TopicArn" | "TopicName";
  };
}
export type ResourceType = keyof ResourceTypes;

/** Properties of which a change makes CloudFormation put another resource in the place of the one that is there, or may. */
export const replacingProperties: Readonly<Record<ResourceType, readonly string[]>> = {
  "AWS::ApiGateway::Account": [],
  "AWS::ApiGateway::BasePathMapping": ["BasePath", "DomainName"],
  "AWS::ApiGateway::Deployment": ["DeploymentCanarySettings", "RestApiId"],
  "AWS::ApiGateway::DomainName": ["DomainName"],
  "AWS::ApiGateway::Method": ["HttpMethod", "ResourceId", "RestApiId"],
  "AWS::ApiGateway::Resource": ["ParentId", "PathPart", "RestApiId"],
  "AWS::ApiGateway::RestApi": [],
  "AWS::ApiGateway::Stage": ["RestApiId", "StageName"],
  "AWS::Budgets::Budget": ["NotificationsWithSubscribers"],
  "AWS::CloudFront::CachePolicy": [],
  "AWS::CloudFront::Distribution": [],
  "AWS::CloudFront::Function": ["Name"],
  "AWS::CloudFront::OriginAccessControl": [],
  "AWS::CloudFront::OriginRequestPolicy": [],
  "AWS::CloudFront::ResponseHeadersPolicy": [],
  "AWS::CloudWatch::Alarm": ["AlarmName"],
  "AWS::EC2::EgressOnlyInternetGateway": ["VpcId"],
  "AWS::EC2::EIP": ["Address", "Domain", "IpamPoolId", "NetworkBorderGroup", "TransferAddress"],
  "AWS::EC2::InternetGateway": [],
  "AWS::EC2::NatGateway": [
    "AllocationId",
    "AvailabilityMode",
    "ConnectivityType",
    "PrivateIpAddress",
    "SubnetId",
    "VpcId",
  ],
  "AWS::EC2::Route": [
    "DestinationCidrBlock",
    "DestinationIpv6CidrBlock",
    "DestinationPrefixListId",
    "RouteTableId",
  ],
  "AWS::EC2::RouteTable": ["VpcId"],
  "AWS::EC2::SecurityGroup": ["GroupDescription", "GroupName", "VpcId"],
  "AWS::EC2::Subnet": [
    "AvailabilityZone",
    "AvailabilityZoneId",
    "CidrBlock",
    "Ipv4IpamPoolId",
    "Ipv4NetmaskLength",
    "Ipv6CidrBlock",
    "Ipv6IpamPoolId",
    "Ipv6Native",
    "Ipv6NetmaskLength",
    "OutpostArn",
    "VpcId",
  ],
  "AWS::EC2::SubnetRouteTableAssociation": ["RouteTableId", "SubnetId"],
  "AWS::EC2::VPC": [
    "CidrBlock",
    "InstanceTenancy",
    "Ipv4IpamPoolId",
    "Ipv4NetmaskLength",
    "VpcEncryptionControl",
  ],
  "AWS::EC2::VPCCidrBlock": [
    "AmazonProvidedIpv6CidrBlock",
    "CidrBlock",
    "Ipv4IpamPoolId",
    "Ipv4NetmaskLength",
    "Ipv6CidrBlock",
    "Ipv6CidrBlockNetworkBorderGroup",
    "Ipv6IpamPoolId",
    "Ipv6NetmaskLength",
    "Ipv6Pool",
    "VpcId",
  ],
  "AWS::EC2::VPCEndpoint": [
    "ResourceConfigurationArn",
    "ServiceName",
    "ServiceNetworkArn",
    "ServiceRegion",
    "VpcEndpointType",
    "VpcId",
  ],
  "AWS::EC2::VPCGatewayAttachment": ["VpcId"],
  "AWS::ElasticLoadBalancingV2::ListenerCertificate": ["ListenerArn"],
  "AWS::ElasticLoadBalancingV2::ListenerRule": ["ListenerArn"],
  "AWS::ElasticLoadBalancingV2::TargetGroup": [
    "IpAddressType",
    "Name",
    "Port",
    "Protocol",
    "ProtocolVersion",
    "TargetType",
    "VpcId",
  ],
  "AWS::IAM::Role": ["Path", "RoleName"],
  "AWS::Lambda::EventInvokeConfig": ["FunctionName", "Qualifier"],
  "AWS::Lambda::Function": ["FunctionName", "PackageType", "TenancyConfig"],
  "AWS::Lambda::Permission": [
    "Action",
    "EventSourceToken",
    "FunctionName",
    "FunctionUrlAuthType",
    "InvokedViaFunctionUrl",
    "Principal",
    "PrincipalOrgID",
    "SourceAccount",
    "SourceArn",
  ],
  "AWS::Lambda::Url": ["Qualifier", "TargetFunctionArn"],
  "AWS::Lambda::Version": [
    "CodeSha256",
    "Description",
    "FunctionName",
    "ProvisionedConcurrencyConfig",
    "RuntimePolicy",
  ],
  "AWS::Logs::LogGroup": ["LogGroupName"],
  "AWS::RDS::DBSubnetGroup": ["DBSubnetGroupName"],
  "AWS::Scheduler::Schedule": ["Name"],
  "AWS::SNS::Subscription": ["Endpoint", "Protocol", "TopicArn"],
  "AWS::SNS::Topic": ["FifoTopic", "TopicName"],
};

/** Types whose property `Tags` is a list of keys and values; the others take none. */
export const taggedTypes: ReadonlySet<ResourceType> = new Set<ResourceType>([
  "AWS::ApiGateway::DomainName",
  "AWS::ApiGateway::RestApi",
  "AWS::ApiGateway::Stage",
  "AWS::CloudFront::Distribution",
  "AWS::CloudFront::Function",
  "AWS::CloudWatch::Alarm",
  "AWS::EC2::EgressOnlyInternetGateway",
  "AWS::EC2::EIP",
  "AWS::EC2::InternetGateway",
  "AWS::EC2::NatGateway",
  "AWS::EC2::RouteTable",
  "AWS::EC2::SecurityGroup",
  "AWS::EC2::Subnet",
  "AWS::EC2::VPC",
  "AWS::EC2::VPCEndpoint",
  "AWS::ElasticLoadBalancingV2::ListenerRule",
  "AWS::ElasticLoadBalancingV2::TargetGroup",
  "AWS::IAM::Role",
  "AWS::Lambda::Function",
  "AWS::Logs::LogGroup",
  "AWS::RDS::DBSubnetGroup",
  "AWS::SNS::Topic",
]);

/** @see https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-apigateway-account.html */
export interface ApiGatewayAccountProperties {
  readonly CloudWatchRoleArn?: Text;
}

/** @see https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-apigateway-basepathmapping.html */
export interface ApiGatewayBasePathMappingProperties {
  readonly BasePath?: Text;
  readonly DomainName: Text;
  readonly Id?: Text;
  readonly RestApiId?: Text;
  readonly Stage?: Text;
}

/** @see https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-apigateway-deployment.html */
export interface ApiGatewayDeploymentProperties {
  readonly DeploymentCanarySettings?: ApiGatewayDeploymentDeploymentCanarySettings;
  readonly Description?: Text;
  readonly RestApiId: Text;
  readonly StageDescription?: ApiGatewayDeploymentStageDescription;
  readonly StageName?: Text;
}

export interface ApiGatewayDeploymentDeploymentCanarySettings {
  readonly PercentTraffic?: Numeric;
  readonly StageVariableOverrides?: Readonly<Record<string, Text>>;
  readonly UseStageCache?: Flag;
}

export interface ApiGatewayDeploymentStageDescription {
  readonly AccessLogSetting?: ApiGatewayDeploymentAccessLogSetting;
  readonly CacheClusterEnabled?: Flag;
  readonly CacheClusterSize?: Text;
  readonly CacheDataEncrypted?: Flag;
  readonly CacheTtlInSeconds?: Numeric;
  readonly CachingEnabled?: Flag;
  readonly CanarySetting?: ApiGatewayDeploymentCanarySetting;
  readonly ClientCertificateId?: Text;
  readonly DataTraceEnabled?: Flag;
  readonly Description?: Text;
  readonly DocumentationVersion?: Text;
  readonly LoggingLevel?: Text;
  readonly MethodSettings?: readonly ApiGatewayDeploymentMethodSetting[];
  readonly MetricsEnabled?: Flag;
  readonly Tags?: readonly Tag[];
  readonly ThrottlingBurstLimit?: Numeric;
  readonly ThrottlingRateLimit?: Numeric;
  readonly TracingEnabled?: Flag;
  readonly Variables?: Readonly<Record<string, Text>>;
}

export interface ApiGatewayDeploymentAccessLogSetting {
  readonly DestinationArn?: Text;
  readonly Format?: Text;
}

export interface ApiGatewayDeploymentCanarySetting {
  readonly PercentTraffic?: Numeric;
  readonly StageVariableOverrides?: Readonly<Record<string, Text>>;
  readonly UseStageCache?: Flag;
}

export interface ApiGatewayDeploymentMethodSetting {
  readonly CacheDataEncrypted?: Flag;
  readonly CacheTtlInSeconds?: Numeric;
  readonly CachingEnabled?: Flag;
  readonly DataTraceEnabled?: Flag;
  readonly HttpMethod?: Text;
  readonly LoggingLevel?: Text;
  readonly MetricsEnabled?: Flag;
  readonly ResourcePath?: Text;
  readonly ThrottlingBurstLimit?: Numeric;
  readonly ThrottlingRateLimit?: Numeric;
}

/** @see https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-apigateway-domainname.html */
export interface ApiGatewayDomainNameProperties {
  readonly CertificateArn?: Text;
  readonly DomainName?: Text;
  readonly EndpointAccessMode?: Text;
  readonly EndpointConfiguration?: ApiGatewayDomainNameEndpointConfiguration;
  readonly MutualTlsAuthentication?: ApiGatewayDomainNameMutualTlsAuthentication;
  readonly OwnershipVerificationCertificateArn?: Text;
  readonly RegionalCertificateArn?: Text;
  readonly RoutingMode?:
    | "BASE_PATH_MAPPING_ONLY"
    | "ROUTING_RULE_THEN_BASE_PATH_MAPPING"
    | "ROUTING_RULE_ONLY"
    | Expression;
  readonly SecurityPolicy?: Text;
  readonly Tags?: readonly Tag[];
}

export interface ApiGatewayDomainNameEndpointConfiguration {
  readonly IpAddressType?: Text;
  readonly Types?: readonly Text[];
}

export interface ApiGatewayDomainNameMutualTlsAuthentication {
  readonly TruststoreUri?: Text;
  readonly TruststoreVersion?: Text;
}

/** @see https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-apigateway-method.html */
export interface ApiGatewayMethodProperties {
  readonly ApiKeyRequired?: Flag;
  readonly AuthorizationScopes?: readonly Text[];
  readonly AuthorizationType?: Text;
  readonly AuthorizerId?: Text;
  readonly HttpMethod: Text;
  readonly Integration?: ApiGatewayMethodIntegration;
  readonly MethodResponses?: readonly ApiGatewayMethodMethodResponse[];
  readonly OperationName?: Text;
  readonly RequestModels?: Readonly<Record<string, Text>>;
  readonly RequestParameters?: Readonly<Record<string, Flag | Text>>;
  readonly RequestValidatorId?: Text;
  readonly ResourceId: Text;
  readonly RestApiId: Text;
}

export interface ApiGatewayMethodIntegration {
  readonly CacheKeyParameters?: readonly Text[];
  readonly CacheNamespace?: Text;
  readonly ConnectionId?: Text;
  readonly ConnectionType?: "INTERNET" | "VPC_LINK" | Expression;
  readonly ContentHandling?: "CONVERT_TO_BINARY" | "CONVERT_TO_TEXT" | Expression;
  readonly Credentials?: Text;
  readonly IntegrationHttpMethod?: Text;
  readonly IntegrationResponses?: readonly ApiGatewayMethodIntegrationResponse[];
  readonly IntegrationTarget?: Text;
  readonly PassthroughBehavior?: "WHEN_NO_MATCH" | "WHEN_NO_TEMPLATES" | "NEVER" | Expression;
  readonly RequestParameters?: Readonly<Record<string, Text>>;
  readonly RequestTemplates?: Readonly<Record<string, Text>>;
  readonly ResponseTransferMode?: "BUFFERED" | "STREAM" | Expression;
  readonly TimeoutInMillis?: Numeric;
  readonly Type: "AWS" | "AWS_PROXY" | "HTTP" | "HTTP_PROXY" | "MOCK" | Expression;
  readonly Uri?: Text;
}

export interface ApiGatewayMethodMethodResponse {
  readonly ResponseModels?: Readonly<Record<string, Text>>;
  readonly ResponseParameters?: Readonly<Record<string, Flag | Text>>;
  readonly StatusCode: Text;
}

export interface ApiGatewayMethodIntegrationResponse {
  readonly ContentHandling?: "CONVERT_TO_BINARY" | "CONVERT_TO_TEXT" | Expression;
  readonly ResponseParameters?: Readonly<Record<string, Text>>;
  readonly ResponseTemplates?: Readonly<Record<string, Text>>;
  readonly SelectionPattern?: Text;
  readonly StatusCode: Text;
}

/** @see https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-apigateway-resource.html */
export interface ApiGatewayResourceProperties {
  readonly ParentId: Text;
  readonly PathPart: Text;
  readonly RestApiId: Text;
}

/** @see https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-apigateway-restapi.html */
export interface ApiGatewayRestApiProperties {
  readonly ApiKeySourceType?: Text;
  readonly BinaryMediaTypes?: readonly Text[];
  readonly Body?: Document | Text;
  readonly BodyS3Location?: ApiGatewayRestApiS3Location;
  readonly CloneFrom?: Text;
  readonly Description?: Text;
  readonly DisableExecuteApiEndpoint?: Flag;
  readonly EndpointAccessMode?: Text;
  readonly EndpointConfiguration?: ApiGatewayRestApiEndpointConfiguration;
  readonly FailOnWarnings?: Flag;
  readonly MinimumCompressionSize?: Numeric;
  readonly Mode?: Text;
  readonly Name?: Text;
  readonly Parameters?: Readonly<Record<string, Text>>;
  readonly Policy?: Document | Text;
  readonly SecurityPolicy?: Text;
  readonly Tags?: readonly Tag[];
  readonly Version?: Text;
}

export interface ApiGatewayRestApiS3Location {
  readonly Bucket?: Text;
  readonly ETag?: Text;
  readonly Key?: Text;
  readonly Version?: Text;
}

export interface ApiGatewayRestApiEndpointConfiguration {
  readonly IpAddressType?: Text;
  readonly Types?: readonly Text[];
  readonly VpcEndpointIds?: readonly Text[];
}

/** @see https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-apigateway-stage.html */
export interface ApiGatewayStageProperties {
  readonly AccessLogSetting?: ApiGatewayStageAccessLogSetting;
  readonly CacheClusterEnabled?: Flag;
  readonly CacheClusterSize?: Text;
  readonly CanarySetting?: ApiGatewayStageCanarySetting;
  readonly ClientCertificateId?: Text;
  readonly DeploymentId?: Text;
  readonly Description?: Text;
  readonly DocumentationVersion?: Text;
  readonly MethodSettings?: readonly ApiGatewayStageMethodSetting[];
  readonly RestApiId: Text;
  readonly StageName?: Text;
  readonly Tags?: readonly Tag[];
  readonly TracingEnabled?: Flag;
  readonly Variables?: Readonly<Record<string, Text>>;
}

export interface ApiGatewayStageAccessLogSetting {
  readonly DestinationArn?: Text;
  readonly Format?: Text;
}

export interface ApiGatewayStageCanarySetting {
  readonly DeploymentId?: Text;
  readonly PercentTraffic?: Numeric;
  readonly StageVariableOverrides?: Readonly<Record<string, Text>>;
  readonly UseStageCache?: Flag;
}

export interface ApiGatewayStageMethodSetting {
  readonly CacheDataEncrypted?: Flag;
  readonly CacheTtlInSeconds?: Numeric;
  readonly CachingEnabled?: Flag;
  readonly DataTraceEnabled?: Flag;
  readonly HttpMethod?: Text;
  readonly LoggingLevel?: Text;
  readonly MetricsEnabled?: Flag;
  readonly ResourcePath?: Text;
  readonly ThrottlingBurstLimit?: Numeric;
  readonly ThrottlingRateLimit?: Numeric;
}

/** @see https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-budgets-budget.html */
export interface BudgetsBudgetProperties {
  readonly Budget: BudgetsBudgetBudgetData;
  readonly NotificationsWithSubscribers?: readonly BudgetsBudgetNotificationWithSubscribers[];
  readonly ResourceTags?: readonly BudgetsBudgetResourceTag[];
}

export interface BudgetsBudgetBudgetData {
  readonly AutoAdjustData?: BudgetsBudgetAutoAdjustData;
  readonly BillingViewArn?: Text;
  readonly BudgetLimit?: BudgetsBudgetSpend;
  readonly BudgetName?: Text;
  readonly BudgetType: Text;
  readonly CostFilters?: Document;
  readonly CostTypes?: BudgetsBudgetCostTypes;
  readonly FilterExpression?: BudgetsBudgetExpression;
  readonly Metrics?: readonly Text[];
  readonly PlannedBudgetLimits?: Document;
  readonly TimePeriod?: BudgetsBudgetTimePeriod;
  readonly TimeUnit: Text;
}

export interface BudgetsBudgetNotificationWithSubscribers {
  readonly Notification: BudgetsBudgetNotification;
  readonly Subscribers: readonly BudgetsBudgetSubscriber[];
}

export interface BudgetsBudgetResourceTag {
  readonly Key: Text;
  readonly Value?: Text;
}

export interface BudgetsBudgetAutoAdjustData {
  readonly AutoAdjustType: Text;
  readonly HistoricalOptions?: BudgetsBudgetHistoricalOptions;
}

export interface BudgetsBudgetSpend {
  readonly Amount: Numeric;
  readonly Unit: Text;
}

export interface BudgetsBudgetCostTypes {
  readonly IncludeCredit?: Flag;
  readonly IncludeDiscount?: Flag;
  readonly IncludeOtherSubscription?: Flag;
  readonly IncludeRecurring?: Flag;
  readonly IncludeRefund?: Flag;
  readonly IncludeSubscription?: Flag;
  readonly IncludeSupport?: Flag;
  readonly IncludeTax?: Flag;
  readonly IncludeUpfront?: Flag;
  readonly UseAmortized?: Flag;
  readonly UseBlended?: Flag;
}

export interface BudgetsBudgetExpression {
  readonly And?: readonly BudgetsBudgetExpression[];
  readonly CostCategories?: BudgetsBudgetCostCategoryValues;
  readonly Dimensions?: BudgetsBudgetExpressionDimensionValues;
  readonly Not?: BudgetsBudgetExpression;
  readonly Or?: readonly BudgetsBudgetExpression[];
  readonly Tags?: BudgetsBudgetTagValues;
}

export interface BudgetsBudgetTimePeriod {
  readonly End?: Text;
  readonly Start?: Text;
}

export interface BudgetsBudgetNotification {
  readonly ComparisonOperator: Text;
  readonly NotificationType: Text;
  readonly Threshold: Numeric;
  readonly ThresholdType?: Text;
}

export interface BudgetsBudgetSubscriber {
  readonly Address: Text;
  readonly SubscriptionType: Text;
}

export interface BudgetsBudgetHistoricalOptions {
  readonly BudgetAdjustmentPeriod: Numeric;
}

export interface BudgetsBudgetCostCategoryValues {
  readonly Key?: Text;
  readonly MatchOptions?: readonly Text[];
  readonly Values?: readonly Text[];
}

export interface BudgetsBudgetExpressionDimensionValues {
  readonly Key?: Text;
  readonly MatchOptions?: readonly Text[];
  readonly Values?: readonly Text[];
}

export interface BudgetsBudgetTagValues {
  readonly Key?: Text;
  readonly MatchOptions?: readonly Text[];
  readonly Values?: readonly Text[];
}

/** @see https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-cloudfront-cachepolicy.html */
export interface CloudFrontCachePolicyProperties {
  readonly CachePolicyConfig: CloudFrontCachePolicyCachePolicyConfig;
}

export interface CloudFrontCachePolicyCachePolicyConfig {
  readonly Comment?: Text;
  readonly DefaultTTL: Numeric;
  readonly MaxTTL: Numeric;
  readonly MinTTL: Numeric;
  readonly Name: Text;
  readonly ParametersInCacheKeyAndForwardedToOrigin: CloudFrontCachePolicyParametersInCacheKeyAndForwardedToOrigin;
}

export interface CloudFrontCachePolicyParametersInCacheKeyAndForwardedToOrigin {
  readonly CookiesConfig: CloudFrontCachePolicyCookiesConfig;
  readonly EnableAcceptEncodingBrotli?: Flag;
  readonly EnableAcceptEncodingGzip: Flag;
  readonly HeadersConfig: CloudFrontCachePolicyHeadersConfig;
  readonly QueryStringsConfig: CloudFrontCachePolicyQueryStringsConfig;
}

export interface CloudFrontCachePolicyCookiesConfig {
  readonly CookieBehavior: Text;
  readonly Cookies?: readonly Text[];
}

export interface CloudFrontCachePolicyHeadersConfig {
  readonly HeaderBehavior: Text;
  readonly Headers?: readonly Text[];
}

export interface CloudFrontCachePolicyQueryStringsConfig {
  readonly QueryStringBehavior: Text;
  readonly QueryStrings?: readonly Text[];
}

/** @see https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-cloudfront-distribution.html */
export interface CloudFrontDistributionProperties {
  readonly DistributionConfig: CloudFrontDistributionDistributionConfig;
  readonly Tags?: readonly Tag[];
}

export interface CloudFrontDistributionDistributionConfig {
  readonly Aliases?: readonly Text[];
  readonly AnycastIpListId?: Text;
  readonly CNAMEs?: readonly Text[];
  readonly CacheBehaviors?: readonly CloudFrontDistributionCacheBehavior[];
  readonly CacheTagConfig?: CloudFrontDistributionCacheTagConfig;
  readonly Comment?: Text;
  readonly ConnectionFunctionAssociation?: CloudFrontDistributionConnectionFunctionAssociation;
  readonly ConnectionMode?: "direct" | "tenant-only" | Expression;
  readonly ContinuousDeploymentPolicyId?: Text;
  readonly CustomErrorResponses?: readonly CloudFrontDistributionCustomErrorResponse[];
  readonly CustomOrigin?: CloudFrontDistributionLegacyCustomOrigin;
  readonly DefaultCacheBehavior: CloudFrontDistributionDefaultCacheBehavior;
  readonly DefaultRootObject?: Text;
  readonly Enabled: Flag;
  readonly HttpVersion?: Text;
  readonly IPV6Enabled?: Flag;
  readonly Logging?: CloudFrontDistributionLogging;
  readonly OriginGroups?: CloudFrontDistributionOriginGroups;
  readonly Origins?: readonly CloudFrontDistributionOrigin[];
  readonly PriceClass?: Text;
  readonly Restrictions?: CloudFrontDistributionRestrictions;
  readonly S3Origin?: CloudFrontDistributionLegacyS3Origin;
  readonly Staging?: Flag;
  readonly TenantConfig?: CloudFrontDistributionTenantConfig;
  readonly ViewerCertificate?: CloudFrontDistributionViewerCertificate;
  readonly ViewerMtlsConfig?: CloudFrontDistributionViewerMtlsConfig;
  readonly WebACLId?: Text;
}

export interface CloudFrontDistributionCacheBehavior {
  readonly AllowedMethods?: readonly Text[];
  readonly CachePolicyId?: Text;
  readonly CachedMethods?: readonly Text[];
  readonly Compress?: Flag;
  readonly DefaultTTL?: Numeric;
  readonly FieldLevelEncryptionId?: Text;
  readonly ForwardedValues?: CloudFrontDistributionForwardedValues;
  readonly FunctionAssociations?: readonly CloudFrontDistributionFunctionAssociation[];
  readonly GrpcConfig?: CloudFrontDistributionGrpcConfig;
  readonly LambdaFunctionAssociations?: readonly CloudFrontDistributionLambdaFunctionAssociation[];
  readonly MaxTTL?: Numeric;
  readonly MinTTL?: Numeric;
  readonly OriginRequestPolicyId?: Text;
  readonly PathPattern: Text;
  readonly RealtimeLogConfigArn?: Text;
  readonly ResponseHeadersPolicyId?: Text;
  readonly SmoothStreaming?: Flag;
  readonly TargetOriginId: Text;
  readonly TrustedKeyGroups?: readonly Text[];
  readonly TrustedSigners?: readonly Text[];
  readonly ViewerProtocolPolicy: Text;
}

export interface CloudFrontDistributionCacheTagConfig {
  readonly HeaderName: Text;
}

export interface CloudFrontDistributionConnectionFunctionAssociation {
  readonly Id: Text;
}

export interface CloudFrontDistributionCustomErrorResponse {
  readonly ErrorCachingMinTTL?: Numeric;
  readonly ErrorCode: Numeric;
  readonly ResponseCode?: Numeric;
  readonly ResponsePagePath?: Text;
}

export interface CloudFrontDistributionLegacyCustomOrigin {
  readonly DNSName: Text;
  readonly HTTPPort?: Numeric;
  readonly HTTPSPort?: Numeric;
  readonly OriginProtocolPolicy: Text;
  readonly OriginSSLProtocols: readonly Text[];
}

export interface CloudFrontDistributionDefaultCacheBehavior {
  readonly AllowedMethods?: readonly Text[];
  readonly CachePolicyId?: Text;
  readonly CachedMethods?: readonly Text[];
  readonly Compress?: Flag;
  readonly DefaultTTL?: Numeric;
  readonly FieldLevelEncryptionId?: Text;
  readonly ForwardedValues?: CloudFrontDistributionForwardedValues;
  readonly FunctionAssociations?: readonly CloudFrontDistributionFunctionAssociation[];
  readonly GrpcConfig?: CloudFrontDistributionGrpcConfig;
  readonly LambdaFunctionAssociations?: readonly CloudFrontDistributionLambdaFunctionAssociation[];
  readonly MaxTTL?: Numeric;
  readonly MinTTL?: Numeric;
  readonly OriginRequestPolicyId?: Text;
  readonly RealtimeLogConfigArn?: Text;
  readonly ResponseHeadersPolicyId?: Text;
  readonly SmoothStreaming?: Flag;
  readonly TargetOriginId: Text;
  readonly TrustedKeyGroups?: readonly Text[];
  readonly TrustedSigners?: readonly Text[];
  readonly ViewerProtocolPolicy: Text;
}

export interface CloudFrontDistributionLogging {
  readonly Bucket?: Text;
  readonly IncludeCookies?: Flag;
  readonly Prefix?: Text;
}

export interface CloudFrontDistributionOriginGroups {
  readonly Items?: readonly CloudFrontDistributionOriginGroup[];
  readonly Quantity: Numeric;
}

export interface CloudFrontDistributionOrigin {
  readonly ConnectionAttempts?: Numeric;
  readonly ConnectionTimeout?: Numeric;
  readonly CustomOriginConfig?: CloudFrontDistributionCustomOriginConfig;
  readonly DomainName: Text;
  readonly Id: Text;
  readonly OriginAccessControlId?: Text;
  readonly OriginCustomHeaders?: readonly CloudFrontDistributionOriginCustomHeader[];
  readonly OriginPath?: Text;
  readonly OriginShield?: CloudFrontDistributionOriginShield;
  readonly ResponseCompletionTimeout?: Numeric;
  readonly S3OriginConfig?: CloudFrontDistributionS3OriginConfig;
  readonly VpcOriginConfig?: CloudFrontDistributionVpcOriginConfig;
}

export interface CloudFrontDistributionRestrictions {
  readonly GeoRestriction: CloudFrontDistributionGeoRestriction;
}

export interface CloudFrontDistributionLegacyS3Origin {
  readonly DNSName: Text;
  readonly OriginAccessIdentity?: Text;
}

export interface CloudFrontDistributionTenantConfig {
  readonly ParameterDefinitions?: readonly CloudFrontDistributionParameterDefinition[];
}

export interface CloudFrontDistributionViewerCertificate {
  readonly AcmCertificateArn?: Text;
  readonly CloudFrontDefaultCertificate?: Flag;
  readonly IamCertificateId?: Text;
  readonly MinimumProtocolVersion?: Text;
  readonly SslSupportMethod?: Text;
}

export interface CloudFrontDistributionViewerMtlsConfig {
  readonly Mode?: "required" | "optional" | "passthrough" | Expression;
  readonly TrustStoreConfig?: CloudFrontDistributionTrustStoreConfig;
}

export interface CloudFrontDistributionForwardedValues {
  readonly Cookies?: CloudFrontDistributionCookies;
  readonly Headers?: readonly Text[];
  readonly QueryString: Flag;
  readonly QueryStringCacheKeys?: readonly Text[];
}

export interface CloudFrontDistributionFunctionAssociation {
  readonly EventType?: Text;
  readonly FunctionARN?: Text;
}

export interface CloudFrontDistributionGrpcConfig {
  readonly Enabled: Flag;
}

export interface CloudFrontDistributionLambdaFunctionAssociation {
  readonly EventType?: Text;
  readonly IncludeBody?: Flag;
  readonly LambdaFunctionARN?: Text;
}

export interface CloudFrontDistributionOriginGroup {
  readonly FailoverCriteria: CloudFrontDistributionOriginGroupFailoverCriteria;
  readonly Id: Text;
  readonly Members: CloudFrontDistributionOriginGroupMembers;
  readonly SelectionCriteria?: "default" | "media-quality-based" | Expression;
}

export interface CloudFrontDistributionCustomOriginConfig {
  readonly HTTPPort?: Numeric;
  readonly HTTPSPort?: Numeric;
  readonly IpAddressType?: "ipv4" | "ipv6" | "dualstack" | Expression;
  readonly OriginKeepaliveTimeout?: Numeric;
  readonly OriginMtlsConfig?: CloudFrontDistributionOriginMtlsConfig;
  readonly OriginProtocolPolicy: Text;
  readonly OriginReadTimeout?: Numeric;
  readonly OriginSSLProtocols?: readonly Text[];
}

export interface CloudFrontDistributionOriginCustomHeader {
  readonly HeaderName: Text;
  readonly HeaderValue: Text;
}

export interface CloudFrontDistributionOriginShield {
  readonly Enabled?: Flag;
  readonly OriginShieldRegion?: Text;
}

export interface CloudFrontDistributionS3OriginConfig {
  readonly OriginAccessIdentity?: Text;
  readonly OriginReadTimeout?: Numeric;
}

export interface CloudFrontDistributionVpcOriginConfig {
  readonly OriginKeepaliveTimeout?: Numeric;
  readonly OriginReadTimeout?: Numeric;
  readonly OwnerAccountId?: Text;
  readonly VpcOriginId: Text;
}

export interface CloudFrontDistributionGeoRestriction {
  readonly Locations?: readonly Text[];
  readonly RestrictionType: Text;
}

export interface CloudFrontDistributionParameterDefinition {
  readonly Definition: CloudFrontDistributionDefinition;
  readonly Name: Text;
}

export interface CloudFrontDistributionTrustStoreConfig {
  readonly AdvertiseTrustStoreCaNames?: Flag;
  readonly IgnoreCertificateExpiry?: Flag;
  readonly TrustStoreId: Text;
}

export interface CloudFrontDistributionCookies {
  readonly Forward: Text;
  readonly WhitelistedNames?: readonly Text[];
}

export interface CloudFrontDistributionOriginGroupFailoverCriteria {
  readonly StatusCodes: CloudFrontDistributionStatusCodes;
}

export interface CloudFrontDistributionOriginGroupMembers {
  readonly Items: readonly CloudFrontDistributionOriginGroupMember[];
  readonly Quantity: Numeric;
}

export interface CloudFrontDistributionOriginMtlsConfig {
  readonly ClientCertificateArn: Text;
}

export interface CloudFrontDistributionDefinition {
  readonly StringSchema?: CloudFrontDistributionStringSchema;
}

export interface CloudFrontDistributionStatusCodes {
  readonly Items: readonly Numeric[];
  readonly Quantity: Numeric;
}

export interface CloudFrontDistributionOriginGroupMember {
  readonly OriginId: Text;
}

export interface CloudFrontDistributionStringSchema {
  readonly Comment?: Text;
  readonly DefaultValue?: Text;
  readonly Required: Flag;
}

/** @see https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-cloudfront-function.html */
export interface CloudFrontFunctionProperties {
  readonly AutoPublish?: Flag;
  readonly FunctionCode: Text;
  readonly FunctionConfig: CloudFrontFunctionFunctionConfig;
  readonly FunctionMetadata?: CloudFrontFunctionFunctionMetadata;
  readonly Name: Text;
  readonly Tags?: readonly Tag[];
}

export interface CloudFrontFunctionFunctionConfig {
  readonly Comment: Text;
  readonly KeyValueStoreAssociations?: readonly CloudFrontFunctionKeyValueStoreAssociation[];
  readonly Runtime: Text;
}

export interface CloudFrontFunctionFunctionMetadata {
  readonly FunctionARN?: Text;
}

export interface CloudFrontFunctionKeyValueStoreAssociation {
  readonly KeyValueStoreARN: Text;
}

/** @see https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-cloudfront-originaccesscontrol.html */
export interface CloudFrontOriginAccessControlProperties {
  readonly OriginAccessControlConfig: CloudFrontOriginAccessControlOriginAccessControlConfig;
}

export interface CloudFrontOriginAccessControlOriginAccessControlConfig {
  readonly Description?: Text;
  readonly Name: Text;
  readonly OriginAccessControlOriginType: Text;
  readonly SigningBehavior: Text;
  readonly SigningProtocol: Text;
}

/** @see https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-cloudfront-originrequestpolicy.html */
export interface CloudFrontOriginRequestPolicyProperties {
  readonly OriginRequestPolicyConfig: CloudFrontOriginRequestPolicyOriginRequestPolicyConfig;
}

export interface CloudFrontOriginRequestPolicyOriginRequestPolicyConfig {
  readonly Comment?: Text;
  readonly CookiesConfig: CloudFrontOriginRequestPolicyCookiesConfig;
  readonly HeadersConfig: CloudFrontOriginRequestPolicyHeadersConfig;
  readonly Name: Text;
  readonly QueryStringsConfig: CloudFrontOriginRequestPolicyQueryStringsConfig;
}

export interface CloudFrontOriginRequestPolicyCookiesConfig {
  readonly CookieBehavior: Text;
  readonly Cookies?: readonly Text[];
}

export interface CloudFrontOriginRequestPolicyHeadersConfig {
  readonly HeaderBehavior: Text;
  readonly Headers?: readonly Text[];
}

export interface CloudFrontOriginRequestPolicyQueryStringsConfig {
  readonly QueryStringBehavior: Text;
  readonly QueryStrings?: readonly Text[];
}

/** @see https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-cloudfront-responseheaderspolicy.html */
export interface CloudFrontResponseHeadersPolicyProperties {
  readonly ResponseHeadersPolicyConfig: CloudFrontResponseHeadersPolicyResponseHeadersPolicyConfig;
}

export interface CloudFrontResponseHeadersPolicyResponseHeadersPolicyConfig {
  readonly Comment?: Text;
  readonly CorsConfig?: CloudFrontResponseHeadersPolicyCorsConfig;
  readonly CustomHeadersConfig?: CloudFrontResponseHeadersPolicyCustomHeadersConfig;
  readonly Name: Text;
  readonly RemoveHeadersConfig?: CloudFrontResponseHeadersPolicyRemoveHeadersConfig;
  readonly SecurityHeadersConfig?: CloudFrontResponseHeadersPolicySecurityHeadersConfig;
  readonly ServerTimingHeadersConfig?: CloudFrontResponseHeadersPolicyServerTimingHeadersConfig;
}

export interface CloudFrontResponseHeadersPolicyCorsConfig {
  readonly AccessControlAllowCredentials: Flag;
  readonly AccessControlAllowHeaders: CloudFrontResponseHeadersPolicyAccessControlAllowHeaders;
  readonly AccessControlAllowMethods: CloudFrontResponseHeadersPolicyAccessControlAllowMethods;
  readonly AccessControlAllowOrigins: CloudFrontResponseHeadersPolicyAccessControlAllowOrigins;
  readonly AccessControlExposeHeaders?: CloudFrontResponseHeadersPolicyAccessControlExposeHeaders;
  readonly AccessControlMaxAgeSec?: Numeric;
  readonly OriginOverride: Flag;
}

export interface CloudFrontResponseHeadersPolicyCustomHeadersConfig {
  readonly Items: readonly CloudFrontResponseHeadersPolicyCustomHeader[];
}

export interface CloudFrontResponseHeadersPolicyRemoveHeadersConfig {
  readonly Items: readonly CloudFrontResponseHeadersPolicyRemoveHeader[];
}

export interface CloudFrontResponseHeadersPolicySecurityHeadersConfig {
  readonly ContentSecurityPolicy?: CloudFrontResponseHeadersPolicyContentSecurityPolicy;
  readonly ContentTypeOptions?: CloudFrontResponseHeadersPolicyContentTypeOptions;
  readonly FrameOptions?: CloudFrontResponseHeadersPolicyFrameOptions;
  readonly ReferrerPolicy?: CloudFrontResponseHeadersPolicyReferrerPolicy;
  readonly StrictTransportSecurity?: CloudFrontResponseHeadersPolicyStrictTransportSecurity;
  readonly XSSProtection?: CloudFrontResponseHeadersPolicyXSSProtection;
}

export interface CloudFrontResponseHeadersPolicyServerTimingHeadersConfig {
  readonly Enabled: Flag;
  readonly SamplingRate?: Numeric;
}

export interface CloudFrontResponseHeadersPolicyAccessControlAllowHeaders {
  readonly Items: readonly Text[];
}

export interface CloudFrontResponseHeadersPolicyAccessControlAllowMethods {
  readonly Items: readonly Text[];
}

export interface CloudFrontResponseHeadersPolicyAccessControlAllowOrigins {
  readonly Items: readonly Text[];
}

export interface CloudFrontResponseHeadersPolicyAccessControlExposeHeaders {
  readonly Items: readonly Text[];
}

export interface CloudFrontResponseHeadersPolicyCustomHeader {
  readonly Header: Text;
  readonly Override: Flag;
  readonly Value: Text;
}

export interface CloudFrontResponseHeadersPolicyRemoveHeader {
  readonly Header: Text;
}

export interface CloudFrontResponseHeadersPolicyContentSecurityPolicy {
  readonly ContentSecurityPolicy: Text;
  readonly Override: Flag;
}

export interface CloudFrontResponseHeadersPolicyContentTypeOptions {
  readonly Override: Flag;
}

export interface CloudFrontResponseHeadersPolicyFrameOptions {
  readonly FrameOption: Text;
  readonly Override: Flag;
}

export interface CloudFrontResponseHeadersPolicyReferrerPolicy {
  readonly Override: Flag;
  readonly ReferrerPolicy: Text;
}

export interface CloudFrontResponseHeadersPolicyStrictTransportSecurity {
  readonly AccessControlMaxAgeSec: Numeric;
  readonly IncludeSubdomains?: Flag;
  readonly Override: Flag;
  readonly Preload?: Flag;
}

export interface CloudFrontResponseHeadersPolicyXSSProtection {
  readonly ModeBlock?: Flag;
  readonly Override: Flag;
  readonly Protection: Flag;
  readonly ReportUri?: Text;
}

/** @see https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-cloudwatch-alarm.html */
export interface CloudWatchAlarmProperties {
  readonly ActionsEnabled?: Flag;
  readonly AlarmActions?: readonly Text[];
  readonly AlarmDescription?: Text;
  readonly AlarmName?: Text;
  readonly ComparisonOperator?: Text;
  readonly DatapointsToAlarm?: Numeric;
  readonly Dimensions?: readonly CloudWatchAlarmDimension[];
  readonly EvaluateLowSampleCountPercentile?: Text;
  readonly EvaluationCriteria?: CloudWatchAlarmEvaluationCriteria;
  readonly EvaluationInterval?: Numeric;
  readonly EvaluationPeriods?: Numeric;
  readonly EvaluationWindow?: CloudWatchAlarmEvaluationWindow;
  readonly ExtendedStatistic?: Text;
  readonly InsufficientDataActions?: readonly Text[];
  readonly MetricName?: Text;
  readonly Metrics?: readonly CloudWatchAlarmMetricDataQuery[];
  readonly Namespace?: Text;
  readonly OKActions?: readonly Text[];
  readonly Period?: Numeric;
  readonly Statistic?: Text;
  readonly Tags?: readonly Tag[];
  readonly Threshold?: Numeric;
  readonly ThresholdMetricId?: Text;
  readonly TreatMissingData?: Text;
  readonly Unit?: Text;
  readonly WarmUpConfiguration?: CloudWatchAlarmWarmUpConfiguration;
}

export interface CloudWatchAlarmDimension {
  readonly Name: Text;
  readonly Value: Text;
}

export interface CloudWatchAlarmEvaluationCriteria {
  readonly PromQLCriteria?: CloudWatchAlarmAlarmPromQLCriteria;
}

export interface CloudWatchAlarmEvaluationWindow {
  readonly SlidingWindow?: Document;
  readonly WallClockWindow?: CloudWatchAlarmWallClockWindow;
}

export interface CloudWatchAlarmMetricDataQuery {
  readonly AccountId?: Text;
  readonly Expression?: Text;
  readonly Id: Text;
  readonly Label?: Text;
  readonly MetricStat?: CloudWatchAlarmMetricStat;
  readonly Period?: Numeric;
  readonly ReturnData?: Flag;
}

export interface CloudWatchAlarmWarmUpConfiguration {
  readonly OnlyStartEvaluatingAfterWarmUpPeriodEnds?: Flag;
  readonly WarmUpPeriodDurationInMinutes?: Numeric;
}

export interface CloudWatchAlarmAlarmPromQLCriteria {
  readonly PendingPeriod?: Numeric;
  readonly Query?: Text;
  readonly RecoveryPeriod?: Numeric;
}

export interface CloudWatchAlarmWallClockWindow {
  readonly Timezone?: Text;
}

export interface CloudWatchAlarmMetricStat {
  readonly Metric: CloudWatchAlarmMetric;
  readonly Period: Numeric;
  readonly Stat: Text;
  readonly Unit?: Text;
}

export interface CloudWatchAlarmMetric {
  readonly Dimensions?: readonly CloudWatchAlarmDimension[];
  readonly MetricName?: Text;
  readonly Namespace?: Text;
}

/** @see https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-ec2-egressonlyinternetgateway.html */
export interface EC2EgressOnlyInternetGatewayProperties {
  readonly Tags?: readonly Tag[];
  readonly VpcId: Text;
}

/** @see https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-ec2-eip.html */
export interface EC2EIPProperties {
  readonly Address?: Text;
  readonly Domain?: Text;
  readonly InstanceId?: Text;
  readonly IpamPoolId?: Text;
  readonly NetworkBorderGroup?: Text;
  readonly PublicIpv4Pool?: Text;
  readonly Tags?: readonly Tag[];
  readonly TransferAddress?: Text;
}

/** @see https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-ec2-internetgateway.html */
export interface EC2InternetGatewayProperties {
  readonly Tags?: readonly Tag[];
}

/** @see https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-ec2-natgateway.html */
export interface EC2NatGatewayProperties {
  readonly AllocationId?: Text;
  readonly AvailabilityMode?: Text;
  readonly AvailabilityZoneAddresses?: readonly EC2NatGatewayAvailabilityZoneAddress[];
  readonly ConnectivityType?: Text;
  readonly MaxDrainDurationSeconds?: Numeric;
  readonly PrivateIpAddress?: Text;
  readonly SecondaryAllocationIds?: readonly Text[];
  readonly SecondaryPrivateIpAddressCount?: Numeric;
  readonly SecondaryPrivateIpAddresses?: readonly Text[];
  readonly SubnetId?: Text;
  readonly Tags?: readonly Tag[];
  readonly VpcId?: Text;
}

export interface EC2NatGatewayAvailabilityZoneAddress {
  readonly AllocationIds: readonly Text[];
  readonly AvailabilityZone?: Text;
  readonly AvailabilityZoneId?: Text;
}

/** @see https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-ec2-route.html */
export interface EC2RouteProperties {
  readonly CarrierGatewayId?: Text;
  readonly CoreNetworkArn?: Text;
  readonly DestinationCidrBlock?: Text;
  readonly DestinationIpv6CidrBlock?: Text;
  readonly DestinationPrefixListId?: Text;
  readonly EgressOnlyInternetGatewayId?: Text;
  readonly GatewayId?: Text;
  readonly InstanceId?: Text;
  readonly LocalGatewayId?: Text;
  readonly NatGatewayId?: Text;
  readonly NetworkInterfaceId?: Text;
  readonly OdbNetworkArn?: Text;
  readonly RouteTableId: Text;
  readonly TransitGatewayId?: Text;
  readonly VpcEndpointId?: Text;
  readonly VpcPeeringConnectionId?: Text;
}

/** @see https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-ec2-routetable.html */
export interface EC2RouteTableProperties {
  readonly Tags?: readonly Tag[];
  readonly VpcId: Text;
}

/** @see https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-ec2-securitygroup.html */
export interface EC2SecurityGroupProperties {
  readonly GroupDescription: Text;
  readonly GroupName?: Text;
  readonly SecurityGroupEgress?: readonly EC2SecurityGroupEgress[];
  readonly SecurityGroupIngress?: readonly EC2SecurityGroupIngress[];
  readonly Tags?: readonly Tag[];
  readonly VpcId?: Text;
}

export interface EC2SecurityGroupEgress {
  readonly CidrIp?: Text;
  readonly CidrIpv6?: Text;
  readonly Description?: Text;
  readonly DestinationPrefixListId?: Text;
  readonly DestinationSecurityGroupId?: Text;
  readonly FromPort?: Numeric;
  readonly IpProtocol: Text;
  readonly ToPort?: Numeric;
}

export interface EC2SecurityGroupIngress {
  readonly CidrIp?: Text;
  readonly CidrIpv6?: Text;
  readonly Description?: Text;
  readonly FromPort?: Numeric;
  readonly IpProtocol: Text;
  readonly SourcePrefixListId?: Text;
  readonly SourceSecurityGroupId?: Text;
  readonly SourceSecurityGroupName?: Text;
  readonly SourceSecurityGroupOwnerId?: Text;
  readonly ToPort?: Numeric;
}

/** @see https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-ec2-subnet.html */
export interface EC2SubnetProperties {
  readonly AssignIpv6AddressOnCreation?: Flag;
  readonly AvailabilityZone?: Text;
  readonly AvailabilityZoneId?: Text;
  readonly CidrBlock?: Text;
  readonly EnableDns64?: Flag;
  readonly EnableLniAtDeviceIndex?: Numeric;
  readonly Ipv4IpamPoolId?: Text;
  readonly Ipv4NetmaskLength?: Numeric;
  readonly Ipv6CidrBlock?: Text;
  readonly Ipv6IpamPoolId?: Text;
  readonly Ipv6Native?: Flag;
  readonly Ipv6NetmaskLength?: Numeric;
  readonly MapPublicIpOnLaunch?: Flag;
  readonly OutpostArn?: Text;
  readonly PrivateDnsNameOptionsOnLaunch?: EC2SubnetPrivateDnsNameOptionsOnLaunch;
  readonly Tags?: readonly Tag[];
  readonly VpcId: Text;
}

export interface EC2SubnetPrivateDnsNameOptionsOnLaunch {
  readonly EnableResourceNameDnsAAAARecord?: Flag;
  readonly EnableResourceNameDnsARecord?: Flag;
  readonly HostnameType?: Text;
}

/** @see https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-ec2-subnetroutetableassociation.html */
export interface EC2SubnetRouteTableAssociationProperties {
  readonly RouteTableId: Text;
  readonly SubnetId: Text;
}

/** @see https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-ec2-vpc.html */
export interface EC2VPCProperties {
  readonly CidrBlock?: Text;
  readonly EnableDnsHostnames?: Flag;
  readonly EnableDnsSupport?: Flag;
  readonly InstanceTenancy?: Text;
  readonly Ipv4IpamPoolId?: Text;
  readonly Ipv4NetmaskLength?: Numeric;
  readonly Tags?: readonly Tag[];
  readonly VpcEncryptionControl?: EC2VPCVpcEncryptionControl;
}

export interface EC2VPCVpcEncryptionControl {
  readonly EgressOnlyInternetGatewayExclusion?: "enable" | "disable" | Expression;
  readonly ElasticFileSystemExclusion?: "enable" | "disable" | Expression;
  readonly InternetGatewayExclusion?: "enable" | "disable" | Expression;
  readonly LambdaExclusion?: "enable" | "disable" | Expression;
  readonly Mode?: "monitor" | "enforce" | Expression;
  readonly NatGatewayExclusion?: "enable" | "disable" | Expression;
  readonly ResourceExclusions?: EC2VPCVpcEncryptionControlExclusions;
  readonly State?: Text;
  readonly StateMessage?: Text;
  readonly VirtualPrivateGatewayExclusion?: "enable" | "disable" | Expression;
  readonly VpcEncryptionControlId?: Text;
  readonly VpcId?: Text;
  readonly VpcLatticeExclusion?: "enable" | "disable" | Expression;
  readonly VpcPeeringExclusion?: "enable" | "disable" | Expression;
}

export interface EC2VPCVpcEncryptionControlExclusions {
  readonly EgressOnlyInternetGateway?: EC2VPCVpcEncryptionControlExclusion;
  readonly ElasticFileSystem?: EC2VPCVpcEncryptionControlExclusion;
  readonly InternetGateway?: EC2VPCVpcEncryptionControlExclusion;
  readonly Lambda?: EC2VPCVpcEncryptionControlExclusion;
  readonly NatGateway?: EC2VPCVpcEncryptionControlExclusion;
  readonly VirtualPrivateGateway?: EC2VPCVpcEncryptionControlExclusion;
  readonly VpcLattice?: EC2VPCVpcEncryptionControlExclusion;
  readonly VpcPeering?: EC2VPCVpcEncryptionControlExclusion;
}

export interface EC2VPCVpcEncryptionControlExclusion {
  readonly State?: Text;
  readonly StateMessage?: Text;
}

/** @see https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-ec2-vpccidrblock.html */
export interface EC2VPCCidrBlockProperties {
  readonly AmazonProvidedIpv6CidrBlock?: Flag;
  readonly CidrBlock?: Text;
  readonly Ipv4IpamPoolId?: Text;
  readonly Ipv4NetmaskLength?: Numeric;
  readonly Ipv6CidrBlock?: Text;
  readonly Ipv6CidrBlockNetworkBorderGroup?: Text;
  readonly Ipv6IpamPoolId?: Text;
  readonly Ipv6NetmaskLength?: Numeric;
  readonly Ipv6Pool?: Text;
  readonly VpcId: Text;
}

/** @see https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-ec2-vpcendpoint.html */
export interface EC2VPCEndpointProperties {
  readonly DnsOptions?: EC2VPCEndpointDnsOptionsSpecification;
  readonly IpAddressType?: "ipv4" | "ipv6" | "dualstack" | "not-specified" | Expression;
  readonly PolicyDocument?: Text | Document;
  readonly PrivateDnsEnabled?: Flag;
  readonly ResourceConfigurationArn?: Text;
  readonly RouteTableIds?: readonly Text[];
  readonly SecurityGroupIds?: readonly Text[];
  readonly ServiceName?: Text;
  readonly ServiceNetworkArn?: Text;
  readonly ServiceRegion?: Text;
  readonly SubnetIds?: readonly Text[];
  readonly Tags?: readonly Tag[];
  readonly VpcEndpointType?:
    | "Interface"
    | "Gateway"
    | "GatewayLoadBalancer"
    | "ServiceNetwork"
    | "Resource"
    | "Tunnel"
    | Expression;
  readonly VpcId: Text;
}

export interface EC2VPCEndpointDnsOptionsSpecification {
  readonly DnsRecordIpType?: "ipv4" | "ipv6" | "dualstack" | "service-defined" | "not-specified" | Expression;
  readonly PrivateDnsOnlyForInboundResolverEndpoint?:
    | "OnlyInboundResolver"
    | "AllResolvers"
    | "NotSpecified"
    | Expression;
  readonly PrivateDnsPreference?:
    | "VERIFIED_DOMAINS_ONLY"
    | "ALL_DOMAINS"
    | "VERIFIED_DOMAINS_AND_SPECIFIED_DOMAINS"
    | "SPECIFIED_DOMAINS_ONLY"
    | Expression;
  readonly PrivateDnsSpecifiedDomains?: readonly Text[];
}

/** @see https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-ec2-vpcgatewayattachment.html */
export interface EC2VPCGatewayAttachmentProperties {
  readonly InternetGatewayId?: Text;
  readonly VpcId: Text;
  readonly VpnGatewayId?: Text;
}

/** @see https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-elasticloadbalancingv2-listenercertificate.html */
export interface ElasticLoadBalancingV2ListenerCertificateProperties {
  readonly Certificates: readonly ElasticLoadBalancingV2ListenerCertificateCertificate[];
  readonly ListenerArn: Text;
}

export interface ElasticLoadBalancingV2ListenerCertificateCertificate {
  readonly CertificateArn?: Text;
}

/** @see https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-elasticloadbalancingv2-listenerrule.html */
export interface ElasticLoadBalancingV2ListenerRuleProperties {
  readonly Actions: readonly ElasticLoadBalancingV2ListenerRuleAction[];
  readonly Conditions: readonly ElasticLoadBalancingV2ListenerRuleRuleCondition[];
  readonly ListenerArn?: Text;
  readonly Priority: Numeric;
  readonly Tags?: readonly Tag[];
  readonly Transforms?: readonly ElasticLoadBalancingV2ListenerRuleTransform[];
}

export interface ElasticLoadBalancingV2ListenerRuleAction {
  readonly AuthenticateCognitoConfig?: ElasticLoadBalancingV2ListenerRuleAuthenticateCognitoConfig;
  readonly AuthenticateOidcConfig?: ElasticLoadBalancingV2ListenerRuleAuthenticateOidcConfig;
  readonly FixedResponseConfig?: ElasticLoadBalancingV2ListenerRuleFixedResponseConfig;
  readonly ForwardConfig?: ElasticLoadBalancingV2ListenerRuleForwardConfig;
  readonly JwtValidationConfig?: ElasticLoadBalancingV2ListenerRuleJwtValidationConfig;
  readonly Order?: Numeric;
  readonly RedirectConfig?: ElasticLoadBalancingV2ListenerRuleRedirectConfig;
  readonly TargetGroupArn?: Text;
  readonly Type: Text;
}

export interface ElasticLoadBalancingV2ListenerRuleRuleCondition {
  readonly Field?: Text;
  readonly HostHeaderConfig?: ElasticLoadBalancingV2ListenerRuleHostHeaderConfig;
  readonly HttpHeaderConfig?: ElasticLoadBalancingV2ListenerRuleHttpHeaderConfig;
  readonly HttpRequestMethodConfig?: ElasticLoadBalancingV2ListenerRuleHttpRequestMethodConfig;
  readonly PathPatternConfig?: ElasticLoadBalancingV2ListenerRulePathPatternConfig;
  readonly QueryStringConfig?: ElasticLoadBalancingV2ListenerRuleQueryStringConfig;
  readonly RegexValues?: readonly Text[];
  readonly SourceIpConfig?: ElasticLoadBalancingV2ListenerRuleSourceIpConfig;
  readonly Values?: readonly Text[];
}

export interface ElasticLoadBalancingV2ListenerRuleTransform {
  readonly HostHeaderRewriteConfig?: ElasticLoadBalancingV2ListenerRuleRewriteConfigObject;
  readonly Type: Text;
  readonly UrlRewriteConfig?: ElasticLoadBalancingV2ListenerRuleRewriteConfigObject;
}

export interface ElasticLoadBalancingV2ListenerRuleAuthenticateCognitoConfig {
  readonly AuthenticationRequestExtraParams?: Readonly<Record<string, Text>>;
  readonly OnUnauthenticatedRequest?: Text;
  readonly Scope?: Text;
  readonly SessionCookieName?: Text;
  readonly SessionTimeout?: Numeric;
  readonly UserPoolArn: Text;
  readonly UserPoolClientId: Text;
  readonly UserPoolDomain: Text;
}

export interface ElasticLoadBalancingV2ListenerRuleAuthenticateOidcConfig {
  readonly AuthenticationRequestExtraParams?: Readonly<Record<string, Text>>;
  readonly AuthorizationEndpoint: Text;
  readonly ClientId: Text;
  readonly ClientSecret?: Text;
  readonly Issuer: Text;
  readonly OnUnauthenticatedRequest?: Text;
  readonly Scope?: Text;
  readonly SessionCookieName?: Text;
  readonly SessionTimeout?: Numeric;
  readonly TokenEndpoint: Text;
  readonly UseExistingClientSecret?: Flag;
  readonly UserInfoEndpoint: Text;
}

export interface ElasticLoadBalancingV2ListenerRuleFixedResponseConfig {
  readonly ContentType?: Text;
  readonly MessageBody?: Text;
  readonly StatusCode: Text;
}

export interface ElasticLoadBalancingV2ListenerRuleForwardConfig {
  readonly TargetGroupStickinessConfig?: ElasticLoadBalancingV2ListenerRuleTargetGroupStickinessConfig;
  readonly TargetGroups?: readonly ElasticLoadBalancingV2ListenerRuleTargetGroupTuple[];
}

export interface ElasticLoadBalancingV2ListenerRuleJwtValidationConfig {
  readonly AdditionalClaims?: readonly ElasticLoadBalancingV2ListenerRuleJwtValidationActionAdditionalClaim[];
  readonly Issuer: Text;
  readonly JwksEndpoint: Text;
}

export interface ElasticLoadBalancingV2ListenerRuleRedirectConfig {
  readonly Host?: Text;
  readonly Path?: Text;
  readonly Port?: Text;
  readonly Protocol?: Text;
  readonly Query?: Text;
  readonly StatusCode: Text;
}

export interface ElasticLoadBalancingV2ListenerRuleHostHeaderConfig {
  readonly RegexValues?: readonly Text[];
  readonly Values?: readonly Text[];
}

export interface ElasticLoadBalancingV2ListenerRuleHttpHeaderConfig {
  readonly HttpHeaderName?: Text;
  readonly RegexValues?: readonly Text[];
  readonly Values?: readonly Text[];
}

export interface ElasticLoadBalancingV2ListenerRuleHttpRequestMethodConfig {
  readonly Values?: readonly Text[];
}

export interface ElasticLoadBalancingV2ListenerRulePathPatternConfig {
  readonly RegexValues?: readonly Text[];
  readonly Values?: readonly Text[];
}

export interface ElasticLoadBalancingV2ListenerRuleQueryStringConfig {
  readonly Values?: readonly ElasticLoadBalancingV2ListenerRuleQueryStringKeyValue[];
}

export interface ElasticLoadBalancingV2ListenerRuleSourceIpConfig {
  readonly IpAddressType?: Text;
  readonly Values?: readonly Text[];
}

export interface ElasticLoadBalancingV2ListenerRuleRewriteConfigObject {
  readonly Rewrites: readonly ElasticLoadBalancingV2ListenerRuleRewriteConfig[];
}

export interface ElasticLoadBalancingV2ListenerRuleTargetGroupStickinessConfig {
  readonly DurationSeconds?: Numeric;
  readonly Enabled?: Flag;
}

export interface ElasticLoadBalancingV2ListenerRuleTargetGroupTuple {
  readonly TargetGroupArn?: Text;
  readonly Weight?: Numeric;
}

export interface ElasticLoadBalancingV2ListenerRuleJwtValidationActionAdditionalClaim {
  readonly Format: Text;
  readonly Name: Text;
  readonly Values: readonly Text[];
}

export interface ElasticLoadBalancingV2ListenerRuleQueryStringKeyValue {
  readonly Key?: Text;
  readonly Value?: Text;
}

export interface ElasticLoadBalancingV2ListenerRuleRewriteConfig {
  readonly Regex: Text;
  readonly Replace: Text;
}

/** @see https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-elasticloadbalancingv2-targetgroup.html */
export interface ElasticLoadBalancingV2TargetGroupProperties {
  readonly HealthCheckEnabled?: Flag;
  readonly HealthCheckIntervalSeconds?: Numeric;
  readonly HealthCheckPath?: Text;
  readonly HealthCheckPort?: Text;
  readonly HealthCheckProtocol?: Text;
  readonly HealthCheckTimeoutSeconds?: Numeric;
  readonly HealthyThresholdCount?: Numeric;
  readonly IpAddressType?: Text;
  readonly Matcher?: ElasticLoadBalancingV2TargetGroupMatcher;
  readonly Name?: Text;
  readonly Port?: Numeric;
  readonly Protocol?: Text;
  readonly ProtocolVersion?: Text;
  readonly Tags?: readonly Tag[];
  readonly TargetControlPort?: Numeric;
  readonly TargetGroupAttributes?: readonly ElasticLoadBalancingV2TargetGroupTargetGroupAttribute[];
  readonly TargetType?: Text;
  readonly Targets?: readonly ElasticLoadBalancingV2TargetGroupTargetDescription[];
  readonly UnhealthyThresholdCount?: Numeric;
  readonly VpcId?: Text;
}

export interface ElasticLoadBalancingV2TargetGroupMatcher {
  readonly GrpcCode?: Text;
  readonly HttpCode?: Text;
}

export interface ElasticLoadBalancingV2TargetGroupTargetGroupAttribute {
  readonly Key?: Text;
  readonly Value?: Text;
}

export interface ElasticLoadBalancingV2TargetGroupTargetDescription {
  readonly AvailabilityZone?: Text;
  readonly Id: Text;
  readonly Port?: Numeric;
  readonly QuicServerId?: Text;
}

/** @see https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-iam-role.html */
export interface IAMRoleProperties {
  readonly AssumeRolePolicyDocument: Document | Text;
  readonly Description?: Text;
  readonly ManagedPolicyArns?: readonly Text[];
  readonly MaxSessionDuration?: Numeric;
  readonly Path?: Text;
  readonly PermissionsBoundary?: Text;
  readonly Policies?: readonly IAMRolePolicy[];
  readonly RoleName?: Text;
  readonly Tags?: readonly Tag[];
}

export interface IAMRolePolicy {
  readonly PolicyDocument: Text | Document;
  readonly PolicyName: Text;
}

/** @see https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-lambda-eventinvokeconfig.html */
export interface LambdaEventInvokeConfigProperties {
  readonly DestinationConfig?: LambdaEventInvokeConfigDestinationConfig;
  readonly FunctionName: Text;
  readonly MaximumEventAgeInSeconds?: Numeric;
  readonly MaximumRetryAttempts?: Numeric;
  readonly Qualifier: Text;
}

export interface LambdaEventInvokeConfigDestinationConfig {
  readonly OnFailure?: LambdaEventInvokeConfigOnFailure;
  readonly OnSuccess?: LambdaEventInvokeConfigOnSuccess;
}

export interface LambdaEventInvokeConfigOnFailure {
  readonly Destination: Text;
}

export interface LambdaEventInvokeConfigOnSuccess {
  readonly Destination: Text;
}

/** @see https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-lambda-function.html */
export interface LambdaFunctionProperties {
  readonly Architectures?: readonly Text[];
  readonly CapacityProviderConfig?: LambdaFunctionCapacityProviderConfig;
  readonly Code: LambdaFunctionCode;
  readonly CodeSigningConfigArn?: Text;
  readonly DeadLetterConfig?: LambdaFunctionDeadLetterConfig;
  readonly Description?: Text;
  readonly DurableConfig?: LambdaFunctionDurableConfig;
  readonly Environment?: LambdaFunctionEnvironment;
  readonly EphemeralStorage?: LambdaFunctionEphemeralStorage;
  readonly FileSystemConfigs?: readonly LambdaFunctionFileSystemConfig[];
  readonly FunctionName?: Text;
  readonly FunctionScalingConfig?: LambdaFunctionFunctionScalingConfig;
  readonly Handler?: Text;
  readonly ImageConfig?: LambdaFunctionImageConfig;
  readonly KmsKeyArn?: Text;
  readonly Layers?: readonly Text[];
  readonly LoggingConfig?: LambdaFunctionLoggingConfig;
  readonly MemorySize?: Numeric;
  readonly PackageType?: "Image" | "Zip" | Expression;
  readonly PublishToLatestPublished?: Flag;
  readonly RecursiveLoop?: "Allow" | "Terminate" | Expression;
  readonly ReservedConcurrentExecutions?: Numeric;
  readonly Role: Text;
  readonly Runtime?: Text;
  readonly RuntimeManagementConfig?: LambdaFunctionRuntimeManagementConfig;
  readonly SnapStart?: LambdaFunctionSnapStart;
  readonly Tags?: readonly Tag[];
  readonly TenancyConfig?: LambdaFunctionTenancyConfig;
  readonly Timeout?: Numeric;
  readonly TracingConfig?: LambdaFunctionTracingConfig;
  readonly VpcConfig?: LambdaFunctionVpcConfig;
}

export interface LambdaFunctionCapacityProviderConfig {
  readonly LambdaManagedInstancesCapacityProviderConfig: LambdaFunctionLambdaManagedInstancesCapacityProviderConfig;
}

export interface LambdaFunctionCode {
  readonly ImageUri?: Text;
  readonly S3Bucket?: Text;
  readonly S3Key?: Text;
  readonly S3ObjectStorageMode?: "COPY" | "REFERENCE" | Expression;
  readonly S3ObjectVersion?: Text;
  readonly SourceKMSKeyArn?: Text;
  readonly ZipFile?: Text;
}

export interface LambdaFunctionDeadLetterConfig {
  readonly TargetArn?: Text;
}

export interface LambdaFunctionDurableConfig {
  readonly ExecutionTimeout: Numeric;
  readonly KMSKeyArn?: Text;
  readonly RetentionPeriodInDays?: Numeric;
}

export interface LambdaFunctionEnvironment {
  readonly Variables?: Readonly<Record<string, Text>>;
}

export interface LambdaFunctionEphemeralStorage {
  readonly Size: Numeric;
}

export interface LambdaFunctionFileSystemConfig {
  readonly Arn: Text;
  readonly LocalMountPath: Text;
  readonly S3FilesConfig?: LambdaFunctionS3FilesConfig;
}

export interface LambdaFunctionFunctionScalingConfig {
  readonly MaxExecutionEnvironments?: Numeric;
  readonly MinExecutionEnvironments?: Numeric;
}

export interface LambdaFunctionImageConfig {
  readonly Command?: readonly Text[];
  readonly EntryPoint?: readonly Text[];
  readonly WorkingDirectory?: Text;
}

export interface LambdaFunctionLoggingConfig {
  readonly ApplicationLogLevel?: "TRACE" | "DEBUG" | "INFO" | "WARN" | "ERROR" | "FATAL" | Expression;
  readonly LogFormat?: "Text" | "JSON" | Expression;
  readonly LogGroup?: Text;
  readonly SystemLogLevel?: "DEBUG" | "INFO" | "WARN" | Expression;
}

export interface LambdaFunctionRuntimeManagementConfig {
  readonly RuntimeVersionArn?: Text;
  readonly UpdateRuntimeOn: "Auto" | "FunctionUpdate" | "Manual" | Expression;
}

export interface LambdaFunctionSnapStart {
  readonly ApplyOn: "PublishedVersions" | "None" | Expression;
}

export interface LambdaFunctionTenancyConfig {
  readonly TenantIsolationMode: "PER_TENANT" | Expression;
}

export interface LambdaFunctionTracingConfig {
  readonly Mode?: "Active" | "PassThrough" | Expression;
}

export interface LambdaFunctionVpcConfig {
  readonly Ipv6AllowedForDualStack?: Flag;
  readonly SecurityGroupIds?: readonly Text[];
  readonly SubnetIds?: readonly Text[];
}

export interface LambdaFunctionLambdaManagedInstancesCapacityProviderConfig {
  readonly CapacityProviderArn: Text;
  readonly ExecutionEnvironmentMemoryGiBPerVCpu?: Numeric;
  readonly PerExecutionEnvironmentMaxConcurrency?: Numeric;
}

export interface LambdaFunctionS3FilesConfig {
  readonly DirectS3Read?: "ENABLED" | "DISABLED" | "AUTO" | Expression;
}

/** @see https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-lambda-permission.html */
export interface LambdaPermissionProperties {
  readonly Action: Text;
  readonly EventSourceToken?: Text;
  readonly FunctionName: Text;
  readonly FunctionUrlAuthType?: "AWS_IAM" | "NONE" | Expression;
  readonly InvokedViaFunctionUrl?: Flag;
  readonly Principal: Text;
  readonly PrincipalOrgID?: Text;
  readonly SourceAccount?: Text;
  readonly SourceArn?: Text;
}

/** @see https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-lambda-url.html */
export interface LambdaUrlProperties {
  readonly AuthType: "AWS_IAM" | "NONE" | Expression;
  readonly Cors?: LambdaUrlCors;
  readonly InvokeMode?: "BUFFERED" | "RESPONSE_STREAM" | Expression;
  readonly Qualifier?: Text;
  readonly TargetFunctionArn: Text;
}

export interface LambdaUrlCors {
  readonly AllowCredentials?: Flag;
  readonly AllowHeaders?: readonly Text[];
  readonly AllowMethods?: readonly Text[];
  readonly AllowOrigins?: readonly Text[];
  readonly ExposeHeaders?: readonly Text[];
  readonly MaxAge?: Numeric;
}

/** @see https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-lambda-version.html */
export interface LambdaVersionProperties {
  readonly CodeSha256?: Text;
  readonly Description?: Text;
  readonly FunctionName: Text;
  readonly FunctionScalingConfig?: LambdaVersionFunctionScalingConfig;
  readonly ProvisionedConcurrencyConfig?: LambdaVersionProvisionedConcurrencyConfiguration;
  readonly RuntimePolicy?: LambdaVersionRuntimePolicy;
}

export interface LambdaVersionFunctionScalingConfig {
  readonly MaxExecutionEnvironments?: Numeric;
  readonly MinExecutionEnvironments?: Numeric;
}

export interface LambdaVersionProvisionedConcurrencyConfiguration {
  readonly ProvisionedConcurrentExecutions: Numeric;
}

export interface LambdaVersionRuntimePolicy {
  readonly RuntimeVersionArn?: Text;
  readonly UpdateRuntimeOn: Text;
}

/** @see https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-logs-loggroup.html */
export interface LogsLogGroupProperties {
  readonly BearerTokenAuthenticationEnabled?: Flag;
  readonly DataProtectionPolicy?: Document;
  readonly DeletionProtectionEnabled?: Flag;
  readonly FieldIndexPolicies?: readonly Document[];
  readonly KmsKeyId?: Text;
  readonly LogGroupClass?: "STANDARD" | "INFREQUENT_ACCESS" | "DELIVERY" | Expression;
  readonly LogGroupName?: Text;
  readonly ResourcePolicyDocument?: Document;
  readonly RetentionInDays?: Numeric;
  readonly Tags?: readonly Tag[];
}

/** @see https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-rds-dbsubnetgroup.html */
export interface RDSDBSubnetGroupProperties {
  readonly DBSubnetGroupDescription: Text;
  readonly DBSubnetGroupName?: Text;
  readonly SubnetIds: readonly Text[];
  readonly Tags?: readonly Tag[];
}

/** @see https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-scheduler-schedule.html */
export interface SchedulerScheduleProperties {
  readonly Description?: Text;
  readonly EndDate?: Text;
  readonly FlexibleTimeWindow: SchedulerScheduleFlexibleTimeWindow;
  readonly GroupName?: Text;
  readonly KmsKeyArn?: Text;
  readonly Name?: Text;
  readonly ScheduleExpression: Text;
  readonly ScheduleExpressionTimezone?: Text;
  readonly StartDate?: Text;
  readonly State?: "ENABLED" | "DISABLED" | Expression;
  readonly Target: SchedulerScheduleTarget;
}

export interface SchedulerScheduleFlexibleTimeWindow {
  readonly MaximumWindowInMinutes?: Numeric;
  readonly Mode: "OFF" | "FLEXIBLE" | Expression;
}

export interface SchedulerScheduleTarget {
  readonly Arn: Text;
  readonly DeadLetterConfig?: SchedulerScheduleDeadLetterConfig;
  readonly EcsParameters?: SchedulerScheduleEcsParameters;
  readonly EventBridgeParameters?: SchedulerScheduleEventBridgeParameters;
  readonly Input?: Text;
  readonly KinesisParameters?: SchedulerScheduleKinesisParameters;
  readonly RetryPolicy?: SchedulerScheduleRetryPolicy;
  readonly RoleArn: Text;
  readonly SageMakerPipelineParameters?: SchedulerScheduleSageMakerPipelineParameters;
  readonly SqsParameters?: SchedulerScheduleSqsParameters;
}

export interface SchedulerScheduleDeadLetterConfig {
  readonly Arn?: Text;
}

export interface SchedulerScheduleEcsParameters {
  readonly CapacityProviderStrategy?: readonly SchedulerScheduleCapacityProviderStrategyItem[];
  readonly EnableECSManagedTags?: Flag;
  readonly EnableExecuteCommand?: Flag;
  readonly Group?: Text;
  readonly LaunchType?: "EC2" | "FARGATE" | "EXTERNAL" | Expression;
  readonly NetworkConfiguration?: SchedulerScheduleNetworkConfiguration;
  readonly PlacementConstraints?: readonly SchedulerSchedulePlacementConstraint[];
  readonly PlacementStrategy?: readonly SchedulerSchedulePlacementStrategy[];
  readonly PlatformVersion?: Text;
  readonly PropagateTags?: "TASK_DEFINITION" | Expression;
  readonly ReferenceId?: Text;
  readonly Tags?: readonly Readonly<Record<string, Text>>[];
  readonly TaskCount?: Numeric;
  readonly TaskDefinitionArn: Text;
}

export interface SchedulerScheduleEventBridgeParameters {
  readonly DetailType: Text;
  readonly Source: Text;
}

export interface SchedulerScheduleKinesisParameters {
  readonly PartitionKey: Text;
}

export interface SchedulerScheduleRetryPolicy {
  readonly MaximumEventAgeInSeconds?: Numeric;
  readonly MaximumRetryAttempts?: Numeric;
}

export interface SchedulerScheduleSageMakerPipelineParameters {
  readonly PipelineParameterList?: readonly SchedulerScheduleSageMakerPipelineParameter[];
}

export interface SchedulerScheduleSqsParameters {
  readonly MessageGroupId?: Text;
}

export interface SchedulerScheduleCapacityProviderStrategyItem {
  readonly Base?: Numeric;
  readonly CapacityProvider: Text;
  readonly Weight?: Numeric;
}

export interface SchedulerScheduleNetworkConfiguration {
  readonly AwsvpcConfiguration?: SchedulerScheduleAwsVpcConfiguration;
}

export interface SchedulerSchedulePlacementConstraint {
  readonly Expression?: Text;
  readonly Type?: "distinctInstance" | "memberOf" | Expression;
}

export interface SchedulerSchedulePlacementStrategy {
  readonly Field?: Text;
  readonly Type?: "random" | "spread" | "binpack" | Expression;
}

export interface SchedulerScheduleSageMakerPipelineParameter {
  readonly Name: Text;
  readonly Value: Text;
}

export interface SchedulerScheduleAwsVpcConfiguration {
  readonly AssignPublicIp?: "ENABLED" | "DISABLED" | Expression;
  readonly SecurityGroups?: readonly Text[];
  readonly Subnets: readonly Text[];
}

/** @see https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-sns-subscription.html */
export interface SNSSubscriptionProperties {
  readonly DeliveryPolicy?: Document | Text;
  readonly Endpoint?: Text;
  readonly FilterPolicy?: Document | Text;
  readonly FilterPolicyScope?: Text;
  readonly Protocol: Text;
  readonly RawMessageDelivery?: Flag;
  readonly RedrivePolicy?: Document | Text;
  readonly Region?: Text;
  readonly ReplayPolicy?: Document | Text;
  readonly SubscriptionRoleArn?: Text;
  readonly TopicArn: Text;
}

/** @see https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-sns-topic.html */
export interface SNSTopicProperties {
  readonly ArchivePolicy?: Document;
  readonly ContentBasedDeduplication?: Flag;
  readonly DataProtectionPolicy?: Document;
  readonly DeliveryStatusLogging?: readonly SNSTopicLoggingConfig[];
  readonly DisplayName?: Text;
  readonly FifoThroughputScope?: Text;
  readonly FifoTopic?: Flag;
  readonly KmsMasterKeyId?: Text;
  readonly MaximumMessageSize?: Numeric;
  readonly SignatureVersion?: Text;
  readonly Subscription?: readonly SNSTopicSubscription[];
  readonly Tags?: readonly Tag[];
  readonly TopicName?: Text;
  readonly TracingConfig?: Text;
}

export interface SNSTopicLoggingConfig {
  readonly FailureFeedbackRoleArn?: Text;
  readonly Protocol: "http/s" | "sqs" | "lambda" | "firehose" | "application" | Expression;
  readonly SuccessFeedbackRoleArn?: Text;
  readonly SuccessFeedbackSampleRate?: Text;
}

export interface SNSTopicSubscription {
  readonly Endpoint: Text;
  readonly Protocol: Text;
}
