import type { NetworkWishes, Rule } from "../plan.ts";

const noWishes: NetworkWishes = {
  vpc: null,
  subnets: [],
  securityGroups: [],
  hasNat: false,
  hasEndpoints: false,
  isShared: true,
  cidr: null,
};

/**
 * A network only where one is needed: a function outside of every network starts faster, reaches the whole Internet and
 * has nothing to wait for when it goes. Aurora is reached from inside alone; another database is where the file names its
 * network; and who wants an address that stays asks for NAT.
 */
export const placeNetwork: Rule = (_facts, { database, network = noWishes }) => {
  const { vpc, securityGroups, subnets, hasNat, hasEndpoints, isShared, cidr } = network;
  const needsAurora = database.engine === "aurora";
  if (!needsAurora && vpc === null && !hasNat && !hasEndpoints) return { resources: [], edges: [] };
  return {
    resources: [
      {
        kind: "network",
        id: "network",
        existing: vpc,
        subnets,
        groups: securityGroups,
        isShared,
        hasNat,
        hasEndpoints,
        cidr,
      },
    ],
    edges: [
      { from: "function.web", to: "network", may: ["connect"] },
      ...(needsAurora ? [{ from: "database", to: "network", may: ["connect"] } as const] : []),
    ],
  };
};
