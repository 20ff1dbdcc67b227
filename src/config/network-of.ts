import { UserError } from "../errors.ts";
import type { Layer } from "./schema.ts";

/** The network that the file asks for; whether one is needed is for the plan to say. */
export interface NetworkConfig {
  /** Id of one that is there already. */
  readonly vpc: string | null;
  /** None where they are to be found. */
  readonly subnets: readonly string[];
  /** None where one is to be made. */
  readonly securityGroups: readonly string[];
  readonly hasNat: boolean;
  readonly hasEndpoints: boolean;
  readonly isShared: boolean;
  readonly cidr: string | null;
}

/**
 * Fills in the defaults of `[network]`, merged.
 *
 * @param file Named in errors.
 * @throws {UserError} `NETWORK_KEYS_CROSSED` for keys that ask for a network of one's own and for somebody else's.
 */
export function networkOf(table: NonNullable<Layer["network"]>, file: string): NetworkConfig {
  const { vpc, subnets, security_groups, nat, endpoints, share, cidr } = table;
  const ofOurs = Object.entries({ nat, endpoints, share, cidr }).filter(
    ([, value]) => value !== undefined && value !== false,
  );
  const ofTheirs = Object.entries({ subnets, security_groups }).filter(([, value]) => value !== undefined);
  const [crossed] = vpc === undefined ? ofTheirs : ofOurs;
  if (crossed !== undefined) {
    const facts = { key: `network.${crossed[0]}`, hasVpc: vpc !== undefined };
    throw new UserError("NETWORK_KEYS_CROSSED", facts, { place: { file } });
  }
  return {
    vpc: vpc ?? null,
    subnets: subnets ?? [],
    securityGroups: security_groups ?? [],
    hasNat: nat ?? false,
    hasEndpoints: endpoints ?? false,
    // In somebody else's VPC only what costs nothing is made, for each stage by itself.
    isShared: share ?? vpc === undefined,
    cidr: cidr ?? null,
  };
}
