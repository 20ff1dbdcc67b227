import { tagNames } from "../names.ts";
import { blocksOf, join, select, zones, type Tag, type Text } from "../template/expression.ts";
import { createTemplate, type Template, type TemplateBuilder } from "../template/template.ts";
import { partsOf } from "./addresses.ts";
import { addEndpoints, addFreeWaysOut, addNat, fromGroup, type EndpointService } from "./ways-out.ts";

/** What a network's stack is to have. */
export type NetworkStackRequest = OwnNetworkRequest | ExistingNetworkRequest;

interface NetworkOwner {
  /** Name of the stack; the database's subnets are called like it. */
  readonly stack: string;
  readonly project: string;
  /** Null for the network that the stages of a project share. */
  readonly stage: string | null;
}

interface OwnNetworkRequest {
  readonly kind: "own";
  readonly owner: NetworkOwner;
  /** `/16` to `/24`. */
  readonly cidr: string;
  readonly hasNat: boolean;
  readonly endpoints: readonly EndpointService[];
}

/** Groups in a VPC that is there already and that is not touched otherwise. */
interface ExistingNetworkRequest {
  readonly kind: "existing";
  readonly owner: NetworkOwner;
  readonly vpc: string;
  readonly subnets: readonly string[];
  /** The functions' groups; one is made where there are none. */
  readonly groups: readonly string[];
  /** Whether a database may be made in it, for which it wants subnets in two Availability Zones. */
  readonly hasDatabase: boolean;
}

const postgresPort = 5432;

/**
 * The template of a network. What is in it costs nothing as long as neither NAT nor an endpoint is asked for: two private
 * subnets with IPv4 and IPv6, a way out over IPv6, S3 by a gateway endpoint, and a group each for functions and databases with
 * one rule between them. Pure.
 *
 * @see decisions/the-network-costs-nothing.md
 */
export function makeNetworkStack(request: NetworkStackRequest): Template {
  const { project, stage } = request.owner;
  const tags: readonly Tag[] = [
    { Key: tagNames.project, Value: project },
    ...(stage === null ? [] : [{ Key: tagNames.stage, Value: stage }]),
  ];
  const name = stage === null ? project : `${project} ${stage}`;
  const template = createTemplate(`The network of ${name}, by Monolift`, tags);
  if (request.kind === "own") addOwnNetwork(template, request, name);
  else addGroups(template, request, name);
  return template.build();
}

function addOwnNetwork(template: TemplateBuilder, request: OwnNetworkRequest, name: string): void {
  const [first, second, outer] = partsOf(request.cidr);
  const vpc = template.add("Network", "AWS::EC2::VPC", {
    CidrBlock: request.cidr,
    EnableDnsHostnames: true,
    EnableDnsSupport: true,
    Tags: [{ Key: "Name", Value: name }],
  });
  const ipv6 = template.add("NetworkIpv6", "AWS::EC2::VPCCidrBlock", {
    VpcId: vpc.ref,
    AmazonProvidedIpv6CidrBlock: true,
  });
  const routes = template.add("Routes", "AWS::EC2::RouteTable", { VpcId: vpc.ref });
  const subnets = [first, second].map((cidr, index) => {
    const id = `Subnet${index + 1}`;
    const subnet = template.add(
      id,
      "AWS::EC2::Subnet",
      {
        VpcId: vpc.ref,
        CidrBlock: cidr,
        AvailabilityZone: select(index, zones),
        Ipv6CidrBlock: select(index, blocksOf(select(0, vpc.attribute("Ipv6CidrBlocks")), 4, 64)),
        AssignIpv6AddressOnCreation: true,
        Tags: [{ Key: "Name", Value: `${name} ${index + 1}` }],
      },
      { dependsOn: [ipv6] },
    );
    template.add(`${id}Routes`, "AWS::EC2::SubnetRouteTableAssociation", {
      SubnetId: subnet.ref,
      RouteTableId: routes.ref,
    });
    return subnet.ref;
  });
  addFreeWaysOut(template, vpc, routes);
  if (request.hasNat) addNat(template, { vpc, routes, cidr: outer, name });
  const group = addFunctionGroup(template, vpc.ref, name);
  addEndpoints(template, { vpc: vpc.ref, subnets, group, services: request.endpoints, name });
  addDatabaseParts(template, { vpc: vpc.ref, subnets, groups: [group], name, stack: request.owner.stack });
  template.output("Vpc", vpc.ref);
  template.output("Cidr", request.cidr);
  template.output("HasNat", String(request.hasNat));
  template.output("Subnets", joinWith(subnets));
  template.output("FunctionGroups", group);
  template.output("OwnGroups", group);
  if (request.endpoints.length > 0) template.output("Endpoints", request.endpoints.join(","));
}

function addGroups(template: TemplateBuilder, request: ExistingNetworkRequest, name: string): void {
  const { vpc, subnets, hasDatabase } = request;
  const groups = request.groups.length > 0 ? request.groups : [addFunctionGroup(template, vpc, name)];
  if (hasDatabase) addDatabaseParts(template, { vpc, subnets, groups, name, stack: request.owner.stack });
  template.output("FunctionGroups", joinWith(groups));
  if (request.groups.length === 0) template.output("OwnGroups", joinWith(groups));
}

/** Lambda's interfaces are in it; they only ever ask, so nothing is let in. */
function addFunctionGroup(template: TemplateBuilder, vpc: Text, name: string): Text {
  const group = template.add("FunctionGroup", "AWS::EC2::SecurityGroup", {
    GroupDescription: `Functions of ${name}`,
    VpcId: vpc,
    SecurityGroupEgress: [
      { IpProtocol: "-1", CidrIp: "0.0.0.0/0", Description: "anywhere" },
      { IpProtocol: "-1", CidrIpv6: "::/0", Description: "anywhere" },
    ],
  });
  return group.attribute("GroupId");
}

interface DatabaseParts {
  readonly vpc: Text;
  readonly subnets: readonly Text[];
  readonly groups: readonly Text[];
  readonly name: string;
  readonly stack: string;
}

/** Where databases stand, and the one rule that lets functions in. The databases themselves are in no template. */
function addDatabaseParts(template: TemplateBuilder, parts: DatabaseParts): void {
  const { vpc, subnets, groups, name, stack } = parts;
  const group = template.add("DatabaseGroup", "AWS::EC2::SecurityGroup", {
    GroupDescription: `Databases of ${name}`,
    VpcId: vpc,
    SecurityGroupIngress: groups.map((one) => fromGroup(one, postgresPort, "functions")),
  });
  template.add("DatabaseSubnets", "AWS::RDS::DBSubnetGroup", {
    DBSubnetGroupName: stack,
    DBSubnetGroupDescription: `Databases of ${name}`,
    SubnetIds: subnets,
  });
  template.output("DatabaseGroup", group.attribute("GroupId"));
  template.output("DatabaseSubnets", stack);
}

function joinWith(texts: readonly Text[]): Text {
  return join(...texts.flatMap((one, index) => (index === 0 ? [one] : [",", one])));
}
