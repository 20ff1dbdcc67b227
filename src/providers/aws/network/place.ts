import type { EndpointService } from "./ways-out.ts";

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
  /** Whether hosts of the Internet are reached over IPv4, and over IPv6. */
  readonly reaches: { readonly ipv4: boolean; readonly ipv6: boolean };
  /** Services of AWS that are reached by an interface endpoint under their usual names. */
  readonly endpoints: readonly EndpointService[];
  /** Where a database may be made; null where the subnets are not in two Availability Zones. */
  readonly database: DatabasePlace | null;
}

export interface DatabasePlace {
  /** Name of the DB subnet group. */
  readonly subnetGroup: string;
  /** The security group that lets the functions in. */
  readonly group: string;
}

/** Services that the runtime asks itself, by what names their address to the SDKs and to it. */
const ownServices = {
  SSM: { host: "ssm", endpoint: "ssm" },
  SESV2: { host: "email", endpoint: null },
} as const;

/**
 * What a function has to be told where only IPv6 leads out: the usual names of most services have no IPv6 address, those below
 * `api.aws` have. Secrets Manager's usual name has one, too, and S3 is reached by the network's gateway endpoint.
 *
 * @returns Variables that AWS's SDKs know; none where IPv4 leads out, or nothing does.
 * @see https://docs.aws.amazon.com/sdkref/latest/guide/feature-endpoints.html
 * @see https://docs.aws.amazon.com/general/latest/gr/ssm.html
 */
export function networkEnvironment(
  { reaches, endpoints }: Pick<NetworkPlace, "reaches" | "endpoints">,
  region: string,
): Readonly<Record<string, string>> {
  if (reaches.ipv4 || !reaches.ipv6) return {};
  const addresses = Object.entries(ownServices).map(([name, { host, endpoint }]): [string, string] => {
    const isInside = endpoint !== null && endpoints.includes(endpoint);
    return [
      `AWS_ENDPOINT_URL_${name}`,
      `https://${host}.${region}.${isInside ? "amazonaws.com" : "api.aws"}`,
    ];
  });
  return { AWS_USE_DUALSTACK_ENDPOINT: "true", ...Object.fromEntries(addresses) };
}
