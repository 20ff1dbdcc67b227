import { join, pseudo, select, zones, type Text } from "../template/expression.ts";
import type { Resource, TemplateBuilder } from "../template/template.ts";

/** Services that an interface endpoint leads to, by the names that AWS has for them. */
export type EndpointService = "ssm" | "secretsmanager";

const httpsPort = 443;

/** Over IPv6 to everybody who has it, AWS's own services among them; and to S3, which is asked most. */
export function addFreeWaysOut(
  template: TemplateBuilder,
  vpc: Resource<"AWS::EC2::VPC">,
  routes: Resource<"AWS::EC2::RouteTable">,
): void {
  const out = template.add("OutIpv6", "AWS::EC2::EgressOnlyInternetGateway", { VpcId: vpc.ref });
  template.add("RouteIpv6", "AWS::EC2::Route", {
    RouteTableId: routes.ref,
    DestinationIpv6CidrBlock: "::/0",
    EgressOnlyInternetGatewayId: out.ref,
  });
  template.add("Storage", "AWS::EC2::VPCEndpoint", {
    VpcId: vpc.ref,
    VpcEndpointType: "Gateway",
    ServiceName: join("com.amazonaws.", pseudo.region, ".s3"),
    RouteTableIds: [routes.ref],
  });
}

interface NatOptions {
  readonly vpc: Resource<"AWS::EC2::VPC">;
  readonly routes: Resource<"AWS::EC2::RouteTable">;
  readonly cidr: string;
  readonly name: string;
}

/** One NAT gateway, in the first Availability Zone, with an address that stays: a second one would cost as much again. */
export function addNat(template: TemplateBuilder, { vpc, routes, cidr, name }: NatOptions): void {
  const gateway = template.add("Gateway", "AWS::EC2::InternetGateway", {});
  const attached = template.add("GatewayOfNetwork", "AWS::EC2::VPCGatewayAttachment", {
    VpcId: vpc.ref,
    InternetGatewayId: gateway.ref,
  });
  const subnet = template.add("OuterSubnet", "AWS::EC2::Subnet", {
    VpcId: vpc.ref,
    CidrBlock: cidr,
    AvailabilityZone: select(0, zones),
    Tags: [{ Key: "Name", Value: `${name} NAT` }],
  });
  const outerRoutes = template.add("OuterRoutes", "AWS::EC2::RouteTable", { VpcId: vpc.ref });
  template.add("OuterSubnetRoutes", "AWS::EC2::SubnetRouteTableAssociation", {
    SubnetId: subnet.ref,
    RouteTableId: outerRoutes.ref,
  });
  const route = template.add(
    "OuterRoute",
    "AWS::EC2::Route",
    { RouteTableId: outerRoutes.ref, DestinationCidrBlock: "0.0.0.0/0", GatewayId: gateway.ref },
    { dependsOn: [attached] },
  );
  const address = template.add("NatAddress", "AWS::EC2::EIP", { Domain: "vpc" }, { dependsOn: [attached] });
  const nat = template.add(
    "Nat",
    "AWS::EC2::NatGateway",
    { SubnetId: subnet.ref, AllocationId: address.attribute("AllocationId") },
    { dependsOn: [route] },
  );
  template.add("RouteNat", "AWS::EC2::Route", {
    RouteTableId: routes.ref,
    DestinationCidrBlock: "0.0.0.0/0",
    NatGatewayId: nat.ref,
  });
  template.output("NatAddress", address.ref);
}

interface EndpointOptions {
  readonly vpc: Text;
  readonly subnets: readonly Text[];
  readonly group: Text;
  readonly services: readonly EndpointService[];
  readonly name: string;
}

/** In one subnet alone: each more costs as much again, and the other one reaches it as well. */
export function addEndpoints(
  template: TemplateBuilder,
  { vpc, subnets, group, services, name }: EndpointOptions,
): void {
  if (services.length === 0) return;
  const endpoints = template.add("EndpointGroup", "AWS::EC2::SecurityGroup", {
    GroupDescription: `Endpoints of ${name}`,
    VpcId: vpc,
    SecurityGroupIngress: [fromGroup(group, httpsPort, "functions")],
  });
  for (const service of services) {
    template.add(`Endpoint${service.slice(0, 1).toUpperCase()}${service.slice(1)}`, "AWS::EC2::VPCEndpoint", {
      VpcId: vpc,
      VpcEndpointType: "Interface",
      ServiceName: join("com.amazonaws.", pseudo.region, `.${service}`),
      SubnetIds: subnets.slice(0, 1),
      SecurityGroupIds: [endpoints.attribute("GroupId")],
      PrivateDnsEnabled: true,
    });
  }
}

/** A rule that lets a group ask. */
export function fromGroup(group: Text, port: number, description: string) {
  return {
    IpProtocol: "tcp",
    FromPort: port,
    ToPort: port,
    SourceSecurityGroupId: group,
    Description: description,
  };
}
