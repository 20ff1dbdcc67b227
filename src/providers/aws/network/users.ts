import { CloudFormationClient, paginateDescribeStacks } from "@aws-sdk/client-cloudformation";
import { paginateDescribeDBClusters, RDSClient } from "@aws-sdk/client-rds";
import type { Aws } from "../aws.ts";
import { tagNames } from "../names.ts";
import { explainCall } from "../stack/explain-call.ts";
import { networkOutputs } from "./place.ts";
import type { EndpointService } from "./ways-out.ts";

/** What a stage that uses a network wants of it, beyond what costs nothing. */
export interface NetworkClaims {
  readonly hasNat: boolean;
  readonly endpoints: readonly EndpointService[];
}

/** A stage with functions or a database in a network. */
export interface NetworkUser extends NetworkClaims {
  readonly stage: string;
}

/**
 * The stages that use a network. Asked, not remembered: their stacks say it in their outputs, and a cluster stands in the
 * network's subnets, also while it is kept without its stage. All stacks of the account are read for it, so it is asked only
 * where something is to be taken away.
 *
 * @param stack Name of the network's stack.
 * @returns In the order of their names.
 * @throws What `explainCall` throws.
 */
export async function readUsers(aws: Aws, stack: string): Promise<readonly NetworkUser[]> {
  const users = await usersByStack(aws, stack).catch((error: unknown) =>
    explainCall(error, { operation: "DescribeStacks", stack }),
  );
  const clusters = await stagesOfClusters(aws, stack).catch((error: unknown) =>
    explainCall(error, { operation: "DescribeDBClusters", stack }),
  );
  for (const stage of clusters)
    if (!users.has(stage)) users.set(stage, { stage, hasNat: false, endpoints: [] });
  return [...users.values()].toSorted((a, b) => (a.stage < b.stage ? -1 : 1));
}

async function usersByStack(aws: Aws, stack: string): Promise<Map<string, NetworkUser>> {
  const users = new Map<string, NetworkUser>();
  const pages = paginateDescribeStacks({ client: aws.client(CloudFormationClient) }, {});
  for await (const { Stacks = [] } of pages) {
    for (const { Tags = [], Outputs = [], StackStatus } of Stacks) {
      const said = new Map(Outputs.map(({ OutputKey, OutputValue }) => [OutputKey, OutputValue ?? ""]));
      const stage = Tags.find(({ Key }) => Key === tagNames.stage)?.Value;
      if (stage === undefined || said.get(networkOutputs.network) !== stack) continue;
      if (StackStatus === "DELETE_COMPLETE") continue;
      users.set(stage, { stage, ...claimsOf(said.get(networkOutputs.claims) ?? "") });
    }
  }
  return users;
}

/** What somebody of them wants. */
export function joinClaims(users: readonly NetworkClaims[]): NetworkClaims {
  return {
    hasNat: users.some(({ hasNat }) => hasNat),
    endpoints: [...new Set(users.flatMap(({ endpoints }) => endpoints))].toSorted(),
  };
}

const services: readonly EndpointService[] = ["ssm", "secretsmanager"];

/** Words with spaces between: `nat ssm`. */
export function sayClaims({ hasNat, endpoints }: NetworkClaims): string {
  return [...(hasNat ? ["nat"] : []), ...endpoints].join(" ");
}

function claimsOf(text: string): NetworkClaims {
  const words = text.split(" ");
  return { hasNat: words.includes("nat"), endpoints: services.filter((one) => words.includes(one)) };
}

async function stagesOfClusters(aws: Aws, stack: string): Promise<readonly string[]> {
  const stages: string[] = [];
  for await (const { DBClusters = [] } of paginateDescribeDBClusters({ client: aws.client(RDSClient) }, {})) {
    for (const { DBSubnetGroup, TagList = [], DBClusterIdentifier = "" } of DBClusters) {
      if (DBSubnetGroup !== stack) continue;
      stages.push(TagList.find(({ Key }) => Key === tagNames.stage)?.Value ?? DBClusterIdentifier);
    }
  }
  return stages;
}
