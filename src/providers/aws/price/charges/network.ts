import { nothing, type Charging } from "../charge.ts";
import { hoursPerMonth } from "../usage.ts";

const chargeNat: Charging<"AWS::EC2::NatGateway"> = (_thing, { usage }) => [
  { meter: "natHours", quantity: hoursPerMonth },
  { meter: "natGb", quantity: usage.natGb },
];

const chargeAddress: Charging<"AWS::EC2::EIP"> = () => [
  { meter: "publicAddressHours", quantity: hoursPerMonth },
];

/** One that leads to S3 costs nothing; of the others each subnet counts. */
const chargeEndpoint: Charging<"AWS::EC2::VPCEndpoint"> = ({ properties }) => {
  const { VpcEndpointType, SubnetIds = [] } = properties;
  const places = VpcEndpointType === "Interface" && Array.isArray(SubnetIds) ? SubnetIds.length : 0;
  return [{ meter: "endpointHours", quantity: places * hoursPerMonth }];
};

/** A private network, which costs nothing by itself. */
export const networkCharges = {
  "AWS::EC2::EgressOnlyInternetGateway": nothing,
  "AWS::EC2::EIP": chargeAddress,
  "AWS::EC2::InternetGateway": nothing,
  "AWS::EC2::NatGateway": chargeNat,
  "AWS::EC2::Route": nothing,
  "AWS::EC2::RouteTable": nothing,
  "AWS::EC2::SecurityGroup": nothing,
  "AWS::EC2::Subnet": nothing,
  "AWS::EC2::SubnetRouteTableAssociation": nothing,
  "AWS::EC2::VPC": nothing,
  "AWS::EC2::VPCCidrBlock": nothing,
  "AWS::EC2::VPCEndpoint": chargeEndpoint,
  "AWS::EC2::VPCGatewayAttachment": nothing,
  "AWS::RDS::DBSubnetGroup": nothing,
} as const;
