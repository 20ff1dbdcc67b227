import { DescribeNetworkInterfacesCommand, EC2Client, type NetworkInterface } from "@aws-sdk/client-ec2";
import { functionName } from "../../../names.ts";
import { sendOptions } from "../../work.ts";
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
    const found = await describeInterfaces(search, [
      { Name: "description", Values: described.map((one) => `${one}*`) },
    ]);
    const isOwn = ({ Description = "" }: NetworkInterface): boolean =>
      described.some(
        (one) => Description.startsWith(one) && /^[0-9a-f-]{36}$/.test(Description.slice(one.length)),
      );
    return found
      .filter(isOwn)
      .map(({ NetworkInterfaceId = "" }) =>
        certain(interfaceType, { name: NetworkInterfaceId, region: aws.region }),
      );
  },
  isThere: async (search, name) => {
    const found = await describeInterfaces(search, [{ Name: "network-interface-id", Values: [name] }]);
    return found.some(({ NetworkInterfaceId }) => NetworkInterfaceId === name);
  },
};

async function describeInterfaces(
  { aws, options }: Search,
  Filters: { readonly Name: string; readonly Values: string[] }[],
): Promise<readonly NetworkInterface[]> {
  const found: NetworkInterface[] = [];
  let token: string | undefined;
  do {
    const command: DescribeNetworkInterfacesCommand = new DescribeNetworkInterfacesCommand({
      Filters,
      ...(token === undefined ? {} : { NextToken: token }),
    });
    const page = await aws.client(EC2Client).send(command, sendOptions(options));
    found.push(...(page.NetworkInterfaces ?? []));
    token = page.NextToken;
  } while ((token ?? "") !== "");
  return found;
}
