import type { StageNames } from "../names.ts";
import type { EndpointService } from "./ways-out.ts";

/** What a stage's network is made for. */
export interface NetworkNeeds {
  readonly names: StageNames;
  /** Whether Aurora is made in it. */
  readonly needsDatabase: boolean;
  /** Where the stage's secrets are, which every function reads when it starts. */
  readonly secretsIn: readonly EndpointService[];
}

/**
 * Where functions and databases stand in a network, by value: the ids stand in the templates that use them, so that the
 * network's stack can be changed or deleted without a word from CloudFormation about exports in use.
 */
export interface NetworkPlace {
  /** Name of the network's stack; null where nothing had to be made. */
  readonly stack: string | null;
  readonly vpc: string;
  readonly subnets: readonly string[];
  /** Security groups of the functions. */
  readonly groups: readonly string[];
  /**
   * Whether hosts of the Internet are reached over IPv4, and over IPv6; what only another stage in the network has asked for does
   * not count, since it goes with that stage.
   */
  readonly reaches: { readonly ipv4: boolean; readonly ipv6: boolean };
  /** Services of AWS that are reached by an interface endpoint under their usual names. */
  readonly endpoints: readonly EndpointService[];
  /** What this stage wants of it that costs something: `nat ssm`; empty for nothing. */
  readonly claims: string;
  /** Where a database may be made; null where the subnets are not in two Availability Zones. */
  readonly database: DatabasePlace | null;
}

export interface DatabasePlace {
  /** Name of the DB subnet group. */
  readonly subnetGroup: string;
  /** The security group that lets the functions in. */
  readonly group: string;
}

/** Where the outputs of a network's stack say that a database may be made. */
export function databaseOf(outputs: Readonly<Record<string, string>>): NetworkPlace["database"] {
  const { DatabaseSubnets: subnetGroup, DatabaseGroup: group } = outputs;
  return subnetGroup === undefined || group === undefined ? null : { subnetGroup, group };
}

/** A list as an output has it. */
export function listOf(output: string | undefined): readonly string[] {
  return output === undefined || output === "" ? [] : output.split(",");
}

/** What the stack of a stage says of its network: its name, and what is wanted of it that costs something. */
export const networkOutputs = { network: "Network", claims: "NetworkClaims" } as const;

/** Services that the runtime asks itself, by what names their address to the SDKs and to it. */
const ownServices = {
  SSM: { host: "ssm", endpoint: "ssm" },
  SESV2: { host: "email", endpoint: null },
} as const;

/**
 * What a function has to be told where IPv6 leads out: the usual names of most services have no IPv6 address, those below
 * `api.aws` have. Secrets Manager's usual name has one, too, and S3 is reached by the network's gateway endpoint. The secrets
 * are read that way also where NAT is, so that no release needs a NAT gateway that may go.
 *
 * @returns Variables that AWS's SDKs know; none where IPv6 does not lead out.
 * @see https://docs.aws.amazon.com/sdkref/latest/guide/feature-endpoints.html
 * @see https://docs.aws.amazon.com/general/latest/gr/ssm.html
 */
export function networkEnvironment(
  { reaches, endpoints }: Pick<NetworkPlace, "reaches" | "endpoints">,
  region: string,
): Readonly<Record<string, string>> {
  if (!reaches.ipv6) return {};
  const addresses = Object.entries(ownServices).map(([name, { host, endpoint }]): [string, string] => {
    const isInside = endpoint !== null && endpoints.includes(endpoint);
    return [
      `AWS_ENDPOINT_URL_${name}`,
      `https://${host}.${region}.${isInside ? "amazonaws.com" : "api.aws"}`,
    ];
  });
  // The application's own clients: with NAT they reach services, too, that have no other name than the usual one.
  const forAll = reaches.ipv4 ? {} : { AWS_USE_DUALSTACK_ENDPOINT: "true" };
  return { ...forAll, ...Object.fromEntries(addresses) };
}
