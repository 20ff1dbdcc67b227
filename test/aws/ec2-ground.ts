/** Makes things in an emulated EC2, by its Query protocol: nothing of Monolift does so without a template. */
export interface Ec2Ground {
  /** Calls an action, and gives what the answer has between the first `<FIELD>` and its end. */
  readonly make: (
    action: string,
    parameters: Readonly<Record<string, string>>,
    field: string,
  ) => Promise<string>;
  readonly makeVpc: (cidr: string, region?: string) => Promise<string>;
  readonly makeSubnet: (vpc: string, cidr: string, zone: string) => Promise<string>;
  /** A route table with a default route to something, and the subnets that follow it. */
  readonly route: (
    vpc: string,
    subnets: readonly string[],
    target: Readonly<Record<string, string>>,
  ) => Promise<void>;
  readonly makeInternetGateway: (vpc: string) => Promise<string>;
  readonly makeNatGateway: (subnet: string) => Promise<string>;
}

/** @param endpoint Of an emulator that does not look at signatures. */
export function ec2Ground(endpoint: string): Ec2Ground {
  const call = async (
    action: string,
    parameters: Readonly<Record<string, string>>,
    region: string,
  ): Promise<string> => {
    const scope = `test/20261121/${region}/ec2/aws4_request`;
    const response = await fetch(endpoint, {
      method: "POST",
      headers: {
        authorization: `AWS4-HMAC-SHA256 Credential=${scope}, SignedHeaders=host, Signature=none`,
        host: `ec2.${region}.amazonaws.com`,
      },
      body: new URLSearchParams({ Action: action, Version: "2016-11-15", ...parameters }),
    });
    const answer = await response.text();
    if (!response.ok) throw new Error(`${action}: ${answer}`);
    return answer;
  };
  const make: Ec2Ground["make"] = async (action, parameters, field) =>
    fieldOf(await call(action, parameters, "us-east-1"), field);
  return {
    make,
    makeVpc: async (cidr, region = "us-east-1") =>
      fieldOf(await call("CreateVpc", { CidrBlock: cidr }, region), "vpcId"),
    makeSubnet: (vpc, cidr, zone) =>
      make("CreateSubnet", { VpcId: vpc, CidrBlock: cidr, AvailabilityZone: zone }, "subnetId"),
    route: async (vpc, subnets, target) => {
      const table = await make("CreateRouteTable", { VpcId: vpc }, "routeTableId");
      for (const subnet of subnets)
        await make("AssociateRouteTable", { RouteTableId: table, SubnetId: subnet }, "associationId");
      await call("CreateRoute", { RouteTableId: table, ...target }, "us-east-1");
    },
    makeInternetGateway: async (vpc) => {
      const gateway = await make("CreateInternetGateway", {}, "internetGatewayId");
      await call("AttachInternetGateway", { InternetGatewayId: gateway, VpcId: vpc }, "us-east-1");
      return gateway;
    },
    makeNatGateway: async (subnet) => {
      const address = await make("AllocateAddress", { Domain: "vpc" }, "allocationId");
      return make("CreateNatGateway", { SubnetId: subnet, AllocationId: address }, "natGatewayId");
    },
  };
}

function fieldOf(answer: string, field: string): string {
  const [, value] = new RegExp(`<${field}>([^<]*)</${field}>`).exec(answer) ?? [];
  if (value === undefined) throw new Error(`no ${field} in ${answer}`);
  return value;
}
