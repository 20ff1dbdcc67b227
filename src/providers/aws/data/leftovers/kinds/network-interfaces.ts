import { functionName } from "../../../names.ts";
import { Ec2Client, type Ec2Item, type Ec2Question } from "../../../network/ec2.ts";
import { certain, type LeftoverKind, type Search } from "../leftover.ts";

const interfaceType = { type: "AWS::EC2::NetworkInterface", usdPerMonth: 0 } as const;

/** Lambda makes one for its functions in a network and gives it no tags; it goes up to twenty minutes after the function. */
export const interfaceKind: LeftoverKind = {
  ...interfaceType,
  nameOf: (service, resource) =>
    service === "ec2" ? /^network-interface\/(.+)$/.exec(resource)?.[1] : undefined,
  findByName: async (search) => {
    const { aws, names, functions } = search;
    const described = functions.map((one) => `AWS Lambda VPC ENI-${functionName(names, one)}-`);
    const found = await describeInterfaces(search, { description: described.map((one) => `${one}*`) });
    const isOwn = (item: Ec2Item): boolean => {
      const description = item.text("description");
      return described.some(
        (one) => description.startsWith(one) && /^[0-9a-f-]{36}$/.test(description.slice(one.length)),
      );
    };
    return found
      .filter(isOwn)
      .map((item) => certain(interfaceType, { name: item.text("networkInterfaceId"), region: aws.region }));
  },
  isThere: async (search, name) => {
    const found = await describeInterfaces(search, { "network-interface-id": [name] });
    return found.some((item) => item.text("networkInterfaceId") === name);
  },
};

function describeInterfaces(
  { aws, options }: Search,
  filters: NonNullable<Ec2Question["filters"]>,
): Promise<readonly Ec2Item[]> {
  options.signal?.throwIfAborted();
  return aws
    .client(Ec2Client)
    .ask({ action: "DescribeNetworkInterfaces", filters, list: "networkInterfaceSet" });
}
